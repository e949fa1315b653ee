namespace IspDigital.Simulators;

/// <summary>Lets many wait for "something changed" without polling.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next change after this call.</summary>
    public Task Next()
    {
        while (true)
        {
            var current = Volatile.Read(ref _next);
            if (current is not null)
            {
                return current.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _next, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }

    public void Raise() => Interlocked.Exchange(ref _next, null)?.TrySetResult();

    /// <summary>Returns once the condition holds, looking at it again after each change.</summary>
    /// <exception cref="TimeoutException">It did not hold within the time.</exception>
    public async Task Until(Func<bool> holds, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        while (true)
        {
            var change = Next();
            if (holds())
            {
                return;
            }

            try
            {
                await change.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"Not so within {timeout.TotalSeconds:0.#} s.");
            }
        }
    }
}
