using IspDigital.Core.Operations;

namespace IspDigital.Core.Messaging;

/// <summary>Which notices go out by which channels. Reminders have their own policies.</summary>
public sealed record NotificationSettings : ISettings
{
    /// <inheritdoc/>
    public static string Name => "Notifications";

    /// <summary>An invoice was issued.</summary>
    public IReadOnlyList<Channel> InvoiceIssued { get; init; } = [Channel.Sms, Channel.Email];

    /// <summary>A payment was received.</summary>
    public IReadOnlyList<Channel> PaymentReceived { get; init; } = [Channel.Sms, Channel.Email];

    /// <summary>The line was cut.</summary>
    public IReadOnlyList<Channel> Disconnected { get; init; } = [Channel.Sms];

    /// <summary>The line is back.</summary>
    public IReadOnlyList<Channel> Reconnected { get; init; } = [Channel.Sms];

    /// <summary>After so many hours a notice that could not be sent is worthless and is skipped.</summary>
    public int ExpiryHours { get; init; } = 72;

    /// <summary>The channels of a notice; none for a reminder.</summary>
    public IReadOnlyList<Channel> ChannelsOf(MessageKind kind) => kind switch
    {
        MessageKind.InvoiceIssued => InvoiceIssued,
        MessageKind.PaymentReceived => PaymentReceived,
        MessageKind.Disconnected => Disconnected,
        MessageKind.Reconnected => Reconnected,
        MessageKind.ReminderBeforeDue or MessageKind.ReminderOnDue or MessageKind.ReminderAfterDue or MessageKind.FinalNotice => [],
    };
}

/// <summary>Whom a notice is for, as far as choosing the channels needs it.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Language"><c>bn</c> or <c>en</c>.</param>
/// <param name="HasPhone">Whether SMS can reach them.</param>
/// <param name="HasEmail">Whether email can.</param>
public readonly record struct Recipient(long SubscriberId, string Language, bool HasPhone, bool HasEmail)
{
    /// <summary>Whether the channel can reach them.</summary>
    public bool CanGet(Channel channel) => channel switch
    {
        Channel.Sms => HasPhone,
        Channel.Email => HasEmail,
    };
}
