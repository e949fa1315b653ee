using IspDigital.Core.Operations;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IspDigital.Tests.Jobs;

public sealed class PumpTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Pump_Started_RunsWhatFellDueAtOnceAndThenEveryMinute()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)));
        var log = portal.Services.GetRequiredService<JobLog>();
        using var pump = PumpAtWork.Of(portal, portal.Clock);

        await pump.StartAsync(TestContext.Current.CancellationToken);
        await portal.OneRun();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.OneRun();
        await pump.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task Pump_WallClockLeapsTwentySixYears_WaitsAMinuteAndRunsOnce()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)));
        var log = portal.Services.GetRequiredService<JobLog>();
        var clock = new LeapingClock();
        var warnings = new PumpWarnings();
        using var pump = PumpAtWork.Of(portal, clock, warnings);

        await pump.StartAsync(TestContext.Current.CancellationToken);
        await portal.OneRun();
        clock.Leap = TimeSpan.FromDays(26 * 365);
        clock.Advance(TimeSpan.FromMinutes(1));
        await warnings.Next();
        clock.Advance(TimeSpan.FromMinutes(1));
        await portal.OneRun();
        clock.Leap = TimeSpan.Zero;
        clock.Advance(TimeSpan.FromMinutes(1));
        await warnings.Next();
        clock.Advance(TimeSpan.FromMinutes(1));
        await portal.OneRun();
        await pump.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, log.Lines.Count);
    }

    [Fact]
    public async Task Pump_StoppedDuringARun_WaitsForItsEnd()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(SlowJob)));
        var log = portal.Services.GetRequiredService<JobLog>();
        using var pump = PumpAtWork.Of(portal, portal.Clock);

        await pump.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(await log.Written.WaitAsync(s_patience, TestContext.Current.CancellationToken));
        await pump.StopAsync(TestContext.Current.CancellationToken);

        Assert.False(portal.Services.GetRequiredService<JobLocks>().IsHeld("Slow"));
        Assert.Equal(["slow began"], log.Lines);
    }

    [Fact]
    public async Task Pump_JobsSwitchedOff_EndsAtOnceAndRunsNothing()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)), new() { ["Jobs:Enabled"] = "false" });
        var pump = portal.Services.GetServices<IHostedService>().OfType<Pump>().Single();

        await pump.StartAsync(TestContext.Current.CancellationToken);
        await pump.ExecuteTask!;

        Assert.Empty(portal.Services.GetRequiredService<JobLog>().Lines);
    }
}
