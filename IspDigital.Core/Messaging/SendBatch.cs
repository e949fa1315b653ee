using System.Collections.Concurrent;

namespace IspDigital.Core.Messaging;

/// <summary>Hands a batch to one way out, a few at a time, and gives back what was not tried.</summary>
internal sealed class SendBatch(IWayOut way, OutboxClaims claims, MessageOutcomes outcomes, IReadOnlyList<Departure> ready)
{
    /// <summary>After so many in a row that reached nobody, the rest is not tried now: each would only wait for its deadline.</summary>
    private const int TroublesInARowMax = 5;

    /// <summary>What was not tried comes back after so long.</summary>
    private static readonly TimeSpan s_closedPause = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Departure> _queue = new(ready);
    private readonly ConcurrentBag<SendMessagesResult> _results = [];
    private int _troublesInARow;

    /// <summary>Whether the way out reaches nobody at present.</summary>
    public bool IsWayClosed => Volatile.Read(ref _troublesInARow) >= TroublesInARowMax;

    public async Task<SendMessagesResult> Run(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(way.ParallelMax, ready.Count)).Select(_ => Work(cancellation)));
        }
        finally
        {
            if (!_queue.IsEmpty)
            {
                await claims.Release([.. _queue.Select(d => d.Message)], IsWayClosed ? s_closedPause : TimeSpan.Zero);
            }
        }
        return _results.Aggregate(default(SendMessagesResult), (sum, one) => sum + one);
    }

    private async Task Work(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !IsWayClosed && _queue.TryDequeue(out var departure))
        {
            if (await Try(departure, cancellation) is not { } outcome)
            {
                return;
            }
            if (outcome is SendOutcome.Unreachable or SendOutcome.NoAnswer)
            {
                Interlocked.Increment(ref _troublesInARow);
            }
            else
            {
                Volatile.Write(ref _troublesInARow, 0);
            }
            _results.Add(await outcomes.Write(departure, outcome, way.TakesReference));
        }
    }

    private async Task<SendOutcome?> Try(Departure departure, CancellationToken cancellation)
    {
        try
        {
            return await way.Send(departure, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _queue.Enqueue(departure); // stopped while it waited for its turn: it was not tried
            return null;
        }
    }
}
