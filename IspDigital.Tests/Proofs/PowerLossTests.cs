using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Proofs;

/// <summary>
/// R2: the power goes off during a billing run while payments are taken. What SQLite has synced stays; what it wrote after its last sync is
/// there, or not, or torn, sector by sector. Each such image opens, is sound, has every payment that was acknowledged, and is billed to the end.
/// </summary>
[Trait("On", "Sqlite")]
public sealed class PowerLossTests(ITestOutputHelper output)
{
    private const int Subscribers = 300;
    private const int BatchSize = 15;
    private const int WalHeader = 32;
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly s_due = new(2026, 3, 1);
    private static readonly int s_images = ProofSize.Of(50, 1_000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BillingRun_PowerLostAtAnyUnsyncedWrite_OpensWithEveryPaymentAndIsBilledToTheEnd()
    {
        using var film = new DiskFilm();
        await FilmARun(film);
        var frames = film.Frames;
        Assert.True(frames.Count > 30 && frames[^2].Payments.Count > 5, $"{frames.Count} commits with {frames[^2].Payments.Count} payments");
        Assert.Contains(frames.Zip(frames.Skip(1)), f => !f.First.Db.AsSpan().SequenceEqual(f.Second.Db)); // a checkpoint is among them

        await Parallel.ForAsync(0, s_images, ProofSize.SideBySide, async (number, _) =>
        {
            var chance = ProofSize.ChanceOf(number);
            var at = chance.Next(frames.Count - 1);
            var (folder, moment) = Image(frames[at], frames[at + 1], chance);
            await OpensAndIsBilledToTheEnd(folder, frames[at].Payments, $"seed {ProofSize.Seed}, image {number}, {moment} after commit {at}");
        });

        output.WriteLine(ProofSize.Line("R2", $"{s_images} images of {frames.Count} commits, {s_images} opened and billed to the end, 0 acknowledged payments lost"));
    }

    /// <summary>A run and payments at the same time, photographed after each commit of either.</summary>
    private static async Task FilmARun(DiskFilm film)
    {
        await using var portal = TestPortal.Start(services => services.AddSingleton<IChangeFeed>(film));
        portal.Clock.SetUtcNow(s_at);
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        await using (var db = portal.OpenDb())
        {
            db.AddRange(Enumerable.Range(1, Subscribers).Select(i => new Core.Subscribers.Subscriber($"C-{i:D4}", $"Subscriber {i}", $"88017{i:D8}", s_due, plan)));
            await db.SaveChangesAsync(Cancellation);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Cancellation);
        }
        // Held open, so that the last connection is not closed, and the log with it, by whoever clears the pools of this process.
        await using var held = portal.OpenDb();
        await held.Database.OpenConnectionAsync(Cancellation);
        film.Checkpoint = () => held.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(PASSIVE)");
        film.Subject = portal.Folder;
        var run = Task.Run(async () =>
        {
            await using var scope = portal.AsJob("IssueInvoices");
            return (await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(BatchSizeMax: BatchSize), Cancellation)).Value.Outcome;
        }, Cancellation);
        for (var payer = 1; !run.IsCompleted; payer++)
        {
            var paid = await portal.Run(
                s => s.GetRequiredService<RecordPayment>(),
                new RecordPaymentRequest(new Guid(payer, 0, 0, new byte[8]), payer, Money.FromTaka(525), PaymentMethod.Cash, s_due));
            Assert.True(paid.IsOk);
        }
        Assert.Equal(IssueOutcome.Completed, await run);
        film.Subject = null;
    }

    /// <summary>
    /// The files between two commits. SQLite writes the log, syncs it, and only then says that it has committed; a log that is begun anew has
    /// its header synced before what follows; a checkpoint writes to the file what the synced log holds.
    /// </summary>
    private static (string Folder, string Moment) Image(DiskFrame before, DiskFrame after, Random chance)
    {
        var (oldDb, newDb, oldWal, newWal) = (before.Db, after.Db, before.Wal, after.Wal);
        var isBegunAnew = !Header(oldWal).SequenceEqual(Header(newWal));
        byte[] begun = isBegunAnew ? [.. Header(newWal), .. oldWal.AsSpan(Math.Min(WalHeader, oldWal.Length))] : oldWal;
        List<(string, Func<byte[]>, Func<byte[]>)> moments = [("writing the log", () => oldDb, () => PowerCut.Tear(begun, newWal, chance))];
        if (isBegunAnew)
        {
            moments.Add(("beginning the log anew", () => oldDb, () => PowerCut.Tear(oldWal, begun, chance)));
        }
        if (!oldDb.AsSpan().SequenceEqual(newDb))
        {
            moments.Add(("checkpointing", () => PowerCut.Tear(oldDb, newDb, chance), () => newWal));
        }
        var (moment, db, wal) = moments[chance.Next(moments.Count)];
        var folder = Directory.CreateTempSubdirectory("ispdigital-image-").FullName;
        File.WriteAllBytes(Path.Combine(folder, "ispdigital.db"), db());
        File.WriteAllBytes(Path.Combine(folder, "ispdigital.db-wal"), wal());
        return (folder, moment);
    }

    private static ReadOnlySpan<byte> Header(byte[] wal) => wal.AsSpan(0, Math.Min(WalHeader, wal.Length));

    private static async Task OpensAndIsBilledToTheEnd(string folder, IReadOnlyList<long> acknowledged, string moment)
    {
        await using var portal = TestPortal.Reopen(folder, s_at.AddHours(1));
        await portal.Services.GetRequiredService<DatabaseUpgrade>().Run(Cancellation);
        await using (var found = portal.OpenDb())
        {
            await Contract.IsSound(found, moment);
            var payments = await found.Payments.Select(p => p.Id).ToListAsync(Cancellation);
            Assert.True(acknowledged.All(payments.Contains), $"{moment}: of {acknowledged.Count} payments {payments.Count} are left");
            Assert.True(payments.Count <= acknowledged.Count + 1, $"{moment}: {payments.Count} payments, {acknowledged.Count} were made");
        }

        var outcome = (await portal.IssuesInvoices()).Outcome;

        Assert.True(outcome is IssueOutcome.Completed or IssueOutcome.NothingDue, $"{moment}: {outcome}");
        await using var db = portal.OpenDb();
        await Contract.OneInvoiceEach(db, s_due, Subscribers, moment);
        await Contract.IsWhole(db, moment);
    }
}
