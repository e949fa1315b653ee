using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IspDigital.Benchmarks.Lists;

/// <summary>
/// Sums the time of commands from their execution until their reader is closed: SQLite works while its rows are read, so the time that
/// EF takes to make objects of them is in it. The processor's time of the whole process is measured with it: it stays what it is where
/// others are at work on the machine.
/// </summary>
internal sealed class CommandClock : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<Guid, (long At, TimeSpan Processor)> _running = new();
    private long _ticks;
    private TimeSpan _processor;
    private int _commands;

    /// <summary>Whether each command is written to standard error with its plan.</summary>
    public bool IsTelling { get; set; }

    /// <summary>The time since the last call, the processor's in it, and how many commands it was.</summary>
    public (TimeSpan Took, TimeSpan Processor, int Commands) Take()
    {
        var taken = (Stopwatch.GetElapsedTime(0, _ticks), _processor, _commands);
        (_ticks, _processor, _commands) = (0, TimeSpan.Zero, 0);
        return taken;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _running[eventData.CommandId] = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (_running.TryRemove(eventData.CommandId, out var began))
        {
            _ticks += Stopwatch.GetTimestamp() - began.At;
            _processor += Environment.CpuUsage.TotalTime - began.Processor;
            _commands++;
            if (IsTelling)
            {
                Tell(command, Environment.CpuUsage.TotalTime - began.Processor);
            }
        }
        return result;
    }

    private static void Tell(DbCommand told, TimeSpan took)
    {
        using var command = told.Connection!.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + told.CommandText;
        foreach (DbParameter parameter in told.Parameters)
        {
            var copy = command.CreateParameter();
            (copy.ParameterName, copy.Value) = (parameter.ParameterName, parameter.Value);
            command.Parameters.Add(copy);
        }
        Console.Error.WriteLine($"{took.TotalMilliseconds:0.00} ms {told.CommandText}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Console.Error.WriteLine($"    {reader.GetString(3)}");
        }
    }
}
