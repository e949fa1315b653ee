using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>One committed step of a run: the next subscribers by id, calculated, checked and written in one transaction.</summary>
internal sealed class BillingRunBatch(UnitOfWork work, BillingRun run, BillingBook book, IAdvances advances)
{
    /// <summary>Bills up to <paramref name="size"/> subscribers after the run's cursor.</summary>
    /// <returns>What it added, or null when nobody is left.</returns>
    public async Task<RunProgress?> Bill(int size, DateOnly today, CancellationToken cancellation)
    {
        var ids = await Next(work.Db, run, book.Stamp, size, cancellation);
        if (ids.Count == 0)
        {
            return null;
        }
        await work.LockSubscribers(ids, cancellation);
        var due = await BillingFactsReader.Facts(work.Db, ids, book.Stamp, cancellation);
        var progress = new RunProgress { Cursor = ids[^1], Processed = ids.Count, IsLast = ids.Count < size };
        List<Issue> issues = [];
        List<BillingSchedule> schedules = new(due.Count);
        foreach (var subscriber in due)
        {
            var calculated = book.Calculate(subscriber.Facts, run.ThroughDate);
            if (calculated.Problem is { } problem)
            {
                Park(work, run, subscriber.Facts.SubscriberId, problem);
                progress = progress with { Parked = progress.Parked + 1 };
                continue;
            }
            // Of several made up for at once only the newest is told: one message, not a pile of old ones.
            issues.AddRange(calculated.Drafts.Select((draft, i) => new Issue(draft, i == calculated.Drafts.Count - 1 ? subscriber.Recipient : null)));
            schedules.Add(BillingSchedule.Of(subscriber, calculated, book.Stamp));
            progress = Count(progress, subscriber.Facts, calculated);
        }
        var invoices = await InvoiceBatch.Write(work, issues, run.Id, today, cancellation);
        foreach (var creditNote in invoices.Where(i => i.Kind == InvoiceKind.CreditNote))
        {
            advances.Credit(work, creditNote);
        }
        await BulkTable<BillingSchedule>.Of(work.Db).Replace(work.Db, schedules, cancellation);
        await ApplyAdvances([.. issues.Select(i => i.Draft.SubscriberId).Distinct()], cancellation);
        return progress with { Total = issues.Sum(i => i.Draft.Total) };
    }

    /// <summary>Parks the next subscriber, whose data cannot even be read.</summary>
    public async Task<RunProgress?> ParkNext(BillingProblem problem, CancellationToken cancellation)
    {
        var ids = await Next(work.Db, run, book.Stamp, 1, cancellation);
        if (ids.Count == 0)
        {
            return null;
        }
        Park(work, run, ids[0], problem);
        return new RunProgress { Cursor = ids[0], Processed = 1, Parked = 1 };
    }

    /// <summary>Ids of the next subscribers that are due.</summary>
    public static Task<List<long>> Next(IspDbContext db, BillingRun run, long stamp, int size, CancellationToken cancellation) =>
        BillingFactsReader.Due(db, run.ThroughDate, stamp).Where(id => id > run.Cursor).OrderBy(id => id).Take(size).ToListAsync(cancellation);

    private static void Park(UnitOfWork work, BillingRun run, long subscriberId, BillingProblem problem)
    {
        work.Db.ParkedSubscribers.Add(new ParkedSubscriber(subscriberId, run.Id, problem, work.Now));
        work.Record(AuditAction.SubscriberParked, nameof(Subscriber), subscriberId, subscriberId, after: problem, runId: run.Id);
        work.Announce(new Change(ChangeKind.Subscriber, subscriberId, subscriberId));
    }

    private RunProgress Count(RunProgress progress, BillingFacts facts, Calculated calculated)
    {
        if (calculated.Drafts.Count == 0)
        {
            return calculated.NextIssueOn is null
                ? progress.Skip(NoBill.Why(facts, book.Policy, calculated.SettledUntil, run.ThroughDate) ?? NoBillReason.NothingLeft)
                : progress with { AlreadyThere = progress.AlreadyThere + 1 };
        }
        var backFilled = calculated.Drafts.Count(d => d.IssueDate < run.ThroughDate);
        return progress with { BackFilled = progress.BackFilled + backFilled, Issued = progress.Issued + calculated.Drafts.Count - backFilled };
    }

    private async Task ApplyAdvances(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var withAdvance = await work.Db.JournalLines.AsNoTracking()
            .Where(l => EF.Parameter(ids).Contains(l.SubscriberId) && l.Account == Account.Advances)
            .GroupBy(l => l.SubscriberId)
            .Where(g => g.Sum(l => l.Amount.Minor) < 0)
            .Select(g => g.Key)
            .ToListAsync(cancellation);
        if (withAdvance.Count > 0)
        {
            await advances.Apply(work, withAdvance, cancellation);
        }
    }
}
