using IspDigital.Core.Audit;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Subscribers;

public sealed class SubscriberLifeTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;
    private long _faster;

    public async ValueTask InitializeAsync()
    {
        _subscriber = await _portal.GivenSubscriber(await _portal.GivenPlan());
        _faster = await _portal.GivenPlan("Home 20", 800m);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task EditSubscriber_TwoFormsAtOnce_TheSecondIsTold()
    {
        var mine = await Form();
        var theirs = await Form();
        await Edit(theirs with { Phone = "01812345678" });

        var result = await Edit(mine with { Name = "Rahim" });

        Assert.IsType<FormIsStale>(result.Error);
        Assert.Equal("8801812345678", (await Subscriber()).Phone);
    }

    [Fact]
    public async Task EditSubscriber_Changed_IsOnRecordWithBeforeAndAfter()
    {
        await Edit(await Form() with { Name = "Rahim Uddin", Area = "Mirpur 10" });

        await using var db = _portal.OpenDb();
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SubscriberChanged, _cancellation);
        Assert.Contains("রহিম উদ্দিন", entry.Before!, StringComparison.Ordinal);
        Assert.Contains("Mirpur 10", entry.After!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangePlan_FromAFreeDay_TakesEffectOnThatDay()
    {
        var first = new DateOnly(2026, 2, 1);
        var before = (await Subscriber()).PlanId;

        var result = await ChangePlan(first);

        Assert.True(result.IsOk);
        Assert.Equal(before, (await Subscriber()).PlanId);
        _portal.GoTo(first);
        Assert.Equal(1, await StartPlans());
        Assert.Equal(_faster, (await Subscriber()).PlanId);
        Assert.Equal(0, await StartPlans());
    }

    [Fact]
    public async Task StartPlans_PortalWasDownThatDay_TakesEffectLater()
    {
        await ChangePlan(new DateOnly(2026, 2, 1));
        _portal.GoTo(new DateOnly(2026, 2, 20));

        Assert.Equal(1, await StartPlans());
        Assert.Equal(_faster, (await Subscriber()).PlanId);
    }

    [Fact]
    public async Task ChangePlan_DecidedTwice_TheLaterDecisionHolds()
    {
        var original = (await Subscriber()).PlanId;
        await ChangePlan(new DateOnly(2026, 3, 1));

        await ChangePlan(new DateOnly(2026, 2, 1), original);

        Assert.Equal([new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)], (await Subscriber()).Plans.Select(p => p.From).Order());
    }

    [Fact]
    public async Task ChangePlan_InThePastOrToTheSamePlan_IsRefused()
    {
        Assert.IsType<DayInPast>((await ChangePlan(new DateOnly(2025, 12, 31))).Error);
        Assert.IsType<AlreadyOnPlan>((await ChangePlan(_portal.Today, (await Subscriber()).PlanId)).Error);
    }

    [Fact]
    public async Task PauseAndResume_OpenEnded_EndsOnTheDay()
    {
        Assert.True((await Pause(_portal.Today, null)).IsOk);
        Assert.True((await Subscriber()).IsPausedOn(_portal.Today.AddDays(40)));
        _portal.GoTo(new DateOnly(2026, 1, 15));

        var result = await Resume(new DateOnly(2026, 1, 15));

        Assert.True(result.IsOk);
        var subscriber = await Subscriber();
        Assert.True(subscriber.IsPausedOn(new DateOnly(2026, 1, 14)));
        Assert.False(subscriber.IsPausedOn(new DateOnly(2026, 1, 15)));
    }

    [Fact]
    public async Task Pause_OverAnotherOrBackwards_IsRefused()
    {
        await Pause(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 10));

        Assert.Equal(new PausesOverlap(new DateOnly(2026, 2, 1)), (await Pause(new DateOnly(2026, 1, 20), null)).Error);
        Assert.True((await Pause(new DateOnly(2026, 2, 10), new DateOnly(2026, 2, 12))).IsOk);
        Assert.IsType<DayInPast>((await Pause(new DateOnly(2025, 12, 30), null)).Error);
        Assert.IsType<InvalidInput>((await Pause(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 2))).Error);
    }

    [Fact]
    public async Task Resume_OnTheFirstDayOfAPlannedPause_TakesItBack()
    {
        await Pause(new DateOnly(2026, 2, 1), new DateOnly(2026, 2, 10));

        await Resume(new DateOnly(2026, 2, 1));

        Assert.False((await Subscriber()).IsPausedOn(new DateOnly(2026, 2, 5)));
        Assert.IsType<NotPaused>((await Resume(new DateOnly(2026, 2, 5))).Error);
    }

    [Fact]
    public async Task CloseSubscriber_Today_EndsServiceAndNothingCanBeChangedAnyMore()
    {
        var close = () => _portal.Run(s => s.GetRequiredService<CloseSubscriber>(), new CloseSubscriberRequest(_subscriber, "moved away"));

        Assert.True((await close()).IsOk);

        Assert.Equal(_portal.Today, (await Subscriber()).ClosedOn);
        Assert.IsType<AccountClosed>((await close()).Error);
        Assert.IsType<AccountClosed>((await ChangePlan(_portal.Today.AddDays(1))).Error);
        await using var db = _portal.OpenDb();
        Assert.Contains(await db.AccessMarks.ToListAsync(_cancellation), m => m.Cause == "SubscriberClosed");
    }

    private async Task<EditSubscriberRequest> Form()
    {
        await using var scope = _portal.As(Role.Owner);
        return (await scope.ServiceProvider.GetRequiredService<SubscriberAccountQueries>().Form(_subscriber, _cancellation))!;
    }

    private async Task<Subscriber> Subscriber()
    {
        await using var db = _portal.OpenDb();
        return await db.Subscribers.Include(s => s.Plans).Include(s => s.Pauses).SingleAsync(s => s.Id == _subscriber, _cancellation);
    }

    private async Task<int> StartPlans()
    {
        await using var scope = _portal.AsJob();
        return (await scope.ServiceProvider.GetRequiredService<StartPlans>().Run(new(), _cancellation)).Value;
    }

    private Task<Result<Done>> Edit(EditSubscriberRequest request) => _portal.Run(s => s.GetRequiredService<EditSubscriber>(), request);

    private Task<Result<Done>> ChangePlan(DateOnly from, long? plan = null) =>
        _portal.Run(s => s.GetRequiredService<ChangePlan>(), new ChangePlanRequest(_subscriber, plan ?? _faster, from));

    private Task<Result<Done>> Pause(DateOnly from, DateOnly? until) =>
        _portal.Run(s => s.GetRequiredService<PauseSubscriber>(), new PauseSubscriberRequest(_subscriber, from, until, "away"));

    private Task<Result<Done>> Resume(DateOnly on) => _portal.Run(s => s.GetRequiredService<ResumeSubscriber>(), new ResumeSubscriberRequest(_subscriber, on));
}
