using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Let a subscriber stay, or come back, on a promise to pay.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Until">The last day on which the money is awaited, in the operator's zone.</param>
/// <param name="Note">What the subscriber said.</param>
public sealed record GrantPromiseRequest(long SubscriberId, DateOnly Until, string Note);

/// <summary>What a promise must be; how long and how often depends on the role and is checked inside.</summary>
public sealed class GrantPromiseValidator : AbstractValidator<GrantPromiseRequest>
{
    /// <summary>The rules.</summary>
    public GrantPromiseValidator() => RuleFor(r => r.Note).MaximumLength(400).WithErrorCode("Access.ReasonTooLong");
}

/// <summary>Grants a promise to pay within the limits of the actor's role; a running one is replaced.</summary>
public sealed class GrantPromise(UseCaseContext context) : UseCase<GrantPromiseRequest, Done>(context)
{
    private static readonly TimeSpan s_oftenSpan = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override Permission Permission => Permission.GrantPromises;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(GrantPromiseRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            await work.LockSubscriber(request.SubscriberId, cancellation);
            var today = (await work.Day(cancellation)).Today;
            if (await work.OpenSubscriber(request.SubscriberId, today, cancellation) is { Error: { } error })
            {
                return error;
            }
            if (await Refusal(work, request, today, cancellation) is { } refusal)
            {
                return refusal;
            }
            var standing = (await StandingQueries.Of(work.Db, [request.SubscriberId], today, cancellation))[request.SubscriberId];
            if (standing.OpenInvoices.Count == 0 || !standing.Balance.IsPositive)
            {
                return new NothingOwed();
            }
            var running = await work.Db.Promises.Where(p => p.SubscriberId == request.SubscriberId && p.State == PromiseState.Running).ToListAsync(cancellation);
            running.ForEach(p => p.End(PromiseState.Replaced, work.Now));
            var promise = new Promise
            {
                SubscriberId = request.SubscriberId,
                Until = request.Until,
                Owed = standing.Balance,
                Owner = work.Actor.Name,
                Note = request.Note.Trim(),
                GrantedAt = work.Now,
            };
            work.Db.Promises.Add(promise);
            await work.Save(cancellation);
            work.Record(AuditAction.PromiseGranted, nameof(Promise), promise.Id, promise.SubscriberId, promise.Note, after: new { promise.Until, promise.Owed });
            await work.DecideNow(promise.SubscriberId, "Promise", cancellation);
            return new Done();
        }, cancellation);

    private async Task<Error?> Refusal(UnitOfWork work, GrantPromiseRequest request, DateOnly today, CancellationToken cancellation)
    {
        if (request.Until < today)
        {
            return new DayInPast(nameof(request.Until));
        }
        var limit = (await work.Settings<AccessSettings>(cancellation)).PromiseLimitOf(Actor.Role);
        if (limit is null || request.Until > today.AddDays(limit.DaysMax))
        {
            return new PromiseTooLong(limit?.DaysMax ?? 0);
        }
        var since = work.Now - s_oftenSpan;
        var before = await work.Db.Promises.CountAsync(p => p.SubscriberId == request.SubscriberId && p.GrantedAt > since, cancellation);
        return before >= limit.TimesMax ? new PromiseTooOften(limit.TimesMax) : null;
    }
}
