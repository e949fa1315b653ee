using FluentValidation;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>Somebody who is to be served.</summary>
public sealed record AddSubscriberRequest : SubscriberInput
{
    /// <summary>The code people say at the counter; made when left empty.</summary>
    public string? Code { get; set; }

    /// <summary>The plan.</summary>
    public long? PlanId { get; set; }

    /// <summary>Day service begins, in the operator's zone.</summary>
    public DateOnly? ActivatedOn { get; set; }

    /// <summary>First day that is billed; null for the activation day.</summary>
    public DateOnly? BillFrom { get; set; }

    /// <summary>Balance brought from an older system: above zero owed, below zero an advance.</summary>
    public Money OpeningBalance { get; set; }
}

/// <summary>Who was added.</summary>
/// <param name="SubscriberId">The subscriber.</param>
/// <param name="Code">Their code.</param>
public sealed record AddedSubscriber(long SubscriberId, string Code);

/// <summary>What a new subscriber must be.</summary>
public sealed class AddSubscriberValidator : SubscriberInputRules<AddSubscriberRequest>
{
    /// <summary>The rules.</summary>
    public AddSubscriberValidator()
    {
        RuleFor(s => s.Code).MaximumLength(40).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.PlanId).NotNull().WithErrorCode("Subscribers.PlanNeeded");
        RuleFor(s => s.ActivatedOn).NotNull().WithErrorCode("Subscribers.ActivatedOnNeeded");
        RuleFor(s => s.BillFrom).Must((s, from) => from is null || s.ActivatedOn is null || from >= s.ActivatedOn).WithErrorCode("Subscribers.BillFromTooEarly");
        RuleFor(s => s.OpeningBalance).Must(b => b <= PriceMax && b >= -PriceMax).WithErrorCode("Subscribers.PriceOutOfRange");
    }
}

/// <summary>Adds a subscriber with plan, line and the balance they bring.</summary>
public sealed class AddSubscriber(UseCaseContext context, IOpeningBalances openingBalances, IIdGenerator ids)
    : UseCase<AddSubscriberRequest, AddedSubscriber>(context)
{
    /// <summary>Service that began longer ago is only added with a first billed day: a wrong date would bill years.</summary>
    public const int DaysBackUnasked = 62;

    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override async Task<Result<AddedSubscriber>> Handle(AddSubscriberRequest request, CancellationToken cancellation)
    {
        try
        {
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
        catch (DbUpdateException lostRace) when (lostRace.IsUniqueViolation())
        {
            // Another process took the code or the PPP name in between (PostgreSQL): now it is there to be read.
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
    }

    private async Task<Result<AddedSubscriber>> Act(UnitOfWork work, AddSubscriberRequest request, CancellationToken cancellation)
    {
        var planId = request.PlanId!.Value;
        var activatedOn = request.ActivatedOn!.Value;
        if (request.BillFrom is null && activatedOn < (await work.Day(cancellation)).Today.AddDays(-DaysBackUnasked))
        {
            return new BillFromNeeded();
        }
        if (!await work.Db.Plans.AnyAsync(p => p.Id == planId && p.IsOffered, cancellation))
        {
            return new PlanNotOffered();
        }
        if (await SubscriberChecks.Of(work, request, null, cancellation) is { } wrong)
        {
            return wrong;
        }
        var code = string.IsNullOrWhiteSpace(request.Code) ? null : request.Code.Trim();
        if (code is not null && await SubscriberCodes.HolderOf(work.Db, code, cancellation) is { } holder)
        {
            return new CodeTaken(holder.Code, holder.Name);
        }
        var subscriber = NewSubscriber.Of(request, code ?? NewSubscriber.CodeToCome(ids));
        work.Db.Subscribers.Add(subscriber);
        await work.Save(cancellation);
        if (code is null)
        {
            subscriber.NameByCode(await FreeCode(work, subscriber.Id, cancellation));
        }
        await Tell(work, subscriber, request, cancellation);
        return new AddedSubscriber(subscriber.Id, subscriber.Code);
    }

    private async Task Tell(UnitOfWork work, Subscriber subscriber, AddSubscriberRequest request, CancellationToken cancellation)
    {
        if (!request.OpeningBalance.IsZero)
        {
            await openingBalances.Bring(work, subscriber.Id, request.OpeningBalance, cancellation);
        }
        NewSubscriber.Tell(work, subscriber, request);
    }

    /// <summary>A code from the id: <c>C-000123</c>; where somebody typed that by hand, with a suffix.</summary>
    private static async Task<string> FreeCode(UnitOfWork work, long id, CancellationToken cancellation)
    {
        var code = NewSubscriber.CodeOf(id);
        for (var suffix = 2; await SubscriberCodes.HolderOf(work.Db, code, cancellation) is not null; suffix++)
        {
            code = $"{NewSubscriber.CodeOf(id)}-{suffix}";
        }
        return code;
    }
}
