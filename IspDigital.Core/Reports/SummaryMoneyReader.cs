using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Reads the money of the summary.</summary>
internal static class SummaryMoneyReader
{
    private const int TrendDays = 30;
    private const int RunsLookedAt = 5;

    /// <summary>Reads it for a day of the operator.</summary>
    public static async Task<MoneySummary> Read(IspDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var sameDayBefore = today.AddMonths(-1);
        var billed = await Billed(db, month, today, cancellation);
        var before = await Billed(db, month.AddMonths(-1), sameDayBefore, cancellation);
        var dues = await Dues(db, today, cancellation);
        var days = await Collected(db, today, month.AddMonths(-1), cancellation);
        var runs = await Runs(db, cancellation);
        var next = await db.BillingSchedules.Where(s => s.NextIssueOn > today && s.NextIssueOn < DateOnly.MaxValue)
            .GroupBy(s => s.NextIssueOn).OrderBy(g => g.Key).Select(g => new { Day = g.Key, Count = g.Count() }).FirstOrDefaultAsync(cancellation);
        return new MoneySummary
        {
            SubscribersBilled = billed.Subscribers,
            SubscribersBilledBefore = before.Subscribers,
            Billed = new(billed.Invoices, new(billed.TotalMinor)),
            BilledBefore = new(before.TotalMinor),
            Paid = new(billed.Settled, new(billed.PaidMinor)),
            Unpaid = new(billed.Invoices - billed.Settled, new(billed.TotalMinor - billed.PaidMinor)),
            Overdue = dues.Overdue,
            DueIn7Days = dues.In7,
            DueIn30Days = dues.In30,
            CollectedToday = ByMethod(days.Where(d => d.Day == today)),
            CollectedThisMonth = ByMethod(days.Where(d => d.Day >= month)),
            CollectedBefore = days.Where(d => d.Day >= month.AddMonths(-1) && d.Day <= sameDayBefore).Sum(d => d.Amount),
            CollectedByDay = Trend(days, today),
            ActiveRun = runs.FirstOrDefault(r => r.FinishedAt is null),
            LastRun = runs.FirstOrDefault(r => r.FinishedAt is not null),
            NextRunOn = next?.Day,
            NextRunSubscribers = next?.Count ?? 0,
            Parked = await db.ParkedSubscribers.CountAsync(p => p.RetriedAt == null, cancellation),
        };
    }

    private static async Task<BilledDays> Billed(IspDbContext db, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        await db.Invoices
            .Where(i => i.IssueDate >= from && i.IssueDate <= to && i.Kind == InvoiceKind.Recurring && i.Status != InvoiceStatus.Void)
            .GroupBy(_ => 1)
            .Select(g => new BilledDays(
                g.Select(i => i.SubscriberId).Distinct().Count(), g.Count(), g.Count(i => i.Status == InvoiceStatus.Paid),
                g.Sum(i => i.Total.Minor), g.Sum(i => i.Paid.Minor)))
            .SingleOrDefaultAsync(cancellation) ?? new BilledDays(0, 0, 0, 0, 0);

    private static async Task<(Tally Overdue, Tally In7, Tally In30)> Dues(IspDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var (in7, in30) = (today.AddDays(7), today.AddDays(30));
        var dues = await db.Invoices.Where(i => i.Status == InvoiceStatus.Open && i.DueDate <= in30)
            .GroupBy(i => i.DueDate < today ? 0 : i.DueDate <= in7 ? 7 : 30)
            .Select(g => new { g.Key, Count = g.Count(), Minor = g.Sum(i => i.Total.Minor - i.Paid.Minor) }).ToListAsync(cancellation);
        Tally Of(int least, int most) => new(
            dues.Where(d => d.Key >= least && d.Key <= most).Sum(d => d.Count), new(dues.Where(d => d.Key >= least && d.Key <= most).Sum(d => d.Minor)));
        return (Of(0, 0), Of(7, 7), Of(7, 30));
    }

    private static async Task<List<CollectedDay>> Collected(IspDbContext db, DateOnly today, DateOnly lastMonth, CancellationToken cancellation)
    {
        var trend = today.AddDays(1 - TrendDays);
        var from = lastMonth < trend ? lastMonth : trend;
        return await db.Payments
            .Where(p => p.ReceivedOn >= from && p.ReceivedOn <= today && p.ReversedAt == null && PaymentMethods.OfMoney.Contains(p.Method))
            .GroupBy(p => new { p.ReceivedOn, p.Method })
            .Select(g => new CollectedDay(g.Key.ReceivedOn, g.Key.Method, g.Count(), g.Sum(p => p.Amount.Minor))).ToListAsync(cancellation);
    }

    private static async Task<List<RunSummary>> Runs(IspDbContext db, CancellationToken cancellation) =>
        await db.BillingRuns.OrderByDescending(r => r.Id).Take(RunsLookedAt)
            .Select(r => new RunSummary(
                r.Id, r.State, r.Hold, r.DueSubscribers, r.Processed, r.Issued + r.BackFilled, r.Total, r.StartedAt, r.ProgressAt, r.FinishedAt)
            {
                TakenAt = r.TakenAt,
                ProcessedBefore = r.ProcessedBefore,
            })
            .ToListAsync(cancellation);

    private static List<MethodTotal> ByMethod(IEnumerable<CollectedDay> days) =>
        [.. days.GroupBy(d => d.Method).Select(g => new MethodTotal(g.Key, g.Sum(d => d.Count), g.Sum(d => d.Amount))).OrderByDescending(t => t.Amount)];

    private static List<Money> Trend(List<CollectedDay> days, DateOnly today)
    {
        var byDay = days.GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.Sum(d => d.Amount));
        return [.. Enumerable.Range(0, TrendDays).Select(i => byDay.GetValueOrDefault(today.AddDays(1 + i - TrendDays)))];
    }

    private sealed record BilledDays(int Subscribers, int Invoices, int Settled, long TotalMinor, long PaidMinor);

    private sealed record CollectedDay(DateOnly Day, PaymentMethod Method, int Count, long Minor)
    {
        public Money Amount => new(Minor);
    }
}
