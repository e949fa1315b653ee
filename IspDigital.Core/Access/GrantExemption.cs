using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Never cut this subscriber for money: until a day, or explicitly without end.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="LastDay">The last day it holds, in the operator's zone.</param>
/// <param name="NeverEnds">Said in so many words; then there is no last day.</param>
/// <param name="Reason">Why.</param>
public sealed record GrantExemptionRequest(long SubscriberId, DateOnly? LastDay, bool NeverEnds, string Reason);

/// <summary>What an exemption must be.</summary>
public sealed class GrantExemptionValidator : AbstractValidator<GrantExemptionRequest>
{
    /// <summary>The rules.</summary>
    public GrantExemptionValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Access.ReasonNeeded").MaximumLength(400).WithErrorCode("Access.ReasonTooLong");
        RuleFor(r => r.LastDay).Must((r, day) => day is null == r.NeverEnds).WithErrorCode("Access.EndOrNever");
    }
}

/// <summary>Grants an exemption; one in force is replaced.</summary>
public sealed class GrantExemption(UseCaseContext context) : UseCase<GrantExemptionRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.OverrideAccess;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(GrantExemptionRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            await work.LockSubscriber(request.SubscriberId, cancellation);
            var today = (await work.Day(cancellation)).Today;
            if (await work.OpenSubscriber(request.SubscriberId, today, cancellation) is { Error: { } error })
            {
                return error;
            }
            if (request.LastDay < today)
            {
                return new DayInPast(nameof(request.LastDay));
            }
            var before = await work.Db.Exemptions.Where(e => e.SubscriberId == request.SubscriberId && e.EndedAt == null).ToListAsync(cancellation);
            before.ForEach(e => e.End(work.Now));
            var exemption = new Exemption
            {
                SubscriberId = request.SubscriberId,
                LastDay = request.LastDay,
                Owner = work.Actor.Name,
                Reason = request.Reason.Trim(),
                GrantedAt = work.Now,
            };
            work.Db.Exemptions.Add(exemption);
            await work.Save(cancellation);
            work.Record(
                AuditAction.ExemptionGranted, nameof(Exemption), exemption.Id, exemption.SubscriberId, exemption.Reason,
                after: new { exemption.LastDay, request.NeverEnds });
            await work.DecideNow(exemption.SubscriberId, "Exemption", cancellation);
            return new Done();
        }, cancellation);
}
