using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Sms;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>A message as lists show it.</summary>
/// <param name="Id">The message.</param>
/// <param name="SubscriberId">To whom.</param>
/// <param name="SubscriberName">Their name.</param>
/// <param name="SubscriberCode">Their code.</param>
/// <param name="Channel">How.</param>
/// <param name="Kind">What it says.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Problem">Why it was not sent, or not yet.</param>
/// <param name="LastError">The gateway's words about it.</param>
/// <param name="Recipient">Number or address.</param>
/// <param name="Subject">Subject as sent.</param>
/// <param name="Body">Text as sent; null before.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Parts">SMS parts.</param>
/// <param name="Cost">What they cost.</param>
/// <param name="Gateway">Which gateway.</param>
/// <param name="ProviderId">The provider's id of it.</param>
/// <param name="QueuedAt">When it was queued, UTC.</param>
/// <param name="NotBefore">Not before, UTC.</param>
/// <param name="SentAt">When the gateway took it, UTC.</param>
public sealed record MessageRow(
    long Id, long SubscriberId, string SubscriberName, string SubscriberCode, Channel Channel, MessageKind Kind, MessageState State,
    MessageProblem? Problem, string? LastError, string? Recipient, string? Subject, string? Body, int Attempts, int Parts, Money Cost,
    string? Gateway, string? ProviderId, DateTimeOffset QueuedAt, DateTimeOffset NotBefore, DateTimeOffset? SentAt);

/// <summary>Which messages; null is all.</summary>
/// <param name="State">State.</param>
/// <param name="Channel">Channel.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Search">Part of a code, name, number or address.</param>
public sealed record MessageFilter(MessageState? State = null, Channel? Channel = null, MessageKind? Kind = null, string? Search = null);

/// <summary>Messages of some days, counted.</summary>
/// <param name="Sent">Taken by a gateway.</param>
/// <param name="Failed">Given up.</param>
/// <param name="Skipped">Not sent on purpose.</param>
/// <param name="Cost">What the sent ones cost.</param>
public readonly record struct MessageCounts(int Sent, int Failed, int Skipped, Money Cost);

/// <summary>A channel as it stands.</summary>
/// <param name="Channel">Which.</param>
/// <param name="IsConfigured">Whether it is set up.</param>
/// <param name="Waiting">Messages that wait for it, now or for their hour.</param>
/// <param name="Troubled">Those among them that were tried in vain.</param>
/// <param name="Gateways">Its gateways in order, and whether each rests after failures.</param>
public sealed record ChannelStatus(Channel Channel, bool IsConfigured, int Waiting, int Troubled, IReadOnlyList<(string Name, bool IsResting)> Gateways);

/// <summary>Reads messages.</summary>
public sealed class MessageQueries(IspStore store, SmsRoute sms, IEmailSender email)
{
    private const int OfSubscriberMax = 200;

    /// <summary>A subscriber's messages, newest first.</summary>
    public async Task<IReadOnlyList<MessageRow>> OfSubscriber(long subscriberId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        return await Rows(db, db.OutboxMessages.Where(m => m.SubscriberId == subscriberId).OrderByDescending(m => m.Id).Take(OfSubscriberMax))
            .ToListAsync(cancellation);
    }

    /// <summary>A page of messages, newest first unless <c>queued</c> is asked for in the other order.</summary>
    public async Task<Page<MessageRow>> List(MessageFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        var messages = Filtered(db, filter);
        var isOldestFirst = page is { Sort: "queued", Descending: false };
        var rows = Rows(db, isOldestFirst ? messages.OrderBy(m => m.Id) : messages.OrderByDescending(m => m.Id));
        return new Page<MessageRow>(await rows.Skip(page.Skip).Take(page.Take).ToListAsync(cancellation), await messages.CountAsync(cancellation));
    }

    /// <summary>What was sent, failed and skipped from a day to a day (exclusive), in the operator's zone; for the summary.</summary>
    public async Task<MessageCounts> Counts(DateRange days, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewDashboard, cancellation);
        var zone = BusinessDay.At(default, (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone);
        var (from, to) = (zone.InstantOf(days.Start, default), zone.InstantOf(days.End, default));
        var byState = await db.OutboxMessages.Where(m => (m.SentAt ?? m.QueuedAt) >= from && (m.SentAt ?? m.QueuedAt) < to)
            .GroupBy(m => m.State).Select(g => new { State = g.Key, Count = g.Count(), Cost = g.Sum(m => m.Cost.Minor) }).ToListAsync(cancellation);
        int Of(params MessageState[] states) => byState.Where(s => states.Contains(s.State)).Sum(s => s.Count);
        return new MessageCounts(
            Of(MessageState.Sent, MessageState.Delivered), Of(MessageState.Failed), Of(MessageState.Skipped),
            new Money(byState.Where(s => s.State is MessageState.Sent or MessageState.Delivered).Sum(s => s.Cost)));
    }

    /// <summary>Each channel as it stands, for the banner.</summary>
    public async Task<IReadOnlyList<ChannelStatus>> Channels(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        var waiting = await db.OutboxMessages.Where(m => m.State == MessageState.Queued || m.State == MessageState.Sending)
            .GroupBy(m => m.Channel).Select(g => new { Channel = g.Key, All = g.Count(), Troubled = g.Count(m => m.Attempts > 0) })
            .ToDictionaryAsync(g => g.Channel, cancellation);
        ChannelStatus Status(Channel channel, bool isConfigured, IReadOnlyList<(string, bool)> gateways) =>
            new(channel, isConfigured, waiting.GetValueOrDefault(channel)?.All ?? 0, waiting.GetValueOrDefault(channel)?.Troubled ?? 0, gateways);
        return [Status(Channel.Sms, sms.IsConfigured, sms.State), Status(Channel.Email, email.IsConfigured, [])];
    }

    /// <summary>The settings that the screen edits.</summary>
    public async Task<(MessagingSettings Messaging, NotificationSettings Notices)> Settings(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        return (await SettingsRow.Load<MessagingSettings>(db, cancellation), await SettingsRow.Load<NotificationSettings>(db, cancellation));
    }

    private static IQueryable<OutboxMessage> Filtered(IspDbContext db, MessageFilter filter)
    {
        IQueryable<OutboxMessage> messages = db.OutboxMessages;
        messages = filter.State is { } state ? messages.Where(m => m.State == state) : messages;
        messages = filter.Channel is { } channel ? messages.Where(m => m.Channel == channel) : messages;
        messages = filter.Kind is { } kind ? messages.Where(m => m.Kind == kind) : messages;
        if (filter.Search?.Trim() is not { Length: > 0 } search)
        {
            return messages;
        }
        var pattern = $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return db.Database.IsNpgsql() // its LIKE minds the case
            ? messages.Where(m => EF.Functions.ILike(m.Recipient!, pattern, "\\")
                || db.Subscribers.Any(s => s.Id == m.SubscriberId && (EF.Functions.ILike(s.Code, pattern, "\\") || EF.Functions.ILike(s.Name, pattern, "\\"))))
            : messages.Where(m => EF.Functions.Like(m.Recipient!, pattern, "\\")
                || db.Subscribers.Any(s => s.Id == m.SubscriberId && (EF.Functions.Like(s.Code, pattern, "\\") || EF.Functions.Like(s.Name, pattern, "\\"))));
    }

    // The outbox knows a subscriber by id only; the list shows a name beside it.
    private static IQueryable<MessageRow> Rows(IspDbContext db, IQueryable<OutboxMessage> messages) =>
        from m in messages
        join s in db.Subscribers on m.SubscriberId equals s.Id
        select new MessageRow(
            m.Id, m.SubscriberId, s.Name, s.Code, m.Channel, m.Kind, m.State, m.Problem, m.LastError, m.Recipient, m.Subject, m.Body,
            m.Attempts, m.Parts, m.Cost, m.Gateway, m.ProviderId, m.QueuedAt, m.NotBefore, m.SentAt);
}
