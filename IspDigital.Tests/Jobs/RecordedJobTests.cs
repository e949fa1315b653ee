using Coravel.Scheduling.Schedule;
using IspDigital.Core.Operations;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Jobs;

public sealed class RecordedJobTests
{
    private static readonly DateTime s_anyMinute = new(2026, 1, 1, 3, 7, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Scheduler_OneJobFails_IsRecordedAndTheOthersRun()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(BrokenJob), typeof(TidyJob)));

        await portal.Services.GetRequiredService<Scheduler>().RunAtAsync(s_anyMinute);

        await using var db = portal.OpenDb();
        var runs = await db.JobRuns.ToDictionaryAsync(r => r.Name, TestContext.Current.CancellationToken);
        Assert.Equal(JobOutcome.Failed, runs["Broken"].Outcome);
        Assert.Equal("InvalidOperationException: The gateway's address is empty.", runs["Broken"].Error);
        Assert.Null(runs["Broken"].SucceededAt);
        Assert.Equal(JobOutcome.Succeeded, runs["Tidy"].Outcome);
        Assert.Equal(portal.Clock.GetUtcNow(), runs["Tidy"].SucceededAt);
        Assert.Contains("job:Tidy", portal.Services.GetRequiredService<JobLog>().Lines);
    }

    [Fact]
    public async Task RunEverythingDue_AFailureBetween_KeepsTheOrderAndCountsTheFailures()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob), typeof(BrokenJob), typeof(TidyJob)));
        var all = portal.Services.GetRequiredService<RunEverythingDue>();

        await all.Run(TestContext.Current.CancellationToken);
        await all.Run(TestContext.Current.CancellationToken);

        Assert.Equal(["job:Tidy", "broken", "job:Tidy", "job:Tidy", "broken", "job:Tidy"], portal.Services.GetRequiredService<JobLog>().Lines);
        await using var db = portal.OpenDb();
        Assert.Equal(2, (await db.JobRuns.SingleAsync(r => r.Name == "Broken", TestContext.Current.CancellationToken)).FailuresInARow);
    }

    [Fact]
    public async Task Scheduler_RunStillUnderWay_IsNotStartedAgain()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(SlowJob)));
        var scheduler = portal.Services.GetRequiredService<Scheduler>();
        var log = portal.Services.GetRequiredService<JobLog>();

        var first = scheduler.RunAtAsync(s_anyMinute);
        await log.Written.WaitAsync(cancellation);
        await scheduler.RunAtAsync(s_anyMinute.AddDays(2));
        log.Gate.SetResult();
        await first;

        Assert.Equal(["slow began", "slow ended"], log.Lines);
    }

    [Fact]
    public async Task Job_StoppedWithThePortal_IsRecordedAsStopped()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(SlowJob)));
        var scheduler = portal.Services.GetRequiredService<Scheduler>();

        var run = scheduler.RunAtAsync(s_anyMinute);
        await portal.Services.GetRequiredService<JobLog>().Written.WaitAsync(cancellation);
        scheduler.CancelAllCancellableTasks();
        await run;

        await using var db = portal.OpenDb();
        Assert.Equal(JobOutcome.Stopped, (await db.JobRuns.SingleAsync(cancellation)).Outcome);
    }

    [Fact]
    public async Task RunJobNow_ByTheOwner_RunsItAndPutsThePersonOnRecord()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)));

        var line = await portal.Run(s => s.GetRequiredService<RunJobNow>(), new RunJobNowRequest("Tidy"));
        var unknown = await portal.Run(s => s.GetRequiredService<RunJobNow>(), new RunJobNowRequest("Nothing"));
        var forbidden = await portal.Run(s => s.GetRequiredService<RunJobNow>(), new RunJobNowRequest("Tidy"), Role.Support);

        Assert.Equal(JobOutcome.Succeeded, line.Value.Last?.Outcome);
        Assert.False(unknown.IsOk);
        Assert.False(forbidden.IsOk);
        await using var db = portal.OpenDb();
        Assert.Equal("Owner", (await db.AuditEntries.SingleAsync(cancellation)).ActorName);
    }
}
