using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Proofs;

/// <summary>R10: subscribers whose rows are corrupt, in ten ways, among many who are sound: these are billed, those are parked with the reason, and a fix and a retry clear them.</summary>
[Trait("On", "Sqlite")]
public sealed class PoisonTests(ITestOutputHelper output)
{
    private static readonly DateOnly s_due = new(2026, 3, 1);
    private static readonly int s_subscribers = ProofSize.Of(1_000, 10_000);

    // Each way to be corrupt, as SQL over the ids in {0}, and the reason that is given for it.
    private static readonly (string Sql, ParkReason Reason)[] s_poisons =
    [
        ("UPDATE Subscribers SET Terms_Timing = 'Sideways' WHERE Id IN ({0})", ParkReason.Unexpected),
        ("UPDATE PlanAssignments SET \"From\" = '9999-01-01' WHERE SubscriberId IN ({0})", ParkReason.NoPlan),
        ("UPDATE PlanAssignments SET PlanId = (SELECT Id FROM Plans WHERE Name = 'Later') WHERE SubscriberId IN ({0})", ParkReason.NoPrice),
        ("UPDATE Subscribers SET Terms_CycleUnit = 'Month', Terms_CycleCount = 0 WHERE Id IN ({0})", ParkReason.BadTerms),
        (Price("-500"), ParkReason.NegativeTotal),
        (Price("99999999999"), ParkReason.TotalTooLarge),
        (Price("9223372036854775807"), ParkReason.Unexpected),
        ("UPDATE Subscribers SET ActivatedOn = '31/02/2026' WHERE Id IN ({0})", ParkReason.Unexpected),
        ("UPDATE Subscribers SET Terms_LeadDays = -5 WHERE Id IN ({0})", ParkReason.BadTerms),
        ("""
         UPDATE PlanAssignments SET "From" = '2015-01-01', DecidedOn = '2015-01-01' WHERE SubscriberId IN ({0});
         UPDATE Subscribers SET ActivatedOn = '2015-01-01', BillFrom = '2015-01-01', Terms_CycleUnit = 'Day', Terms_CycleCount = 1 WHERE Id IN ({0})
         """, ParkReason.TooManyPeriods),
    ];

    private static string Price(string minor) =>
        $"INSERT INTO PriceAgreements (SubscriberId, \"From\", CustomPriceMinor, DiscountBasisPoints, DiscountMinor) SELECT Id, '2026-03-01', {minor}, 0, 0 FROM Subscribers WHERE Id IN ({{0}})";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BillingRun_AmongCorruptSubscribers_BillsTheOthersAndParksThemUntilTheyAreMended()
    {
        await using var given = await Isp();
        int[] counts = ProofSize.IsFull ? [1, 2, 5, 10, 20, 50, 100] : [1, 40];

        await Parallel.ForEachAsync(counts, ProofSize.SideBySide, async (count, _) =>
        {
            await using var portal = await given.Copy();
            var poisoned = await Poison(portal, ProofSize.ChanceOf(count), count);
            var moment = $"seed {ProofSize.Seed}, {count} corrupt";

            await PreviewShowsThemAndWritesNothing(portal, poisoned, moment);
            Assert.Equal(IssueOutcome.Completed, (await portal.IssuesInvoices()).Outcome);
            await OthersAreBilledAndTheseParked(portal, poisoned, moment);
            await Mend(portal);
            Assert.Equal(count, (await portal.Run(s => s.GetRequiredService<RetryParked>(), new RetryParkedRequest())).Value);
            Assert.Equal(IssueOutcome.Completed, (await portal.IssuesInvoices()).Outcome);

            await using var db = portal.OpenDb();
            await Contract.OneInvoiceEach(db, s_due, s_subscribers, moment);
            Assert.False(await db.ParkedSubscribers.AnyAsync(p => p.RetriedAt == null, Cancellation), $"{moment}: somebody is still parked");
            await Contract.IsWhole(db, moment);
        });

        output.WriteLine(ProofSize.Line("R10", $"{string.Join(", ", counts)} corrupt among {s_subscribers}: all others billed, each parked with its reason, preview wrote nothing, fix and retry cleared them"));
    }

    private static async Task<TestPortal> Isp()
    {
        var portal = TestPortal.Start();
        portal.GoTo(s_due);
        var plan = await portal.HasPlan(taxBasisPoints: 500, priceFrom: new DateOnly(2010, 1, 1));
        await portal.HasPlan("Later", priceFrom: new DateOnly(2030, 1, 1));
        await using var db = portal.OpenDb();
        db.AddRange(Enumerable.Range(1, s_subscribers).Select(i => new Subscriber($"C-{i:D5}", $"Subscriber {i}", $"88017{i:D8}", s_due, plan)));
        await db.SaveChangesAsync(Cancellation);
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE Sound AS SELECT * FROM Subscribers; CREATE TABLE SoundPlans AS SELECT * FROM PlanAssignments", Cancellation);
        return portal;
    }

    /// <summary>Corrupts that many, anywhere, each way in turn.</summary>
    private static async Task<Dictionary<long, ParkReason>> Poison(TestPortal portal, Random chance, int count)
    {
        long[] ids = [.. Enumerable.Range(1, s_subscribers).Select(id => (long)id)];
        chance.Shuffle(ids);
        var poisoned = ids.Take(count).Select((id, i) => (Id: id, Way: (i + count) % s_poisons.Length)).ToList();
        await using var db = portal.OpenDb();
        foreach (var way in poisoned.GroupBy(p => p.Way))
        {
            await db.Database.ExecuteSqlRawAsync(string.Format(CultureInfo.InvariantCulture, s_poisons[way.Key].Sql, string.Join(',', way.Select(p => p.Id))), Cancellation);
        }
        return poisoned.ToDictionary(p => p.Id, p => s_poisons[p.Way].Reason);
    }

    private static async Task PreviewShowsThemAndWritesNothing(TestPortal portal, Dictionary<long, ParkReason> poisoned, string moment)
    {
        await using var watcher = portal.OpenDb();
        await watcher.Database.OpenConnectionAsync(Cancellation);
        var before = await DataVersion(watcher);

        var preview = (await portal.Run(s => s.GetRequiredService<PreviewInvoices>(), new PreviewInvoicesRequest())).Value;

        Assert.Equal(before, await DataVersion(watcher)); // SQLite's own word that nobody committed anything
        Assert.True(s_subscribers - poisoned.Count == preview.Invoices.Count, $"{moment}: the preview shows {preview.Invoices.Count} invoices");
        Assert.Equal(Sorted(poisoned), Sorted(preview.Problems.Select(p => KeyValuePair.Create(p.SubscriberId, p.Problem.Reason))));
    }

    private static async Task OthersAreBilledAndTheseParked(TestPortal portal, Dictionary<long, ParkReason> poisoned, string moment)
    {
        await using var db = portal.OpenDb();
        await Contract.OneInvoiceEach(db, s_due, s_subscribers - poisoned.Count, moment);
        var parked = await db.ParkedSubscribers.AsNoTracking().Where(p => p.RetriedAt == null).ToListAsync(Cancellation);
        Assert.Equal(Sorted(poisoned), Sorted(parked.Select(p => KeyValuePair.Create(p.SubscriberId, p.Reason))));
        Assert.Equal(poisoned.Count, (await db.BillingRuns.SingleAsync(Cancellation)).Parked);
    }

    private static async Task Mend(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        await db.Database.ExecuteSqlRawAsync(
            """
            UPDATE Subscribers SET (ActivatedOn, BillFrom, Terms_Timing, Terms_CycleUnit, Terms_CycleCount, Terms_LeadDays) =
                (SELECT ActivatedOn, BillFrom, Terms_Timing, Terms_CycleUnit, Terms_CycleCount, Terms_LeadDays FROM Sound s WHERE s.Id = Subscribers.Id);
            DELETE FROM PriceAgreements;
            UPDATE PlanAssignments SET ("From", DecidedOn, PlanId) = (SELECT "From", DecidedOn, PlanId FROM SoundPlans s WHERE s.Id = PlanAssignments.Id);
            """, Cancellation);
    }

    private static async Task<long> DataVersion(Core.Data.IspDbContext db) =>
        await db.Database.SqlQueryRaw<long>("SELECT data_version AS \"Value\" FROM pragma_data_version").SingleAsync(Cancellation);

    private static List<(long, ParkReason)> Sorted(IEnumerable<KeyValuePair<long, ParkReason>> reasons) => [.. reasons.Select(r => (r.Key, r.Value)).Order()];
}
