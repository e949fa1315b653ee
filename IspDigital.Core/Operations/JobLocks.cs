using System.Collections.Concurrent;
using Coravel.Scheduling.Schedule.Interfaces;

namespace IspDigital.Core.Operations;

/// <summary>
/// One run of a job at a time in this process, however it was started. Unlike the scheduler's own lock it asks no clock and so
/// never lets a second run in after a day, or after the wall clock was put forward.
/// </summary>
public sealed class JobLocks : IMutex
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Takes the turn if it is free.</summary>
    /// <param name="key">The job's name.</param>
    /// <param name="timeoutMinutes">Ignored: a turn ends with its run.</param>
    public bool TryGetLock(string key, int timeoutMinutes) => Turn(key).Wait(0);

    /// <summary>Gives the turn back.</summary>
    public void Release(string key) => Turn(key).Release();

    /// <summary>Waits for the turn.</summary>
    public Task Enter(string key, CancellationToken cancellation) => Turn(key).WaitAsync(cancellation);

    /// <summary>Whether the job runs now.</summary>
    public bool IsHeld(string key) => Turn(key).CurrentCount == 0;

    private SemaphoreSlim Turn(string key) => _turns.GetOrAdd(key, _ => new SemaphoreSlim(1, 1));
}
