using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Reads which billing terms hold, and who set each.</summary>
public sealed class TermsQueries(IspStore store)
{
    /// <summary>What holds on a plan for a subscriber who sets nothing; with no plan, what the operator says.</summary>
    public async Task<EffectiveTerms> OfPlan(long? planId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewPlans, cancellation);
        var plan = planId is null ? null : await db.Plans.SingleOrDefaultAsync(p => p.Id == planId, cancellation);
        return EffectiveTerms.Of((await SettingsRow.Load<BillingSettings>(db, cancellation)).Terms, plan?.Terms ?? new BillingTermsOverride(), new());
    }

    /// <summary>What holds for a subscriber; null where there is none.</summary>
    public async Task<EffectiveTerms?> Of(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        if (await db.Subscribers.SingleOrDefaultAsync(s => s.Id == subscriberId, cancellation) is not { } subscriber)
        {
            return null;
        }
        var plan = await db.Plans.SingleAsync(p => p.Id == subscriber.PlanId, cancellation);
        return EffectiveTerms.Of((await SettingsRow.Load<BillingSettings>(db, cancellation)).Terms, plan.Terms, subscriber.Terms);
    }
}
