using System.Runtime.ExceptionServices;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>
/// Carries out what waits for each other, and for a simulated clock, on the caller's thread alone: what is ready goes on in the order in which
/// it became so, and only where nothing is ready does the clock move on to what was set next. The same work goes the same way each time.
/// </summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _isDisturbed;

    /// <summary>Carries the work out to its end.</summary>
    public static void Run(SimulatedClock clock, Func<Task> work)
    {
        var before = Current;
        var here = new OneThread();
        SetSynchronizationContext(here);
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                here.GoOn(clock);
            }
            if (task.Exception is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
            }
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_ready)
        {
            _isDisturbed |= Environment.CurrentManagedThreadId != _thread;
            _ready.Enqueue((d, state));
        }
    }

    private void GoOn(SimulatedClock clock)
    {
        (SendOrPostCallback Callback, object? State) next;
        lock (_ready)
        {
            if (_isDisturbed)
            {
                throw new InvalidOperationException("Something went on by another thread: it would not go the same way again.");
            }
            _ready.TryDequeue(out next);
        }
        if (next.Callback is { } callback)
        {
            callback(next.State);
        }
        else if (!clock.RingNext(DateTimeOffset.MaxValue))
        {
            throw new InvalidOperationException("Everything waits, and nothing is set that could end it.");
        }
    }
}
