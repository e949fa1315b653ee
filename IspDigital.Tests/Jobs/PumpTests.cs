using System.Threading.Channels;
using Coravel.Scheduling.Schedule;
using IspDigital.Core.Operations;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Jobs;

public sealed class PumpTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Pump_Started_RunsWhatFellDueAtOnceAndThenEveryMinute()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)));
        var log = portal.Services.GetRequiredService<JobLog>();
        using var pump = PumpOf(portal, portal.Clock);

        await pump.StartAsync(TestContext.Current.CancellationToken);
        await OneRun(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await OneRun(portal);
        await pump.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public async Task Pump_WallClockLeapsTwentySixYears_WaitsAMinuteAndRunsOnce()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)));
        var log = portal.Services.GetRequiredService<JobLog>();
        var clock = new WallClock();
        var warnings = new Warnings();
        using var pump = PumpOf(portal, clock, warnings);

        await pump.StartAsync(TestContext.Current.CancellationToken);
        await OneRun(portal);
        clock.Leap = TimeSpan.FromDays(26 * 365);
        clock.Advance(TimeSpan.FromMinutes(1));
        await warnings.Next();
        clock.Advance(TimeSpan.FromMinutes(1));
        await OneRun(portal);
        clock.Leap = TimeSpan.Zero;
        clock.Advance(TimeSpan.FromMinutes(1));
        await warnings.Next();
        clock.Advance(TimeSpan.FromMinutes(1));
        await OneRun(portal);
        await pump.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, log.Lines.Count);
    }

    [Fact]
    public async Task Pump_StoppedDuringARun_WaitsForItsEnd()
    {
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(SlowJob)));
        var log = portal.Services.GetRequiredService<JobLog>();
        using var pump = PumpOf(portal, portal.Clock);

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

    private static Pump PumpOf(TestPortal portal, TimeProvider clock, ILogger<Pump>? log = null) => new(
        portal.Services.GetRequiredService<Scheduler>(), clock, Options.Create(new JobOptions()), log ?? NullLogger<Pump>.Instance);

    /// <summary>Waits for one run of the tidy job, to its very end: what is started while it still holds its turn is not run.</summary>
    private static async Task OneRun(TestPortal portal)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.True(await portal.Services.GetRequiredService<JobLog>().Written.WaitAsync(s_patience, cancellation), "The job did not run.");
        var locks = portal.Services.GetRequiredService<JobLocks>();
        await locks.Enter("Tidy", cancellation);
        locks.Release("Tidy");
    }

    /// <summary>A clock whose wall can be moved without time passing, as NTP or a person does.</summary>
    private sealed class WallClock : FakeTimeProvider
    {
        public TimeSpan Leap { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Leap;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
    }

    private sealed class Warnings : ILogger<Pump>
    {
        private readonly Channel<bool> _written = Channel.CreateUnbounded<bool>();

        public async Task Next() =>
            await _written.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _written.Writer.TryWrite(true);
    }
}
