using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>One thing in a subscriber's history: a deed on record or a message.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Deed">What was done, or null for a message.</param>
/// <param name="Message">The message, or null for a deed.</param>
public sealed record TimelineItem(DateTimeOffset At, TimelineDeed? Deed, TimelineMessage? Message);

/// <summary>A deed on record: invoices, payments, changes, cuts and reconnections all are.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Action">What was done.</param>
/// <param name="ActorName">By whom.</param>
/// <param name="SubjectKind">To what kind of thing.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="Reason">The reason given.</param>
/// <param name="Before">JSON of what was before.</param>
/// <param name="After">JSON of what is after.</param>
public sealed record TimelineDeed(
    long EntryId, AuditAction Action, string ActorName, string SubjectKind, long? SubjectId, string? Reason, string? Before, string? After);

/// <summary>A message to the subscriber.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Body">The text as sent, or null before that.</param>
/// <param name="LastError">Why it was not sent.</param>
public sealed record TimelineMessage(long MessageId, MessageKind Kind, Channel Channel, MessageState State, string? Body, string? LastError);

/// <summary>A page of history.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Before">Ask again with this for what is older; null at the end.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineItem> Items, DateTimeOffset? Before);

/// <summary>Reads the whole history of a subscriber, newest first.</summary>
public sealed class TimelineQueries(IspStore store)
{
    /// <summary>A page of the subscriber's history: everything before an instant, or the newest.</summary>
    public async Task<TimelinePage> Of(long subscriberId, DateTimeOffset? before = null, int size = 50, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAudit, cancellation);
        var limit = before ?? DateTimeOffset.MaxValue;
        var deeds = await Deeds(db, subscriberId, limit).Take(size + 1).ToListAsync(cancellation);
        var messages = await Messages(db, subscriberId, limit).Take(size + 1).ToListAsync(cancellation);
        var items = deeds.Concat(messages).OrderByDescending(i => i.At).ThenByDescending(i => i.Deed?.EntryId ?? 0).ToList();
        if (items.Count <= size)
        {
            return new TimelinePage(items, null);
        }
        // One transaction writes several items at one instant; a page never ends between them.
        var cut = items[size].At;
        var page = items.Where(i => i.At > cut).ToList();
        if (page.Count > 0)
        {
            return new TimelinePage(page, page[^1].At);
        }
        page = [.. await Deeds(db, subscriberId, limit).Where(i => i.At == cut).ToListAsync(cancellation),
            .. await Messages(db, subscriberId, limit).Where(i => i.At == cut).ToListAsync(cancellation)];
        return new TimelinePage(page, cut);
    }

    private static IQueryable<TimelineItem> Deeds(IspDbContext db, long subscriberId, DateTimeOffset before) => db.AuditEntries
        .Where(e => e.SubscriberId == subscriberId && e.At < before)
        // A message stands in the history itself, with its state of today.
        .Where(e => e.Action != AuditAction.MessageSent && e.Action != AuditAction.MessageFailed && e.Action != AuditAction.ReminderQueued)
        .OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
        .Select(e => new TimelineItem(
            e.At, new TimelineDeed(e.Id, e.Action, e.ActorName, e.SubjectKind, e.SubjectId, e.Reason, e.Before, e.After), null));

    private static IQueryable<TimelineItem> Messages(IspDbContext db, long subscriberId, DateTimeOffset before) => db.OutboxMessages
        .Where(m => m.SubscriberId == subscriberId && m.QueuedAt < before)
        .OrderByDescending(m => m.QueuedAt).ThenByDescending(m => m.Id)
        .Select(m => new TimelineItem(m.QueuedAt, null, new TimelineMessage(m.Id, m.Kind, m.Channel, m.State, m.Body, m.LastError)));
}
