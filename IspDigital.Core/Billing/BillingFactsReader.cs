using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>The operator's side of a calculation, and the stamp by which schedules made under other terms are known.</summary>
/// <param name="Policy">Terms, rounding, plans.</param>
/// <param name="Stamp">Changes when the operator's or a plan's terms do.</param>
/// <param name="Settings">The billing settings.</param>
internal sealed record BillingBook(BillingPolicy Policy, long Stamp, BillingSettings Settings);

/// <summary>One subscriber as the run sees them.</summary>
/// <param name="Facts">What decides the invoices.</param>
/// <param name="Version">The row's version, for the schedule.</param>
/// <param name="Recipient">Whom the notice is for.</param>
/// <param name="LastTotalMinor">What the last recurring invoice asked.</param>
/// <param name="LastDays">For how many days; zero before the first.</param>
internal sealed record DueSubscriber(BillingFacts Facts, int Version, Recipient Recipient, long LastTotalMinor, int LastDays);

/// <summary>Gathers the facts of a calculation with few queries for many subscribers.</summary>
internal static class BillingFactsReader
{
    /// <summary>The operator's side, as it stands in this context.</summary>
    public static async Task<BillingBook> Book(IspDbContext db, CancellationToken cancellation)
    {
        var settings = await SettingsRow.Load<BillingSettings>(db, cancellation);
        var company = await SettingsRow.Load<CompanySettings>(db, cancellation);
        var taxes = await db.Taxes.AsNoTracking().ToDictionaryAsync(t => t.Id, Rule, cancellation);
        var plans = await db.Plans.AsNoTracking().ToListAsync(cancellation);
        var policy = new BillingPolicy(
            settings.Terms, company.Rounding,
            plans.ToDictionary(p => p.Id, p => new TariffPlan(
                p.Id, p.Name, p.Terms, [.. p.Prices.OrderBy(x => x.From).Select(x => new DatedPrice(x.From, x.Price))],
                p.TaxId is { } tax ? taxes[tax] : TaxRule.None)),
            new Money(settings.InvoiceMaxMinor));
        return new(policy, StampOf(settings.Terms, plans), settings);
    }

    /// <summary>The next subscribers by id that may have something to bill through that day; what is parked is passed by.</summary>
    public static IQueryable<long> Due(IspDbContext db, DateOnly through, long stamp, bool withParked = false) =>
        from subscriber in db.Subscribers
        join known in db.BillingSchedules on subscriber.Id equals known.SubscriberId into schedules
        from schedule in schedules.DefaultIfEmpty()
        where (schedule == null || schedule.NextIssueOn <= through || schedule.SubscriberVersion != subscriber.Version || schedule.TermsStamp != stamp)
            && (withParked || !db.ParkedSubscribers.Any(p => p.SubscriberId == subscriber.Id && p.RetriedAt == null))
        select subscriber.Id;

    /// <summary>The facts of the subscribers, by id.</summary>
    public static async Task<IReadOnlyList<DueSubscriber>> Facts(
        IspDbContext db, IReadOnlyList<long> ids, long stamp, CancellationToken cancellation)
    {
        var rows = await db.Subscribers.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id)).OrderBy(s => s.Id)
            .Select(s => new
            {
                s.Id, s.Version, s.ActivatedOn, s.BillFrom, s.ClosedOn, s.Terms, s.CustomPriceMinor, s.Language,
                HasPhone = s.Phone != "", HasEmail = s.Email != null && s.Email != "",
            })
            .ToListAsync(cancellation);
        var schedules = await db.BillingSchedules.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.SubscriberId)).ToDictionaryAsync(s => s.SubscriberId, cancellation);
        var plans = (await db.Subscribers.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id)).SelectMany(s => s.Plans)
            .OrderBy(p => p.From).Select(p => new { p.SubscriberId, p.From, p.PlanId }).ToListAsync(cancellation))
            .ToLookup(p => p.SubscriberId, p => new PlanFrom(p.From, p.PlanId));
        var pauses = (await db.Subscribers.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.Id)).SelectMany(s => s.Pauses)
            .OrderBy(p => p.From).Select(p => new { p.SubscriberId, p.From, p.Until }).ToListAsync(cancellation))
            .ToLookup(p => p.SubscriberId, p => new DateRange(p.From, p.Until ?? DateOnly.MaxValue));
        var invoiced = (await Invoiced(db, ids, stamp).ToListAsync(cancellation)).ToLookup(i => i.SubscriberId, i => new DateRange(i.Start, i.End));
        return [.. rows.Select(s =>
        {
            var schedule = schedules.GetValueOrDefault(s.Id);
            var facts = new BillingFacts
            {
                SubscriberId = s.Id,
                ActivatedOn = s.ActivatedOn,
                BillFrom = s.BillFrom,
                ClosedOn = s.ClosedOn,
                Terms = s.Terms,
                CustomPrice = s.CustomPriceMinor is { } price ? new Money(price) : null,
                Plans = [.. plans[s.Id]],
                Pauses = [.. pauses[s.Id]],
                Invoiced = [.. invoiced[s.Id]],
                BilledUntil = schedule?.SubscriberVersion == s.Version && schedule.TermsStamp == stamp ? schedule.SettledUntil : DateOnly.MinValue,
            };
            return new DueSubscriber(
                facts, s.Version, new Recipient(s.Id, s.Language, s.HasPhone, s.HasEmail), schedule?.LastTotalMinor ?? 0, schedule?.LastDays ?? 0);
        })];
    }

    /// <summary>Days covered by recurring invoices: from where a sound schedule says that the past is settled, else all.</summary>
    private static IQueryable<InvoicedDays> Invoiced(IspDbContext db, IReadOnlyList<long> ids, long stamp) =>
        from subscriber in db.Subscribers
        where EF.Parameter(ids).Contains(subscriber.Id)
        from invoice in db.Invoices
        where invoice.SubscriberId == subscriber.Id && invoice.Kind == InvoiceKind.Recurring
            && (invoice.Status != InvoiceStatus.Void || invoice.IsPeriodWaived)
            && !db.BillingSchedules.Any(s => s.SubscriberId == subscriber.Id && s.SubscriberVersion == subscriber.Version
                && s.TermsStamp == stamp && s.SettledUntil > invoice.PeriodStart)
        orderby invoice.SubscriberId, invoice.PeriodStart
        select new InvoicedDays { SubscriberId = invoice.SubscriberId, Start = invoice.PeriodStart, End = invoice.PeriodEnd };

    private static TaxRule Rule(Tax tax) =>
        new(tax.Mode, [.. tax.Rates.OrderBy(r => r.From).Select(r => new DatedRate(r.From, r.BasisPoints))]);

    /// <summary>A hash that is the same in every process.</summary>
    private static long StampOf(BillingTerms terms, IEnumerable<Plan> plans)
    {
        var text = new StringBuilder(terms.ToString());
        foreach (var plan in plans.OrderBy(p => p.Id))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"|{plan.Id}:{plan.Terms}");
        }
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed class InvoicedDays
    {
        public long SubscriberId { get; init; }

        public DateOnly Start { get; init; }

        public DateOnly End { get; init; }
    }
}
