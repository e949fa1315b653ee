using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Switch a line by hand.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Online">On or off.</param>
/// <param name="LastDay">The last day it holds, in the operator's zone. Needed for on; off may stand until it is lifted.</param>
/// <param name="Reason">Why.</param>
public sealed record OverrideAccessRequest(long SubscriberId, bool Online, DateOnly? LastDay, string Reason);

/// <summary>What an override must be.</summary>
public sealed class OverrideAccessValidator : AbstractValidator<OverrideAccessRequest>
{
    /// <summary>The rules.</summary>
    public OverrideAccessValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Access.ReasonNeeded").MaximumLength(400).WithErrorCode("Access.ReasonTooLong");
        RuleFor(r => r.LastDay).NotNull().WithErrorCode("Access.LastDayNeeded").When(r => r.Online);
    }
}

/// <summary>Disconnects or reconnects one subscriber by hand, at once, whatever the money says.</summary>
public sealed class OverrideAccess(UseCaseContext context) : UseCase<OverrideAccessRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(OverrideAccessRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            await work.LockSubscriber(request.SubscriberId, cancellation);
            var day = await work.Day(cancellation);
            if (await work.OpenSubscriber(request.SubscriberId, day.Today, cancellation) is { Error: { } error })
            {
                return error;
            }
            if (request.LastDay < day.Today)
            {
                return new DayInPast(nameof(request.LastDay));
            }
            await work.EndOverrides(request.SubscriberId, cancellation);
            var made = new AccessOverride
            {
                SubscriberId = request.SubscriberId,
                Online = request.Online,
                LastDay = request.LastDay,
                Owner = work.Actor.Name,
                Reason = request.Reason.Trim(),
                MadeAt = work.Now,
            };
            work.Db.AccessOverrides.Add(made);
            await work.Save(cancellation);
            work.Record(AuditAction.AccessOverridden, nameof(AccessOverride), made.Id, made.SubscriberId, made.Reason, after: new { made.Online, made.LastDay });
            await work.DecideNow(made.SubscriberId, "Override", cancellation);
            return new Done();
        }, cancellation);
}

/// <summary>What the hand-made decisions have in common.</summary>
internal static class AccessHands
{
    /// <summary>The subscriber, if the account is open and a router serves the line; else what is wrong.</summary>
    public static async Task<Result<Subscriber>> OpenSubscriber(this UnitOfWork work, long id, DateOnly today, CancellationToken cancellation)
    {
        var subscriber = await work.Db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation);
        return subscriber is null ? new SubscriberUnknown()
            : subscriber.ClosedOn <= today ? new AccountClosed()
            : subscriber.RouterId is null || string.IsNullOrEmpty(subscriber.PppName) ? new NoLine()
            : subscriber;
    }

    /// <summary>Ends the overrides in force. Returns the newest of them, or null.</summary>
    public static async Task<AccessOverride?> EndOverrides(this UnitOfWork work, long subscriberId, CancellationToken cancellation)
    {
        var open = await work.Db.AccessOverrides.Where(o => o.SubscriberId == subscriberId && o.EndedAt == null).OrderBy(o => o.Id).ToListAsync(cancellation);
        open.ForEach(o => o.End(work.Now));
        return open.LastOrDefault();
    }

    /// <summary>Decides one subscriber in this transaction; what the deed changed is saved first, so that the facts hold it.</summary>
    public static async Task DecideNow(this UnitOfWork work, long subscriberId, string cause, CancellationToken cancellation)
    {
        await work.Save(cancellation);
        var applicator = await AccessApplicator.Load(work, [subscriberId], cancellation);
        await applicator.DecideAll(cause, cancellation);
        work.Announce(new Live.Change(Live.ChangeKind.Subscriber, subscriberId, subscriberId));
    }
}
