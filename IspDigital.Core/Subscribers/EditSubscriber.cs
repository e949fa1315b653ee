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
public sealed class EditSubscriber(UseCaseContext context, IBilledDays billedDays) : UseCase<EditSubscriberRequest, Done>(context)
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

    private async Task<Result<Done>> Act(UnitOfWork work, EditSubscriberRequest request, CancellationToken cancellation)
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
        subscriber.SetTerms(request.Terms);
        await AgreeOnPrice(work, subscriber, request, cancellation);
        work.Record(AuditAction.SubscriberChanged, nameof(Subscriber), subscriber.Id, subscriber.Id, before: before, after: Picture(subscriber));
        work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberChanged));
        work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        return new Done();
    }

    /// <summary>A new price or discount holds for all that is not invoiced yet.</summary>
    private async Task AgreeOnPrice(UnitOfWork work, Subscriber subscriber, EditSubscriberRequest request, CancellationToken cancellation)
    {
        var today = (await work.Day(cancellation)).Today;
        var free = await billedDays.BilledUntil(work, subscriber.Id, cancellation) ?? subscriber.ActivatedOn;
        var agreement = request.AgreementFrom(free < today ? free : today > subscriber.ActivatedOn ? today : subscriber.ActivatedOn);
        if (!agreement.SaysTheSameAs(subscriber.AgreementOn(today > subscriber.ActivatedOn ? today : subscriber.ActivatedOn)))
        {
            subscriber.Agree(agreement);
        }
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
        Agreement = subscriber.Agreements.OrderByDescending(a => a.From).Select(a => new { a.From, a.CustomPrice, a.DiscountBasisPoints, a.Discount, a.DiscountUntil }).FirstOrDefault(),
    };
}
