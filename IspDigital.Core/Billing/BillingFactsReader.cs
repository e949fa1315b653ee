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
internal sealed record BillingBook(BillingPolicy Policy, long Stamp, BillingSettings Settings)
{
    /// <summary>How drafts are made.</summary>
    public InvoiceCalculation Calculation { get; init; } = InvoiceCalculator.Calculate;

    /// <summary>The drafts, looked at by bounds that know nothing of how they were made.</summary>
    public Calculated Calculate(BillingFacts facts, DateOnly upTo) => CheckedDrafts.Of(Calculation, facts, upTo, Policy);
}

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
            new Money(settings.InvoiceMaxMinor))
        {
            CreditsPausedDays = settings.CreditPausedDays,
            BillsWhileCut = settings.BillWhileCut,
        };
        return new(policy, StampOf(settings, plans), settings);
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
                s.Id, s.Version, s.ActivatedOn, s.BillFrom, s.ClosedOn, s.Terms, s.Language,
                HasPhone = s.Phone != "", HasEmail = s.Email != null && s.Email != "",
            })
            .ToListAsync(cancellation);
        var schedules = await db.BillingSchedules.AsNoTracking().Where(s => EF.Parameter(ids).Contains(s.SubscriberId)).ToDictionaryAsync(s => s.SubscriberId, cancellation);
        var life = await SubscriberLife.Read(db, ids, cancellation);
        var invoiced = (await Invoiced(db, ids, stamp).ToListAsync(cancellation))
            .ToLookup(i => i.SubscriberId, i => new InvoicedDays(new(i.Start, i.End), i.IssueDate, i.IsWaived));
        var charged = await ChargedCalendarReader.Of(db, [.. rows.Where(s => life.ChangesInside(s.Id, s.ClosedOn, invoiced[s.Id])).Select(s => s.Id)], cancellation);
        var charges = await PendingCharges(db, ids, cancellation);
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
                OwnPrices = [.. life.Agreements[s.Id]],
                Plans = [.. life.Plans[s.Id]],
                Pauses = [.. life.Pauses[s.Id]],
                Cuts = [.. life.Cuts[s.Id]],
                Invoiced = [.. invoiced[s.Id]],
                Charged = charged.GetValueOrDefault(s.Id) ?? [],
                Charges = [.. charges[s.Id]],
                BilledUntil = schedule?.SubscriberVersion == s.Version && schedule.TermsStamp == stamp ? schedule.SettledUntil : DateOnly.MinValue,
            };
            return new DueSubscriber(
                facts, s.Version, new Recipient(s.Id, s.Language, s.HasPhone, s.HasEmail), schedule?.LastTotalMinor ?? 0, schedule?.LastDays ?? 0);
        })];
    }

    /// <summary>Days covered by recurring invoices: from where a sound schedule says that the past is settled, else all.</summary>
    private static IQueryable<InvoicedRow> Invoiced(IspDbContext db, IReadOnlyList<long> ids, long stamp) =>
        from subscriber in db.Subscribers
        where EF.Parameter(ids).Contains(subscriber.Id)
        from invoice in db.Invoices
        where invoice.SubscriberId == subscriber.Id && invoice.Kind == InvoiceKind.Recurring
            && (invoice.Status != InvoiceStatus.Void || invoice.IsPeriodWaived)
            && !db.BillingSchedules.Any(s => s.SubscriberId == subscriber.Id && s.SubscriberVersion == subscriber.Version
                && s.TermsStamp == stamp && s.SettledUntil > invoice.PeriodStart)
        orderby invoice.SubscriberId, invoice.PeriodStart
        select new InvoicedRow
        {
            SubscriberId = invoice.SubscriberId, Start = invoice.PeriodStart, End = invoice.PeriodEnd, IssueDate = invoice.IssueDate,
            IsWaived = invoice.Status == InvoiceStatus.Void,
        };

    private static async Task<ILookup<long, PendingCharge>> PendingCharges(IspDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation) =>
        (await db.Charges.AsNoTracking()
            .Where(c => EF.Parameter(ids).Contains(c.SubscriberId) && c.InvoiceId == null && c.CancelledAt == null)
            .OrderBy(c => c.ChargedOn).ThenBy(c => c.Id).ToListAsync(cancellation))
        .ToLookup(c => c.SubscriberId, c => new PendingCharge(
            c.Id, c.Kind, c.Text, c.Amount, c.ChargedOn, c.IsBilledAlone, c.IsTaxed,
            c is { TaxMode: { } mode, TaxBasisPoints: { } rate } ? new ChargeTax(mode, rate) : null));

    private static TaxRule Rule(Tax tax) =>
        new(tax.Mode, [.. tax.Rates.OrderBy(r => r.From).Select(r => new DatedRate(r.From, r.BasisPoints))]);

    /// <summary>A hash that is the same in every process.</summary>
    private static long StampOf(BillingSettings settings, IEnumerable<Plan> plans)
    {
        var text = new StringBuilder($"{settings.Terms}|{settings.CreditPausedDays}|{settings.BillWhileCut}");
        foreach (var plan in plans.OrderBy(p => p.Id))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"|{plan.Id}:{plan.Terms}");
        }
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed class InvoicedRow
    {
        public long SubscriberId { get; init; }

        public DateOnly Start { get; init; }

        public DateOnly End { get; init; }

        public DateOnly IssueDate { get; init; }

        public bool IsWaived { get; init; }
    }
}
