using IspDigital.Core.Data;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Messaging;

/// <summary>Makes messages ready to leave: looks whether they still hold, and fills their text in from what is true now.</summary>
public sealed class Departures(
    IDbContextFactory<IspDbContext> contexts, IMessageFacts source, IEnclosures enclosures, MessageOutcomes outcomes, TimeProvider clock)
{
    /// <summary>The messages that may leave; the others are settled here.</summary>
    /// <param name="way">Their way out.</param>
    /// <param name="taken">Messages that this sender holds.</param>
    /// <param name="cancellation">Stops it; what is taken comes free when its lease ends.</param>
    public async Task<(IReadOnlyList<Departure> Ready, SendMessagesResult Settled)> Prepare(
        IWayOut way, IReadOnlyList<OutboxMessage> taken, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var day = BusinessDay.At(clock.GetUtcNow(), (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone);
        var book = await TemplateBook.Open(db, cancellation);
        var facts = await source.Of(db, taken, day, cancellation);
        var ready = new List<Departure>();
        var settled = new List<UnsentMessage>();
        foreach (var message in taken)
        {
            var known = facts.GetValueOrDefault(message.Id);
            if (Obstacle(way, message, known, day.Now) is { } obstacle)
            {
                settled.Add(obstacle);
            }
            else if (Fill(book, message, known!, settled) is { } filled && await Enclose(filled, settled, cancellation) is { } departure)
            {
                ready.Add(departure);
            }
        }
        return (ready, await outcomes.Settle(settled));
    }

    private static UnsentMessage? Obstacle(IWayOut way, OutboxMessage message, MessageFacts? facts, DateTimeOffset now) => message switch
    {
        { ExpiresAt: { } end } when end <= now => new(message, MessageState.Skipped, MessageProblem.TooLate),
        { UnknownOutcomes: >= RetrySchedule.UnknownOutcomesMax } when !way.TakesReference => new(message, MessageState.Failed, MessageProblem.NoAnswer),
        _ when facts is { NoLongerTrue: { } why } => new(message, MessageState.Skipped, why),
        _ when facts?.AddressFor(message.Channel) is null => new(message, MessageState.Failed, MessageProblem.NoAddress),
        _ => null,
    };

    private static Departure? Fill(TemplateBook book, OutboxMessage message, MessageFacts facts, List<UnsentMessage> settled)
    {
        try
        {
            var text = book.Fill(message.Channel, book.Words(new TemplateKey(message.Kind, message.Channel, message.Language)), facts.Values);
            var html = message.Channel == Channel.Email ? book.Letter(message.Language, text) : "";
            return new Departure(message, facts, text, facts.AddressFor(message.Channel)!, html, null);
        }
        catch (TemplateException wrong)
        {
            settled.Add(new UnsentMessage(message, MessageState.Failed, MessageProblem.BadTemplate, wrong.Message));
            return null;
        }
    }

    /// <summary>The letter with what goes with it. What cannot be drawn holds up nobody else's.</summary>
    private async Task<Departure?> Enclose(Departure departure, List<UnsentMessage> settled, CancellationToken cancellation)
    {
        if (departure.Message.Channel != Channel.Email)
        {
            return departure;
        }
        try
        {
            return departure with { Enclosure = await enclosures.For(departure.Message, cancellation) };
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DatabaseTrouble.Is(failure))
        {
            settled.Add(new UnsentMessage(departure.Message, MessageState.Failed, MessageProblem.BadEnclosure, failure.GetBaseException().Message));
            return null;
        }
    }
}

/// <summary>A message that ends without being handed to a gateway.</summary>
/// <param name="Message">Which.</param>
/// <param name="State">Skipped or failed.</param>
/// <param name="Problem">Why.</param>
/// <param name="Error">More about it.</param>
public sealed record UnsentMessage(OutboxMessage Message, MessageState State, MessageProblem Problem, string? Error = null);
