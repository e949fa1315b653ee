using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What the next run will find.</summary>
/// <param name="DueNow">Subscribers that may have something to issue today.</param>
/// <param name="NextIssueOn">The next day after today on which an invoice becomes due to be issued, or null.</param>
/// <param name="NextSubscribers">Subscribers with that day.</param>
public sealed record NextRun(int DueNow, DateOnly? NextIssueOn, int NextSubscribers);

/// <summary>Reads billing runs for screens.</summary>
public sealed class BillingRunQueries(IspStore store)
{
    /// <summary>Runs, newest first.</summary>
    public async Task<Page<BillingRun>> Runs(PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var total = await db.BillingRuns.CountAsync(cancellation);
        return new(await db.BillingRuns.OrderByDescending(r => r.Id).Skip(page.Skip).Take(page.Take).ToListAsync(cancellation), total);
    }

    /// <summary>The run that is at work, paused or waits for approval, or null.</summary>
    public async Task<BillingRun?> Active(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        return await db.BillingRuns.SingleOrDefaultAsync(BillingRun.IsUnfinished, cancellation);
    }

    /// <summary>One run, or null.</summary>
    public async Task<BillingRun?> One(long id, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        return await db.BillingRuns.SingleOrDefaultAsync(r => r.Id == id, cancellation);
    }

    /// <summary>What the next run will find.</summary>
    public async Task<NextRun> Next(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var today = await store.Today(db, cancellation);
        var book = await BillingFactsReader.Book(db, cancellation);
        var due = await BillingFactsReader.Due(db, today, book.Stamp).CountAsync(cancellation);
        var next = await db.BillingSchedules.Where(s => s.NextIssueOn > today && s.NextIssueOn < DateOnly.MaxValue)
            .GroupBy(s => s.NextIssueOn).OrderBy(g => g.Key).Select(g => new { Day = g.Key, Count = g.Count() }).FirstOrDefaultAsync(cancellation);
        return new(due, next?.Day, next?.Count ?? 0);
    }

    /// <summary>When a subscriber's next invoice will be issued, as far as the last run knows; null when none is in sight.</summary>
    public async Task<DateOnly?> NextIssueOn(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        return await db.BillingSchedules.Where(s => s.SubscriberId == subscriberId && s.NextIssueOn < DateOnly.MaxValue)
            .Select(s => (DateOnly?)s.NextIssueOn).SingleOrDefaultAsync(cancellation);
    }
}
