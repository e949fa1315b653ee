using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Reads what one subscriber's page shows.</summary>
public sealed class SubscriberAccountQueries(IspStore store, BusinessClock clock)
{
    /// <summary>The subscriber's own data, or null where there is none.</summary>
    public async Task<SubscriberProfile?> Profile(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewSubscribers, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        var subscriber = await db.Subscribers.Include(s => s.Plans).Include(s => s.Pauses).SingleOrDefaultAsync(s => s.Id == subscriberId, cancellation);
        if (subscriber is null)
        {
            return null;
        }
        var plans = await db.Plans.ToDictionaryAsync(p => p.Id, cancellation);
        var plan = plans[subscriber.PlanId];
        var router = await db.Routers.Where(r => r.Id == subscriber.RouterId).Select(r => r.Name).SingleOrDefaultAsync(cancellation);
        var group = await db.SubscriberGroups.Where(g => g.Id == subscriber.GroupId).Select(g => g.Name).SingleOrDefaultAsync(cancellation);
        var pause = subscriber.Pauses.Where(p => p.Until is null || (p.Until > today && p.Until > p.From)).OrderBy(p => p.From).FirstOrDefault();
        var next = subscriber.Plans.Where(p => p.From > today).OrderBy(p => p.From).FirstOrDefault();
        return new SubscriberProfile(
            subscriber.Id, subscriber.Code, subscriber.Name, subscriber.Phone, subscriber.Email, subscriber.Language, subscriber.Address, group,
            subscriber.ActivatedOn, subscriber.BillFrom, subscriber.ClosedOn,
            SubscriberQueries.StateOf(subscriber.ClosedOn, subscriber.IsPausedOn(today), today),
            pause is null ? null : new PausedDays(pause.From, pause.Until),
            plan.Id, plan.Name, plan.Speed, next is null ? null : new PlannedPlan(next.From, plans[next.PlanId].Name),
            subscriber.RouterId, router, subscriber.PppName, subscriber.Version);
    }

    /// <summary>The subscriber's money, or null where there is no such subscriber.</summary>
    public async Task<SubscriberMoney?> Money(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        var book = await BillingFactsReader.Book(db, cancellation);
        if ((await BillingFactsReader.Facts(db, [subscriberId], book.Stamp, cancellation)).SingleOrDefault()?.Facts is not { } facts)
        {
            return null;
        }
        var standing = (await StandingQueries.Of(db, [subscriberId], today, cancellation))[subscriberId];
        var plan = facts.PlanOn(today) ?? facts.Plans[0];
        var tariff = book.Policy.Plans[plan.PlanId];
        var (nextOn, nextTotal, problem) = Next(facts, book, today);
        var usual = await PaymentQueries.UsualMethods(db, [subscriberId], cancellation);
        var billedUntil = await db.Invoices
            .Where(i => i.SubscriberId == subscriberId && i.Kind == InvoiceKind.Recurring && i.Status != InvoiceStatus.Void)
            .MaxAsync(i => (DateOnly?)i.PeriodEnd, cancellation);
        return new SubscriberMoney(
            standing, Primitives.Money.Max(standing.OpenInvoices.Sum(i => i.Outstanding) - standing.Balance, Primitives.Money.Zero),
            book.Policy.TermsOf(tariff, facts), PriceOn(today, tariff, facts, book.Policy), facts.AgreedOn(today, today)?.Price is not null,
            nextOn, nextTotal, billedUntil > today ? billedUntil : today,
            usual.TryGetValue(subscriberId, out var method) ? method : null, await Last(db, subscriberId, cancellation), problem);
    }

    /// <summary>The form of a subscriber as they stand now, or null where there is none.</summary>
    public async Task<EditSubscriberRequest?> Form(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.EditSubscribers, cancellation);
        var today = (await clock.Now(cancellation)).Today;
        if (await db.Subscribers.Include(s => s.Agreements).SingleOrDefaultAsync(s => s.Id == subscriberId, cancellation) is not { } subscriber)
        {
            return null;
        }
        var agreed = subscriber.AgreementOn(today > subscriber.ActivatedOn ? today : subscriber.ActivatedOn);
        return new EditSubscriberRequest
        {
            SubscriberId = subscriber.Id,
            Version = subscriber.Version,
            Name = subscriber.Name,
            Phone = PhoneNumber.Show(subscriber.Phone),
            Email = subscriber.Email,
            Language = subscriber.Language,
            Division = subscriber.Address.Division,
            District = subscriber.Address.District,
            Thana = subscriber.Address.Thana,
            Area = subscriber.Address.Area,
            Line = subscriber.Address.Line,
            GroupId = subscriber.GroupId,
            RouterId = subscriber.RouterId,
            PppName = subscriber.PppName,
            CustomPrice = agreed?.CustomPrice,
            DiscountBasisPoints = agreed?.DiscountBasisPoints ?? 0,
            Discount = agreed?.Discount ?? default,
            DiscountUntil = agreed?.DiscountUntil,
            Terms = subscriber.Terms,
        };
    }

    private static Money? PriceOn(DateOnly day, TariffPlan tariff, BillingFacts facts, BillingPolicy policy)
    {
        var agreed = facts.AgreedOn(day, day);
        return (agreed?.Price ?? tariff.PriceOn(day)) is { } list ? FullPrice.Of(list, agreed, day, policy.Rounding).Price : null;
    }

    /// <summary>The next invoice by the calculation that will issue it.</summary>
    private static (DateOnly? On, Money? Total, BillingProblem? Problem) Next(BillingFacts facts, BillingBook book, DateOnly today)
    {
        var now = book.Calculate(facts, today);
        if (now.Drafts is [var due, ..])
        {
            return (due.IssueDate, due.Total, now.Problem);
        }
        if (now.Problem is not null || now.NextIssueOn is not { } next)
        {
            return (null, null, now.Problem);
        }
        var then = book.Calculate(facts, next);
        return (next, then.Drafts is [var first, ..] ? first.Total : null, then.Problem);
    }

    private static async Task<LastPayment?> Last(IspDbContext db, long subscriberId, CancellationToken cancellation) => await db.Payments
        .Where(p => p.SubscriberId == subscriberId && p.ReversedAt == null && PaymentMethods.OfMoney.Contains(p.Method))
        .OrderByDescending(p => p.ReceivedOn).ThenByDescending(p => p.Id)
        .Select(p => new LastPayment(p.Id, p.Amount, p.Method, p.ReceivedOn)).FirstOrDefaultAsync(cancellation);
}
