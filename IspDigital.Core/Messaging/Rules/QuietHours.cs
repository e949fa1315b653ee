using IspDigital.Core.Operations;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>
/// The hours in which nobody is disturbed: all but <paramref name="SendFrom"/> up to <paramref name="SendUntil"/>, in the operator's zone.
/// They hold back what can wait. A receipt, a reconnection and a cut are told at any hour: the subscriber has just acted, or sits
/// without a line and asks why.
/// </summary>
/// <param name="SendFrom">First minute of sending.</param>
/// <param name="SendUntil">First quiet minute; before <paramref name="SendFrom"/> when sending runs over midnight, equal for no quiet at all.</param>
public readonly record struct QuietHours(TimeOnly SendFrom, TimeOnly SendUntil)
{
    /// <summary>The kinds that wait for the morning.</summary>
    public static IReadOnlyList<MessageKind> Held { get; } =
    [
        MessageKind.ReminderBeforeDue, MessageKind.ReminderOnDue, MessageKind.ReminderAfterDue, MessageKind.FinalNotice, MessageKind.InvoiceIssued,
    ];

    /// <summary>Whether the instant is quiet.</summary>
    public bool AreOn(BusinessDay day) => SendFrom != SendUntil && !day.TimeOfDay.IsBetween(SendFrom, SendUntil);

    /// <summary>The first instant, UTC, at or after the given one at which may be sent.</summary>
    public DateTimeOffset NextOpening(BusinessDay day)
    {
        if (!AreOn(day))
        {
            return day.Now;
        }
        var opening = day.InstantOf(day.Today, SendFrom);
        return opening >= day.Now ? opening : day.InstantOf(day.Today.AddDays(1), SendFrom);
    }
}
