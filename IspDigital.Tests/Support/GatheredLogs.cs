using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IspDigital.Tests.Support;

/// <summary>Every line that was logged, as it would stand in a file, with what came with it.</summary>
public sealed class GatheredLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {state} {exception}");

    public void Dispose()
    {
        // Nothing is held.
    }
}
