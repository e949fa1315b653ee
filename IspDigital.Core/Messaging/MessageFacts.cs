using IspDigital.Core.Data;
using IspDigital.Core.Operations;

namespace IspDigital.Core.Messaging;

/// <summary>What is true of a message at the moment it is sent.</summary>
/// <param name="Name">The subscriber's name.</param>
/// <param name="Phone">Mobile number as <c>8801XXXXXXXXX</c>, or null.</param>
/// <param name="Email">Address, or null.</param>
/// <param name="NoLongerTrue">Why it must not be sent any more; null when it still holds.</param>
/// <param name="Values">A value for each placeholder of its kind, but for the operator's own (<c>company</c>, <c>phone</c>).</param>
public sealed record MessageFacts(
    string Name, string? Phone, string? Email, MessageProblem? NoLongerTrue, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Where the channel reaches the subscriber, or null.</summary>
    public string? AddressFor(Channel channel) => channel switch
    {
        Channel.Sms => string.IsNullOrWhiteSpace(Phone) ? null : Phone,
        Channel.Email => string.IsNullOrWhiteSpace(Email) ? null : Email,
    };
}

/// <summary>
/// Tells Messaging what it may not know by itself: subscribers, invoices, payments. Messaging owns the port; a room that may look
/// at everything fills it (see the README of this folder).
/// </summary>
public interface IMessageFacts
{
    /// <summary>The facts of each message, by its id; set-based.</summary>
    Task<IReadOnlyDictionary<long, MessageFacts>> Of(
        IspDbContext db, IReadOnlyCollection<OutboxMessage> messages, BusinessDay day, CancellationToken cancellation);
}
