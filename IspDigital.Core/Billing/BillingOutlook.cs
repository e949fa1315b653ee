using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;

namespace IspDigital.Core.Billing;

/// <summary>Tells Subscribers what the next run would bill somebody who is about to be added: the same calculation, on facts that are not saved.</summary>
internal sealed class BillingOutlook : IBillingOutlook
{
    /// <inheritdoc/>
    public async Task<BillingTerms> OperatorTerms(IspDbContext db, CancellationToken cancellation) =>
        (await SettingsRow.Load<BillingSettings>(db, cancellation)).Terms;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BilledAtOnce>> Of(
        IspDbContext db, IReadOnlyList<Subscriber> subscribers, DateOnly today, CancellationToken cancellation)
    {
        var book = await BillingFactsReader.Book(db, cancellation);
        return [.. subscribers.Select(s => Of(FactsOf(s), today, book))];
    }

    private static BilledAtOnce Of(BillingFacts facts, DateOnly today, BillingBook book)
    {
        var calculated = book.Calculate(facts, today);
        if (calculated.Problem is { } problem)
        {
            return new(0, Money.Zero, null, null, new CannotBeBilled(problem.Reason, problem.Day ?? facts.FirstDay, problem.Detail));
        }
        return new(
            calculated.Drafts.Count, calculated.Drafts.Sum(d => d.Total),
            calculated.Drafts.Min(d => (DateOnly?)d.Period.Start), calculated.Drafts.Max(d => (DateOnly?)d.Period.End));
    }

    private static BillingFacts FactsOf(Subscriber subscriber) => new()
    {
        SubscriberId = subscriber.Id,
        ActivatedOn = subscriber.ActivatedOn,
        BillFrom = subscriber.BillFrom,
        ClosedOn = subscriber.ClosedOn,
        Terms = subscriber.Terms,
        Plans = [.. subscriber.Plans.OrderBy(p => p.From).Select(p => new PlanFrom(p.From, p.PlanId, p.DecidedOn))],
        OwnPrices = [.. subscriber.Agreements.OrderBy(a => a.From)
            .Select(a => new OwnPrice(a.From, a.CustomPrice, a.DiscountBasisPoints, a.Discount, a.DiscountUntil, a.DecidedOn))],
    };
}
