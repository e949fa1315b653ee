using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>Makes a subscriber of what was asked for, one at a form or many of a file.</summary>
internal static class NewSubscriber
{
    /// <summary>The subscriber, not saved yet.</summary>
    public static Subscriber Of(AddSubscriberRequest request, string code)
    {
        var subscriber = new Subscriber(code, request.Name.Trim(), request.StoredPhone, request.ActivatedOn!.Value, request.PlanId!.Value);
        subscriber.Describe(
            request.Name.Trim(), request.StoredPhone, request.StoredEmail, request.Language, request.StoredAddress, request.GroupId);
        subscriber.Connect(request.RouterId, request.StoredPppName);
        subscriber.SetTerms(request.Terms);
        if (request.AgreementFrom(subscriber.ActivatedOn) is var agreement && !agreement.SaysTheSameAs(null))
        {
            subscriber.Agree(agreement);
        }
        if (request.BillFrom is { } billFrom)
        {
            subscriber.SetBillFrom(billFrom);
        }
        return subscriber;
    }

    /// <summary>A code that nobody has, until the id is known that the real one is made from.</summary>
    public static string CodeToCome(IIdGenerator ids) => $"~{ids.Next():N}";

    /// <summary>The code that is made from an id: <c>C-000123</c>.</summary>
    public static string CodeOf(long id) => $"C-{id:000000}";

    /// <summary>Puts a saved subscriber on record and tells those who wait for one.</summary>
    public static void Tell(UnitOfWork work, Subscriber subscriber, AddSubscriberRequest request)
    {
        work.Db.AuditEntries.Add(Record(work, subscriber, request));
        work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberAdded));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
    }

    /// <summary>The same for the saved subscribers of a file, by the bulk path.</summary>
    public static async Task Tell(UnitOfWork work, IReadOnlyList<(Subscriber Subscriber, AddSubscriberRequest Request)> added, CancellationToken cancellation)
    {
        await BulkTable<AuditEntry>.Of(work.Db).Insert(work.Db, [.. added.Select(a => Record(work, a.Subscriber, a.Request))], cancellation);
        await BulkTable<AccessMark>.Of(work.Db).Insert(
            work.Db, [.. added.Select(a => new AccessMark { SubscriberId = a.Subscriber.Id, MarkedAt = work.Now, Cause = nameof(AuditAction.SubscriberAdded) })], cancellation);
        foreach (var (subscriber, _) in added)
        {
            work.Announce(new Change(ChangeKind.AccessMark, null, subscriber.Id));
            work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        }
    }

    private static AuditEntry Record(UnitOfWork work, Subscriber subscriber, AddSubscriberRequest request) =>
        work.ComposeRecord(AuditAction.SubscriberAdded, nameof(Subscriber), subscriber.Id, subscriber.Id, after: new
        {
            subscriber.Code,
            subscriber.Name,
            subscriber.PlanId,
            subscriber.ActivatedOn,
            subscriber.BillFrom,
            subscriber.RouterId,
            subscriber.PppName,
            request.CustomPrice,
            request.DiscountBasisPoints,
            request.Discount,
            request.DiscountUntil,
            OpeningBalance = request.OpeningBalance.IsZero ? (Money?)null : request.OpeningBalance,
        });
}
