using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

public sealed class StoreTests
{
    [Fact]
    public async Task Write_AuditedChangeWithoutRecord_FailsClosed()
    {
        await using var portal = TestPortal.Start();
        await using var scope = portal.AsJob();
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();

        var write = () => store.Write<Done>(work =>
        {
            work.Db.Plans.Add(APlan());
            return Task.FromResult<Result<Done>>(new Done());
        });

        await Assert.ThrowsAsync<InvalidOperationException>(write);
        await using var db = portal.OpenDb();
        Assert.Empty(await db.Plans.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Write_PostingOnRecord_GivesStandingFromTheLedger()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var portal = TestPortal.Start();
        await using var scope = portal.AsJob();
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();

        var written = await store.Write<long>(async work =>
        {
            var plan = APlan();
            work.Db.Plans.Add(plan);
            await work.Save(cancellation);
            var subscriber = new Subscriber("C-1", "রহিম উদ্দিন", "8801712345678", new DateOnly(2026, 1, 1), plan.Id);
            work.Db.Subscribers.Add(subscriber);
            await work.Save(cancellation);
            LedgerWriter.Post(work, new Posting(subscriber.Id, EntryKind.Charge, new DateOnly(2026, 1, 1), "Invoice", 1, "invoice:1",
                [new(Account.Receivable, new Money(52_500)), new(Account.Revenue, new Money(-50_000)), new(Account.TaxPayable, new Money(-2_500))]));
            work.Record(AuditAction.SubscriberAdded, nameof(Subscriber), subscriber.Id, subscriber.Id);
            return subscriber.Id;
        }, cancellation);

        await using var db = portal.OpenDb();
        var standing = (await StandingQueries.Of(db, [written.Value], portal.Today, cancellation))[written.Value];
        Assert.Equal(new Money(52_500), standing.Balance);
        Assert.Single(await db.AccessMarks.ToListAsync(cancellation));
        Assert.Equal("job:Test", (await db.AuditEntries.SingleAsync(cancellation)).ActorName);
    }

    private static Plan APlan() => new("Home 10", new SpeedProfile(10_000_000, 10_000_000, "plan-10M"), new DateOnly(2025, 1, 1), Money.FromTaka(500));
}
