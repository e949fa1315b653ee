using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Plans;

/// <summary>One plan on the plans page.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Speed">Its speed.</param>
/// <param name="Price">Price of a full period today.</param>
/// <param name="NextPrice">A price that is planned, or null.</param>
/// <param name="NextPriceFrom">From when.</param>
/// <param name="TaxName">Its tax, or null.</param>
/// <param name="TaxMode">Added or inside.</param>
/// <param name="TaxBasisPoints">The rate today.</param>
/// <param name="Terms">What it sets differently.</param>
/// <param name="IsOffered">Whether new subscribers may take it.</param>
/// <param name="Subscribers">How many open accounts are on it.</param>
public sealed record PlanRow(
    long Id, string Name, SpeedProfile Speed, Money Price, Money? NextPrice, DateOnly? NextPriceFrom,
    string? TaxName, TaxMode? TaxMode, int TaxBasisPoints, BillingTermsOverride Terms, bool IsOffered, int Subscribers);

/// <summary>A tax that plans can carry.</summary>
/// <param name="Id">The tax.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mode">Added or inside.</param>
/// <param name="BasisPoints">The rate today.</param>
public sealed record TaxChoice(long Id, string Name, TaxMode Mode, int BasisPoints);

/// <summary>A tax with all its rates.</summary>
/// <param name="Id">The tax.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mode">Added or inside.</param>
/// <param name="Rates">Each rate and its first day, newest first.</param>
public sealed record TaxRow(long Id, string Name, TaxMode Mode, IReadOnlyList<(DateOnly From, int BasisPoints)> Rates);

/// <summary>A plan that can be chosen.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">Price of a full period today.</param>
public sealed record PlanChoice(long Id, string Name, Money Price);

/// <summary>Reads plans.</summary>
public sealed class PlanQueries(IspStore store, BusinessClock clock, IPlanLines lines)
{
    /// <summary>Every plan, those on offer first, cheap before dear.</summary>
    public async Task<IReadOnlyList<PlanRow>> All(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewPlans, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        var taxes = await db.Taxes.ToDictionaryAsync(t => t.Id, cancellation);
        var counts = await lines.Count(db, cancellation);
        var plans = await db.Plans.ToListAsync(cancellation);
        return [.. plans.Select(p => Row(p, p.TaxId is { } id ? taxes[id] : null, counts.GetValueOrDefault(p.Id), today))
            .OrderByDescending(p => p.IsOffered).ThenBy(p => p.Price).ThenBy(p => p.Name)];
    }

    /// <summary>The plans that subscribers can be put on, and that they are on.</summary>
    public async Task<IReadOnlyList<PlanChoice>> Choices(bool offeredOnly = true, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewPlans, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        var plans = await db.Plans.Where(p => p.IsOffered || !offeredOnly).ToListAsync(cancellation);
        return [.. plans.Select(p => new PlanChoice(p.Id, p.Name, p.PriceOn(today) ?? Money.Zero)).OrderBy(p => p.Price).ThenBy(p => p.Name)];
    }

    /// <summary>The form of a plan as it stands today, or null where there is none.</summary>
    public async Task<EditPlanRequest?> Form(long planId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewPlans, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        return await db.Plans.SingleOrDefaultAsync(p => p.Id == planId, cancellation) is not { } plan ? null : EditPlanRequest.Of(plan, today);
    }

    /// <summary>The taxes.</summary>
    public async Task<IReadOnlyList<TaxChoice>> Taxes(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewPlans, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        return [.. (await db.Taxes.OrderBy(t => t.Id).ToListAsync(cancellation)).Select(t => new TaxChoice(t.Id, t.Name, t.Mode, t.RateOn(today)))];
    }

    /// <summary>The taxes with all their rates.</summary>
    public async Task<IReadOnlyList<TaxRow>> TaxRows(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewPlans, cancellation);
        return [.. (await db.Taxes.OrderBy(t => t.Id).ToListAsync(cancellation))
            .Select(t => new TaxRow(t.Id, t.Name, t.Mode, [.. t.Rates.OrderByDescending(r => r.From).Select(r => (r.From, r.BasisPoints))]))];
    }

    private static PlanRow Row(Plan plan, Tax? tax, int subscribers, DateOnly today)
    {
        var next = plan.Prices.Where(p => p.From > today).OrderBy(p => p.From).FirstOrDefault();
        return new PlanRow(
            plan.Id, plan.Name, plan.Speed, plan.PriceOn(today) ?? Money.Zero, next?.Price, next?.From,
            tax?.Name, tax?.Mode, tax?.RateOn(today) ?? 0, plan.Terms, plan.IsOffered, subscribers);
    }
}
