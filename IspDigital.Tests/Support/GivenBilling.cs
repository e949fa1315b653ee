using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>Facts that billing needs, put in place directly, and the run as the job would do it.</summary>
public static class GivenBilling
{
    /// <summary>A plan with its price from 2020 on and, where asked for, a tax in basis points.</summary>
    public static async Task<long> HasPlan(
        this TestPortal portal, string name = "Home 10", decimal taka = 500, int taxBasisPoints = 0, TaxMode mode = TaxMode.Exclusive,
        BillingTermsOverride? terms = null, DateOnly? priceFrom = null)
    {
        await using var db = portal.OpenDb();
        long? taxId = null;
        if (taxBasisPoints > 0)
        {
            var tax = new Tax("VAT", mode, new DateOnly(2020, 1, 1), taxBasisPoints);
            db.Add(tax);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            taxId = tax.Id;
        }
        var speed = new SpeedProfile(10_000_000, 10_000_000, "plan-10M");
        var plan = new Plan(name, speed, priceFrom ?? new DateOnly(2020, 1, 1), Money.FromTaka(taka));
        plan.Describe(name, speed, taxId, terms ?? new(), isOffered: true);
        db.Add(plan);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return plan.Id;
    }

    /// <summary>A subscriber on the plan.</summary>
    public static async Task<long> HasSubscriber(
        this TestPortal portal, long planId, DateOnly activatedOn, string? code = null, Action<Subscriber>? with = null)
    {
        await using var db = portal.OpenDb();
        var number = await db.Subscribers.CountAsync(TestContext.Current.CancellationToken) + 1;
        var subscriber = new Subscriber(code ?? $"C-{number:D4}", $"Subscriber {number}", $"88017{number:D8}", activatedOn, planId);
        with?.Invoke(subscriber);
        db.Add(subscriber);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return subscriber.Id;
    }

    /// <summary>The operator's billing settings.</summary>
    public static async Task HasBillingSettings(this TestPortal portal, BillingSettings settings)
    {
        await using var scope = portal.AsJob();
        await scope.ServiceProvider.GetRequiredService<IspStore>().Write<Done>(async work =>
        {
            await SettingsRow.Store(work, settings);
            work.Record(Core.Audit.AuditAction.SettingsChanged, BillingSettings.Name, null);
            return new Done();
        });
    }

    /// <summary>Changes a subscriber directly.</summary>
    public static async Task ChangesSubscriber(this TestPortal portal, long id, Action<Subscriber> change)
    {
        await using var db = portal.OpenDb();
        change(await db.Subscribers.Include(s => s.Plans).Include(s => s.Pauses).SingleAsync(s => s.Id == id, TestContext.Current.CancellationToken));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Issues what is due, as the job would.</summary>
    public static async Task<IssueInvoicesResult> IssuesInvoices(this TestPortal portal, bool approve = false)
    {
        await using var scope = portal.AsJob("IssueInvoices");
        return (await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(Approve: approve), TestContext.Current.CancellationToken)).Value;
    }

    /// <summary>All invoices, with lines, by number.</summary>
    public static async Task<List<Invoice>> Invoices(this TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.Invoices.AsNoTracking().Include(i => i.Lines).OrderBy(i => i.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
