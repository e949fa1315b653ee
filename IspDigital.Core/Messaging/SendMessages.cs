using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Messaging;

/// <summary>Sends everything that may go by now.</summary>
public sealed record SendMessagesRequest;

/// <summary>What became of it.</summary>
/// <param name="Sent">Taken by a gateway.</param>
/// <param name="Skipped">Not sent on purpose.</param>
/// <param name="Failed">Given up.</param>
/// <param name="Waiting">To be tried again.</param>
public readonly record struct SendMessagesResult(int Sent, int Skipped, int Failed, int Waiting)
{
    /// <summary>Both together.</summary>
    public static SendMessagesResult operator +(SendMessagesResult one, SendMessagesResult other) =>
        new(one.Sent + other.Sent, one.Skipped + other.Skipped, one.Failed + other.Failed, one.Waiting + other.Waiting);
}

/// <summary>
/// Empties the outbox: takes messages, makes their text from what is true now, hands them to the channel's way out and writes each
/// outcome down at once. The channels work beside each other. Any number of these may run at the same time.
/// </summary>
public sealed class SendMessages(UseCaseContext context, OutboxClaims claims, Departures departures, MessageOutcomes outcomes, IEnumerable<IWayOut> ways)
    : UseCase<SendMessagesRequest, SendMessagesResult>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override async Task<Result<SendMessagesResult>> Handle(SendMessagesRequest request, CancellationToken cancellation)
    {
        var expired = await outcomes.SkipExpired(cancellation);
        var channels = await Task.WhenAll(ways.Where(w => w.IsConfigured).Select(way => Empty(way, cancellation)));
        return channels.Aggregate(new SendMessagesResult(0, expired, 0, 0), (sum, one) => sum + one);
    }

    private async Task<SendMessagesResult> Empty(IWayOut way, CancellationToken cancellation)
    {
        var total = default(SendMessagesResult);
        var isOpen = true;
        while (isOpen && !cancellation.IsCancellationRequested && await claims.Take(way.Channel, cancellation) is { Count: > 0 } taken)
        {
            var (ready, settled) = await departures.Prepare(way, taken, cancellation);
            var batch = new SendBatch(way, claims, outcomes, ready);
            total += settled + await batch.Run(cancellation);
            isOpen = !batch.IsWayClosed;
        }
        return total;
    }
}
