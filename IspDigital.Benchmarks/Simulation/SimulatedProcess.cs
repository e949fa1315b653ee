using IspDigital.Core.Data;
using IspDigital.Core.Live;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>The process is gone: what was not committed by now never happened.</summary>
internal sealed class ProcessStoppedException() : Exception("The process is gone.");

/// <summary>
/// The process in which the portal lives. It can be stopped after any commit, as by a power cut or a kill: from then on nothing of it reaches the
/// database or the outside, and another begins over the same database.
/// </summary>
internal sealed class SimulatedProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SimulatedClock _clock;
    private readonly Action<IServiceCollection> _outside;
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly StumbleLog _stumbles = new();
    private MortalFeed _feed = null!;

    public SimulatedProcess(string folder, SimulatedClock clock, Action<IServiceCollection> outside)
    {
        (_folder, _clock, _outside) = (folder, clock, outside);
        Portal = Begin();
    }

    /// <summary>The portal of the process that lives now.</summary>
    public BenchPortal Portal { get; private set; }

    /// <summary>Whether it was stopped and no other has begun.</summary>
    public bool IsGone => _feed.IsGone;

    /// <summary>How many processes there were before this one.</summary>
    public int Restarts { get; private set; }

    /// <summary>What a log would call an error although nobody stopped the process.</summary>
    public IReadOnlyList<string> Stumbles => _stumbles.Lines;

    /// <summary>It is stopped right after so many more commits.</summary>
    public void StopAfter(int commits) => _feed.StopAfter(commits);

    /// <summary>Takes back <see cref="StopAfter"/>.</summary>
    public void GoOn() => _feed.GoOn();

    /// <summary>It is stopped now.</summary>
    public void Stop() => _feed.Stop();

    /// <summary>Ends the work that a graceful stop cancels, after so many commits of a billing run.</summary>
    public void CancelAfter(int commits, CancellationTokenSource stop) => _feed.CancelAfter(commits, stop);

    /// <summary>Who is gone does nothing more, in the database or outside.</summary>
    public void Demand() => _feed.Demand();

    /// <summary>Another process begins; it remembers only what is in the database.</summary>
    public async Task Restart()
    {
        Restarts++;
        var (portal, feed) = (Portal, _feed);
        Portal = Begin();
        feed.Rest();
        await portal.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _feed.Rest();
        await Portal.DisposeAsync();
    }

    private BenchPortal Begin()
    {
        _feed = new MortalFeed();
        var feed = _feed;
        return new BenchPortal(_folder, _clock, services =>
        {
            var contexts = services.Last(s => s.ServiceType == typeof(IDbContextFactory<IspDbContext>)).ImplementationFactory!;
            services.AddSingleton<IDbContextFactory<IspDbContext>>(provider => new MortalContexts((IDbContextFactory<IspDbContext>)contexts(provider), feed));
            services.AddSingleton<IChangeFeed>(feed);
            services.AddSingleton<IDataProtectionProvider>(_keys);
            services.AddSingleton<ILoggerFactory>(new StumbleLogs(_stumbles, feed));
            _outside(services);
        }, new Dictionary<string, string?> { ["Messaging:Sms:PerSecondMax"] = "0", ["Messaging:Email:PerSecondMax"] = "0" });
    }

    /// <summary>Tells nobody; it is where commits are counted, and the process stopped.</summary>
    private sealed class MortalFeed : IChangeFeed
    {
        private readonly ChangeFeed _inner = new();
        private CancellationTokenSource? _cancel;
        private int _commitsOfRun;
        private int _commits;

        public bool IsGone { get; private set; }

        public long Version => _inner.Version;

        public void StopAfter(int commits) => _commits = commits;

        public void CancelAfter(int commits, CancellationTokenSource cancel) => (_commitsOfRun, _cancel) = (commits, cancel);

        public void GoOn() => (_cancel, _commits) = (null, 0);

        public void Stop() => IsGone = true;

        /// <summary>Lets what it held be given back.</summary>
        public void Rest() => (IsGone, _cancel, _commits) = (false, null, 0);

        public void Demand()
        {
            if (IsGone)
            {
                throw new ProcessStoppedException();
            }
        }

        public void Publish(IReadOnlyCollection<Change> changes)
        {
            Demand();
            _inner.Publish(changes);
            if (_cancel is not null && changes.Any(c => c.Kind == ChangeKind.BillingRun) && --_commitsOfRun == 0)
            {
                _cancel.Cancel();
            }
            if (_commits > 0 && --_commits == 0)
            {
                IsGone = true;
                throw new ProcessStoppedException();
            }
        }

        public ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds) => _inner.Watch(kinds);
    }

    private sealed class MortalContexts(IDbContextFactory<IspDbContext> inner, MortalFeed feed) : IDbContextFactory<IspDbContext>
    {
        public IspDbContext CreateDbContext()
        {
            feed.Demand();
            return inner.CreateDbContext();
        }
    }

    private sealed class StumbleLog
    {
        public List<string> Lines { get; } = [];
    }

    /// <summary>Keeps what is logged as an error, for it would be one: but for what a process that is gone still says.</summary>
    private sealed class StumbleLogs(StumbleLog log, MortalFeed feed) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName.StartsWith(nameof(IspDigital), StringComparison.Ordinal) ? this : NullLogger.Instance;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && !feed.IsGone)
            {
                log.Lines.Add($"{formatter(state, exception)}: {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
