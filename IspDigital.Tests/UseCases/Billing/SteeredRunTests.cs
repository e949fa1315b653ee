using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>A run that a person pauses, resumes or looks at while it waits.</summary>
public sealed class SteeredRunTests
{
    private const int Subscribers = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PauseBillingRun_KilledInTheMiddle_IsTakenUpByNobodyUntilResumed(bool isPostgres)
    {
        var feed = new StoppingFeed();
        void Configure(IServiceCollection services) => services.AddSingleton<IChangeFeed>(feed);
        await using var portal = isPostgres ? await TestPortal.StartPostgres(Configure) : TestPortal.Start(Configure);
        var run = await StoppedInTheMiddle(portal, feed);
        portal.GoTo(portal.Today, 10); // the lease of the process that died is over

        var paused = await portal.Run(s => s.GetRequiredService<PauseBillingRun>(), new PauseBillingRunRequest(run.Id));
        var untouched = await portal.IssuesInvoices(approve: true);
        portal.GoTo(portal.Today.AddDays(1));
        var nextDay = await portal.IssuesInvoices();
        var halfWay = (await portal.Invoices()).Count;
        var resumed = await portal.Run(s => s.GetRequiredService<ResumeBillingRun>(), new ResumeBillingRunRequest(run.Id));
        var finished = await portal.IssuesInvoices();

        Assert.True(paused.IsOk && resumed.IsOk);
        Assert.Equal((IssueOutcome.Paused, IssueOutcome.Paused), (untouched.Outcome, nextDay.Outcome));
        Assert.Equal(run.Processed, halfWay);
        Assert.InRange(halfWay, 1, Subscribers - 1);
        Assert.Equal((IssueOutcome.Completed, (long?)run.Id), (finished.Outcome, finished.RunId));
        Assert.Equal(Subscribers, (await portal.Invoices()).Count);
        Assert.Equal(2, await Steered(portal));
        await Invariants.Hold(portal);
    }

    [Fact]
    public void PausedRun_ResumedBeforeTheBatchAtWorkNotices_RefusesThatBatch()
    {
        var now = new DateTimeOffset(2026, 1, 1, 3, 0, 0, TimeSpan.Zero);
        var run = new BillingRun("2026-01-01/1", new(2026, 1, 1), 10, now, "Test");
        var lease = new RunLease(run.Id, run.Take("one", now, now.AddSeconds(45)), false);

        run.Pause();
        var whilePaused = (lease.Holds(run), run.CanBeTakenBy("one", now), run.IsActive);
        run.Resume();

        Assert.Equal((false, false, true), whilePaused);
        Assert.False(lease.Holds(run));
        Assert.True(run.CanBeTakenBy("other", now));
    }

    [Fact]
    public async Task PauseBillingRun_NotAtWork_IsRefusedAndSoIsResuming()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        var over = (await portal.IssuesInvoices()).RunId!.Value;

        Assert.IsType<RunNotAtWork>((await portal.Run(s => s.GetRequiredService<PauseBillingRun>(), new PauseBillingRunRequest(over))).Error);
        Assert.IsType<RunNotPaused>((await portal.Run(s => s.GetRequiredService<ResumeBillingRun>(), new ResumeBillingRunRequest(over))).Error);
        Assert.IsType<NotPermitted>((await portal.Run(s => s.GetRequiredService<PauseBillingRun>(), new PauseBillingRunRequest(over), Role.Support)).Error);
    }

    [Fact]
    public async Task CancelBillingRun_WhilePaused_EndsIt()
    {
        var feed = new StoppingFeed();
        await using var portal = TestPortal.Start(services => services.AddSingleton<IChangeFeed>(feed));
        var run = await StoppedInTheMiddle(portal, feed);
        await portal.Run(s => s.GetRequiredService<PauseBillingRun>(), new PauseBillingRunRequest(run.Id));

        var cancelled = await portal.Run(s => s.GetRequiredService<CancelBillingRun>(), new CancelBillingRunRequest(run.Id, "not today"));

        Assert.True(cancelled.IsOk);
        Assert.Equal(IssueOutcome.Cancelled, (await portal.IssuesInvoices()).Outcome);
        Assert.Equal(run.Processed, (await portal.Invoices()).Count);
    }

    [Fact]
    public async Task BillingRun_NothingToBill_CountsEachReason()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan();
        await portal.HasSubscriber(plan, portal.Today);
        await portal.HasSubscriber(plan, portal.Today, with: s => s.Close(new DateOnly(2026, 1, 1)));
        await portal.HasSubscriber(plan, portal.Today, with: s => s.Pause(new DateOnly(2026, 1, 1), null, new DateOnly(2026, 1, 1)));
        var cut = await portal.HasSubscriber(plan, portal.Today);
        await using (var db = portal.OpenDb())
        {
            db.Add(new NonPaymentCut(cut, portal.Today));
            await db.SaveChangesAsync(Cancellation);
        }

        await portal.IssuesInvoices();

        await using var after = portal.OpenDb();
        var run = await after.BillingRuns.SingleAsync(Cancellation);
        Assert.Equal((1, 3, 1, 1, 1), (run.Issued, run.Skipped, run.SkippedClosed, run.SkippedPaused, run.SkippedCut));
    }

    [Fact]
    public async Task CompareBillingRun_HeldForItsTotal_NamesThoseWhoDifferMost()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan(taka: 500);
        var dear = await portal.HasPlan("Office", taka: 2_000);
        var office = await portal.HasSubscriber(dear, portal.Today, "OFFICE");
        for (var i = 0; i < 12; i++)
        {
            await portal.HasSubscriber(plan, portal.Today);
        }
        await portal.IssuesInvoices();
        await using (var db = portal.OpenDb())
        {
            (await db.Plans.SingleAsync(p => p.Id == dear, Cancellation)).SetPrice(new DateOnly(2026, 2, 1), Money.FromTaka(20_000));
            await db.SaveChangesAsync(Cancellation);
        }
        portal.GoTo(new DateOnly(2026, 2, 1));
        var held = await portal.IssuesInvoices();

        var compared = (await portal.Run(s => s.GetRequiredService<CompareBillingRun>(), new CompareBillingRunRequest(held.RunId!.Value))).Value;

        Assert.Equal(IssueOutcome.AwaitingApproval, held.Outcome);
        Assert.Equal((13, Money.FromTaka(26_000)), (compared.Subscribers, compared.Expected));
        var most = compared.Most[0];
        Assert.Equal((office, "OFFICE", Money.FromTaka(20_000), Money.FromTaka(1_806.45m)), (most.SubscriberId, most.Code, most.Expected, most.Last));
        Assert.Equal(13, compared.Most.Count);
    }

    [Fact]
    public async Task ApproveBillingRun_OfFiguresThatChangedWhileItWaited_WaitsForThemToBeRead()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan();
        for (var i = 0; i < 12; i++)
        {
            await portal.HasSubscriber(plan, portal.Today);
        }
        await portal.IssuesInvoices();
        await Costs(5_000);
        portal.GoTo(new DateOnly(2026, 2, 1));
        var run = (await portal.IssuesInvoices()).RunId!.Value;
        await Costs(50_000);

        var unread = await Approve();
        var waiting = await Run();
        await Costs(55_000); // by so little that it is what was read

        Assert.Equal(new RunFiguresChanged(Money.FromTaka(600_000), Money.FromTaka(60_000)), unread.Error);
        Assert.Equal((BillingRunState.AwaitingApproval, Money.FromTaka(600_000)), (waiting.State, waiting.ExpectedTotal));
        Assert.DoesNotContain(await portal.Invoices(), i => i.RunId == run);
        Assert.True((await Approve()).IsOk);
        Assert.Equal(IssueOutcome.Completed, (await portal.IssuesInvoices()).Outcome);
        Assert.Equal(2, await Steered(portal));

        Task<Result<Done>> Approve() => portal.Run(s => s.GetRequiredService<ApproveBillingRun>(), new ApproveBillingRunRequest(run));

        async Task<BillingRun> Run()
        {
            await using var db = portal.OpenDb();
            return await db.BillingRuns.SingleAsync(r => r.Id == run, Cancellation);
        }

        async Task Costs(int taka)
        {
            await using var db = portal.OpenDb();
            (await db.Plans.SingleAsync(p => p.Id == plan, Cancellation)).SetPrice(new DateOnly(2026, 2, 1), Money.FromTaka(taka));
            await db.SaveChangesAsync(Cancellation);
        }
    }

    private static async Task<BillingRun> StoppedInTheMiddle(TestPortal portal, StoppingFeed feed)
    {
        var plan = await portal.HasPlan();
        for (var i = 0; i < Subscribers; i++)
        {
            await portal.HasSubscriber(plan, portal.Today);
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using (var scope = portal.AsJob("IssueInvoices"))
        {
            feed.StopAtBatch(3, stop);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(BatchSizeMax: 10), stop.Token));
        }
        await using var db = portal.OpenDb();
        return await db.BillingRuns.SingleAsync(Cancellation);
    }

    private static async Task<int> Steered(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.AuditEntries.CountAsync(e => e.Action == AuditAction.BillingRunSteered, Cancellation);
    }

    /// <summary>Stops the process that bills after some committed batches, as a deployment would.</summary>
    private sealed class StoppingFeed : IChangeFeed
    {
        private readonly ChangeFeed _feed = new();
        private CancellationTokenSource? _stop;
        private int _left;

        public long Version => _feed.Version;

        public void StopAtBatch(int batches, CancellationTokenSource stop) => (_left, _stop) = (batches, stop);

        public void Publish(IReadOnlyCollection<Change> changes)
        {
            _feed.Publish(changes);
            if (_stop is not null && changes.Any(c => c.Kind == ChangeKind.BillingRun) && --_left == 0)
            {
                _stop.Cancel();
                _stop = null;
            }
        }

        public ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds) => _feed.Watch(kinds);
    }
}
