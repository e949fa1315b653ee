using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>A subscriber as the form would have them.</summary>
public sealed record EditSubscriberRequest : SubscriberInput
{
    /// <summary>The subscriber.</summary>
    public long SubscriberId { get; set; }

    /// <summary>The version that the form was opened with.</summary>
    public int Version { get; set; }
}

/// <summary>What an edited subscriber must be.</summary>
public sealed class EditSubscriberValidator : SubscriberInputRules<EditSubscriberRequest>;

/// <summary>Changes contact, address, line and terms; two people who edit at once do not overwrite each other.</summary>
public sealed class EditSubscriber(UseCaseContext context) : UseCase<EditSubscriberRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override async Task<Result<Done>> Handle(EditSubscriberRequest request, CancellationToken cancellation)
    {
        try
        {
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
        catch (DbUpdateException lostRace) when (lostRace.IsUniqueViolation())
        {
            // Another process took the PPP name in between (PostgreSQL): now it is there to be read.
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
    }

    private static async Task<Result<Done>> Act(UnitOfWork work, EditSubscriberRequest request, CancellationToken cancellation)
    {
        var (subscriber, error) = await SubscriberChecks.Open(work, request.SubscriberId, cancellation);
        if (subscriber is null)
        {
            return error!;
        }
        if (subscriber.Version != request.Version)
        {
            return new FormIsStale();
        }
        if (await SubscriberChecks.Of(work, request, subscriber.Id, cancellation) is { } wrong)
        {
            return wrong;
        }
        var before = Picture(subscriber);
        subscriber.Describe(request.Name.Trim(), request.StoredPhone, request.StoredEmail, request.Language, request.StoredAddress, request.GroupId);
        subscriber.Connect(request.RouterId, request.StoredPppName);
        subscriber.SetTerms(request.Terms, request.CustomPrice?.Minor);
        work.Record(AuditAction.SubscriberChanged, nameof(Subscriber), subscriber.Id, subscriber.Id, before: before, after: Picture(subscriber));
        work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberChanged));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        return new Done();
    }

    private static object Picture(Subscriber subscriber) => new
    {
        subscriber.Name,
        subscriber.Phone,
        subscriber.Email,
        subscriber.Language,
        subscriber.Address,
        subscriber.GroupId,
        subscriber.RouterId,
        subscriber.PppName,
        subscriber.Terms,
        CustomPrice = subscriber.CustomPriceMinor is { } minor ? new Money(minor) : (Money?)null,
    };
}
