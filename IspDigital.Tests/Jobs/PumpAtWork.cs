using System.Threading.Channels;
using Coravel.Scheduling.Schedule;
using IspDigital.Core.Operations;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IspDigital.Tests.Jobs;

/// <summary>A pump on a clock of the test's, and waiting on what it does instead of sleeping.</summary>
internal static class PumpAtWork
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static Pump Of(TestPortal portal, TimeProvider clock, ILogger<Pump>? log = null) => new(
        portal.Services.GetRequiredService<Scheduler>(), clock, Options.Create(new JobOptions()), log ?? NullLogger<Pump>.Instance);

    /// <summary>Waits for one run of the tidy job, to its very end: what is started while it still holds its turn is not run.</summary>
    public static async Task OneRun(this TestPortal portal)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.True(await portal.Services.GetRequiredService<JobLog>().Written.WaitAsync(s_patience, cancellation), "The job did not run.");
        var locks = portal.Services.GetRequiredService<JobLocks>();
        await locks.Enter("Tidy", cancellation);
        locks.Release("Tidy");
    }
}

/// <summary>What the pump warned of, one after another.</summary>
internal sealed class PumpWarnings : ILogger<Pump>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly Channel<bool> _written = Channel.CreateUnbounded<bool>();

    public async Task Next() =>
        await _written.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_patience, TestContext.Current.CancellationToken);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _written.Writer.TryWrite(true);
}
