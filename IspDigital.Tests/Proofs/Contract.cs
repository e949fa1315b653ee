using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Proofs;

/// <summary>The common oracle after every proof (docs/testing.md).</summary>
internal static class Contract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Exactly one invoice for each subscriber, all for the period that starts on the day.</summary>
    public static async Task OneInvoiceEach(IspDbContext db, DateOnly periodStart, int subscribers, string moment)
    {
        var issued = await db.Invoices.GroupBy(i => i.PeriodStart)
            .Select(g => new { g.Key, People = g.Select(i => i.SubscriberId).Distinct().Count(), Count = g.Count() }).ToListAsync(Cancellation);
        Assert.True(
            issued.Select(i => (i.Key, i.People, i.Count)).SequenceEqual([(periodStart, subscribers, subscribers)]),
            $"{moment}: {string.Join("; ", issued)}");
    }

    /// <summary>No run is left open, the invariants hold, and the file is sound.</summary>
    public static async Task IsWhole(IspDbContext db, string moment)
    {
        Assert.False(await db.BillingRuns.AnyAsync(r => r.State != BillingRunState.Completed, Cancellation), $"{moment}: a run is not complete");
        await IsSound(db, moment);
    }

    /// <summary>The invariants hold and the file is sound, in the middle of a run too.</summary>
    public static async Task IsSound(IspDbContext db, string moment)
    {
        if (db.Database.IsSqlite())
        {
            var check = await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(Cancellation);
            Assert.True(check is ["ok"], $"{moment}: {string.Join("; ", check)}");
        }
        await Invariants.Hold(db, Cancellation);
    }
}
