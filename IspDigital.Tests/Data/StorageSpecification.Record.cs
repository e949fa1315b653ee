using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

// History is only added to, the record is never missing, and nobody hears of what was not committed.
public abstract partial class StorageSpecification
{
    [Theory]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task History_ChangedOrDeleted_IsRefused(EntityState state)
    {
        var subscriber = await ASubscriber();
        var invoice = await Save(AnInvoice("1", subscriber));
        await Save(AnEntry(subscriber, "invoice:1", 52_500));
        var payment = APayment(subscriber, 1, null, null);
        payment.Allocate(invoice.Id, Money.FromTaka(525), _portal.Clock.GetUtcNow());
        await Save(payment);
        await Save(new Refund(
            new Guid(9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), subscriber, Money.FromTaka(25), PaymentMethod.Cash, null, new DateOnly(2026, 1, 6), "Left", _portal.Clock.GetUtcNow(), "rina"));
        await ChangesTheirMind(subscriber);
        await Save(new AuditEntry { ActorName = "rina", SubjectKind = nameof(Invoice), Action = AuditAction.InvoiceIssued, At = _portal.Clock.GetUtcNow() });

        Assert.NotEmpty(RecordGuard.AppendOnly);
        foreach (var type in RecordGuard.AppendOnly)
        {
            await using var db = _portal.OpenDb();
            db.Entry(await First(db, type)).State = state;
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
            Assert.StartsWith(type.Name, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AuditedChange_SavedWithoutTheStore_IsRefused()
    {
        await using var db = _portal.OpenGuardedDb();
        db.Plans.Add(APlan());

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));

        Assert.Contains(nameof(IspStore), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_AuditedChangeWithoutRecord_SavesNothingAndAnnouncesNothing()
    {
        using var watch = _portal.Services.GetRequiredService<IChangeFeed>().Watch();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Write(work =>
        {
            work.Db.Plans.Add(APlan());
            work.Announce(new Change(ChangeKind.Plan));
            return Task.FromResult<Result<Done>>(new Done());
        }));

        Assert.Equal(0, await Plans());
        AssertSilent(watch);
    }

    [Fact]
    public async Task Write_EndsInAnError_RollsBackWhatWasSavedOnTheWay()
    {
        using var watch = _portal.Services.GetRequiredService<IChangeFeed>().Watch();
        var result = await Write(async work =>
        {
            work.Db.Plans.Add(APlan());
            work.Record(AuditAction.PlanAdded, nameof(Plan), null);
            work.Announce(new Change(ChangeKind.Plan));
            await work.Save(Cancellation);
            return new Core.Staff.NotPermitted(Core.Staff.Permission.ManagePlans);
        });

        Assert.False(result.IsOk);
        Assert.Equal(0, await Plans());
        AssertSilent(watch);
    }

    [Fact]
    public async Task Write_Announced_IsHeardOnlyWhenOthersCanReadIt()
    {
        using var watch = _portal.Services.GetRequiredService<IChangeFeed>().Watch();
        await Write(async work =>
        {
            work.Db.Plans.Add(APlan());
            work.Record(AuditAction.PlanAdded, nameof(Plan), null);
            work.Announce(new Change(ChangeKind.Plan));
            await work.Save(Cancellation);
            AssertSilent(watch);
            return new Done();
        });

        Assert.Equal(ChangeKind.Plan, Assert.Single(await watch.Next(Cancellation)).Kind);
        Assert.Equal(1, await Plans());
    }

    [Fact]
    public async Task LockSubscriber_TenWritersAtOnce_TakeTurns()
    {
        var subscriber = await ASubscriber();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Write(async work =>
        {
            await work.LockSubscriber(subscriber, Cancellation);
            var posted = await work.Db.JournalEntries.CountAsync(e => e.SubscriberId == subscriber, Cancellation);
            work.Db.JournalEntries.Add(AnEntry(subscriber, $"turn:{posted}", 100));
            work.Record(AuditAction.BalanceAdjusted, nameof(JournalEntry), null, subscriber);
            return new Done();
        }))));

        await using var db = _portal.OpenDb();
        Assert.Equal(10, await db.JournalEntries.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Upgrade_PausesOfAnOlderVersion_KeepTheirEnds()
    {
        var subscriber = await ASubscriber();
        var (planned, sooner, decided) = (new DateOnly(2026, 1, 20), new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 7));
        await using (var db = _portal.OpenDb())
        {
            var row = await db.Subscribers.Include(s => s.Pauses).SingleAsync(s => s.Id == subscriber, Cancellation);
            row.Pause(new DateOnly(2026, 1, 11), planned, decided);
            row.Resume(sooner, decided.AddDays(5));
            row.Pause(planned, null, decided);
            row.Resume(planned, decided); // taken back at once
            row.Pause(new DateOnly(2026, 3, 1), null, decided);
            await db.SaveChangesAsync(Cancellation);
        }

        await using var older = _portal.OpenDb();
        await older.GetService<IMigrator>().MigrateAsync("SupersededPlans", Cancellation);
        await older.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancellation);

        await using var now = _portal.OpenDb();
        var ends = await now.Set<PauseEnd>().OrderBy(e => e.PauseId).ThenBy(e => e.Id).Select(e => new { e.Until, e.DecidedOn }).ToListAsync(Cancellation);
        Assert.Equal(
            [(planned, decided), (sooner, decided.AddDays(5)), (null, decided), (planned, decided), (null, decided)],
            ends.Select(e => (e.Until, e.DecidedOn)));
    }

    private async Task<Result<Done>> Write(Func<UnitOfWork, Task<Result<Done>>> act)
    {
        await using var scope = _portal.AsJob();
        return await scope.ServiceProvider.GetRequiredService<IspStore>().Write(act, Cancellation);
    }

    private async Task<int> Plans()
    {
        await using var db = _portal.OpenDb();
        return await db.Plans.CountAsync(Cancellation);
    }

    // The first row of the type, alone: what hangs on it must not answer in its place.
    private async Task ChangesTheirMind(long subscriber)
    {
        await using var db = _portal.OpenDb();
        var row = await db.Subscribers.Include(s => s.Plans).SingleAsync(s => s.Id == subscriber, Cancellation);
        row.AssignPlan(new DateOnly(2026, 2, 1), row.PlanId, new DateOnly(2026, 1, 6));
        row.AssignPlan(new DateOnly(2026, 2, 1), row.PlanId, new DateOnly(2026, 1, 7));
        row.Pause(new DateOnly(2026, 3, 1), null, new DateOnly(2026, 1, 7));
        await db.SaveChangesAsync(Cancellation);
    }

    private static async Task<object> First(IspDbContext db, Type type) => type.Name switch
    {
        nameof(JournalEntry) => await db.JournalEntries.FirstAsync(Cancellation),
        nameof(JournalLine) => await db.JournalLines.FirstAsync(Cancellation),
        nameof(InvoiceLine) => await db.Set<InvoiceLine>().FirstAsync(Cancellation),
        nameof(PaymentAllocation) => await db.PaymentAllocations.FirstAsync(Cancellation),
        nameof(Refund) => await db.Refunds.FirstAsync(Cancellation),
        nameof(SupersededPlan) => await db.Set<SupersededPlan>().SingleAsync(Cancellation),
        nameof(PauseEnd) => await db.Set<PauseEnd>().SingleAsync(Cancellation),
        nameof(AuditEntry) => await db.AuditEntries.FirstAsync(Cancellation),
        _ => throw new NotSupportedException($"Give this test a {type.Name}."),
    };

    private static void AssertSilent(ChangeWatch watch)
    {
        using var atOnce = new CancellationTokenSource();
        var next = watch.Next(atOnce.Token);
        Assert.False(next.IsCompleted, "Something was announced.");
        atOnce.Cancel();
    }

    private static Plan APlan() => new("Home 20", new SpeedProfile(20_000_000, 20_000_000, "plan-20M"), new DateOnly(2025, 1, 1), Money.FromTaka(800));
}
