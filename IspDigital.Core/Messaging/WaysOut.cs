using IspDigital.Core.Messaging.Email;
using IspDigital.Core.Messaging.Sms;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Messaging;

/// <summary>A message that is about to leave.</summary>
/// <param name="Message">The row.</param>
/// <param name="Facts">What is true now.</param>
/// <param name="Text">Its text.</param>
/// <param name="To">Number or address.</param>
/// <param name="Html">The letter (email), else empty.</param>
/// <param name="Enclosure">What goes with it (email), or null.</param>
public sealed record Departure(OutboxMessage Message, MessageFacts Facts, MessageText Text, string To, string Html, Enclosure? Enclosure);

/// <summary>One channel's way out. Each has its own pace and its own trouble; a dead one holds up no other.</summary>
public interface IWayOut
{
    /// <summary>Which channel.</summary>
    Channel Channel { get; }

    /// <summary>Whether it is set up; while it is not, its messages wait.</summary>
    bool IsConfigured { get; }

    /// <summary>Messages under way at once.</summary>
    int ParallelMax { get; }

    /// <summary>Whether a second try of a message cannot become a second message.</summary>
    bool TakesReference { get; }

    /// <summary>Waits for its turn in the channel's pace (this may be cancelled), then tries once (this may not).</summary>
    Task<SendOutcome> Send(Departure departure, CancellationToken cancellation);
}

internal sealed class SmsWayOut(SmsRoute route, IOptions<SmsOptions> options) : IWayOut
{
    private readonly SendPace _pace = new(options.Value.PerSecondMax);

    public Channel Channel => Channel.Sms;

    public bool IsConfigured => route.IsConfigured;

    public int ParallelMax => options.Value.ParallelMax;

    public bool TakesReference => route.TakesReference;

    public async Task<SendOutcome> Send(Departure departure, CancellationToken cancellation)
    {
        await _pace.Turn(cancellation);
        return await route.Send(new SmsToSend(departure.To, departure.Text.Body, departure.Message.Reference), CancellationToken.None);
    }
}

internal sealed class EmailWayOut(IEmailSender sender, IOptions<EmailOptions> options) : IWayOut
{
    private readonly SendPace _pace = new(options.Value.PerSecondMax);

    public Channel Channel => Channel.Email;

    public bool IsConfigured => sender.IsConfigured;

    public int ParallelMax => options.Value.ParallelMax;

    public bool TakesReference => false;

    public async Task<SendOutcome> Send(Departure departure, CancellationToken cancellation)
    {
        await _pace.Turn(cancellation);
        return await sender.Send(new EmailToSend(
            departure.To, departure.Facts.Name, departure.Text.Subject ?? "", departure.Text.Body, departure.Html, departure.Message.Reference, departure.Enclosure), CancellationToken.None);
    }
}
