using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>What a form cannot know by itself: whether what it names is there and free.</summary>
internal static class SubscriberChecks
{
    /// <summary>The first thing that is not right about the connection and the group, or null.</summary>
    public static async Task<Error?> Of(UnitOfWork work, SubscriberInput input, long? ownId, CancellationToken cancellation)
    {
        if (input.GroupId is { } group && !await work.Db.SubscriberGroups.AnyAsync(g => g.Id == group, cancellation))
        {
            return new GroupUnknown();
        }
        if (input.RouterId is not { } router)
        {
            return null;
        }
        // A subscriber names its router by id only (docs/architecture.md), so the table is asked and not the entity.
        if (!await work.Db.Database.SqlQuery<long>($"""SELECT "Id" AS "Value" FROM "Routers" WHERE "Id" = {router}""").AnyAsync(cancellation))
        {
            return new RouterUnknown();
        }
        var name = input.StoredPppName;
        var holder = await work.Db.Subscribers
            .Where(s => s.RouterId == router && s.PppName == name && s.ClosedOn == null && s.Id != ownId)
            .Select(s => new { s.Code, s.Name }).FirstOrDefaultAsync(cancellation);
        return holder is null ? null : new PppNameTaken(name!, holder.Code, holder.Name);
    }

    /// <summary>The subscriber with plans and pauses, locked for this transaction; or why nothing can be changed.</summary>
    public static async Task<(Subscriber? Subscriber, Error? Error)> Open(UnitOfWork work, long subscriberId, CancellationToken cancellation)
    {
        await work.LockSubscriber(subscriberId, cancellation);
        var subscriber = await work.Db.Subscribers.AsSplitQuery().Include(s => s.Plans).Include(s => s.Pauses).Include(s => s.Agreements)
            .SingleOrDefaultAsync(s => s.Id == subscriberId, cancellation);
        return subscriber switch
        {
            null => (null, new SubscriberNotFound()),
            { ClosedOn: not null } => (null, new AccountClosed()),
            _ => (subscriber, null),
        };
    }
}
