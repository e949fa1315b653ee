using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>Give money back out of an advance.</summary>
/// <param name="CommandId">Made when the form opened: a double click is one refund.</param>
/// <param name="SubscriberId">Who gets it.</param>
/// <param name="Amount">How much; not more than the advance.</param>
/// <param name="Method">How it is given back.</param>
/// <param name="Reference">The provider's transaction id, cheque or slip number; needed for all but cash.</param>
/// <param name="Reason">Why.</param>
public sealed record RefundAdvanceRequest(Guid CommandId, long SubscriberId, Money Amount, PaymentMethod Method, string? Reference, string Reason);

/// <summary>A refund as recorded.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="Amount">How much.</param>
/// <param name="AdvanceLeft">What is left of the advance.</param>
/// <param name="IsRepeat">Whether the same command had recorded it before.</param>
public sealed record RecordedRefund(long RefundId, Money Amount, Money AdvanceLeft, bool IsRepeat);

/// <summary>What a refund must be.</summary>
public sealed class RefundAdvanceValidator : AbstractValidator<RefundAdvanceRequest>
{
    /// <summary>The rules.</summary>
    public RefundAdvanceValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Payments.CommandNeeded");
        RuleFor(r => r.Amount).Must(a => a.IsPositive).WithErrorCode("Payments.AmountNeeded");
        RuleFor(r => r.Method).Must(m => m.IsMoney()).WithErrorCode("Payments.MethodUnknown");
        RuleFor(r => r.Reference).Must(reference => PaymentReference.Normalise(reference) is not null).WithErrorCode("Payments.ReferenceNeeded")
            .When(r => r.Method != PaymentMethod.Cash, ApplyConditionTo.CurrentValidator)
            .MaximumLength(80).WithErrorCode("Payments.ReferenceTooLong");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Payments.ReasonNeeded").MaximumLength(400).WithErrorCode("Payments.ReasonTooLong");
    }
}

/// <summary>
/// Gives money back out of a subscriber's advance, oldest money first. The payments stay as they were received: figures of collected money
/// count what came, refunds are counted apart.
/// </summary>
public sealed class RefundAdvance(UseCaseContext context) : UseCase<RefundAdvanceRequest, RecordedRefund>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<RecordedRefund>> Handle(RefundAdvanceRequest request, CancellationToken cancellation) =>
        Store.Write(work => Act(work, request, cancellation), cancellation);

    private static async Task<Result<RecordedRefund>> Act(UnitOfWork work, RefundAdvanceRequest request, CancellationToken cancellation)
    {
        await work.LockSubscriber(request.SubscriberId, cancellation);
        var holders = await work.Db.Payments.Include(p => p.Allocations)
            .Where(p => p.SubscriberId == request.SubscriberId && p.ReversedAt == null && p.Amount.Minor > p.Allocations.Sum(a => a.Amount.Minor))
            .OrderBy(p => p.ReceivedOn).ThenBy(p => p.Id).ToListAsync(cancellation);
        var advance = holders.Sum(p => p.Unallocated);
        if (await work.Db.Refunds.AsNoTracking().SingleOrDefaultAsync(r => r.CommandId == request.CommandId, cancellation) is { } same)
        {
            return new RecordedRefund(same.Id, same.Amount, advance, IsRepeat: true);
        }
        if (request.Amount > advance)
        {
            return new MoreThanTheAdvance(advance);
        }
        var refund = new Refund(
            request.CommandId, request.SubscriberId, request.Amount, request.Method, PaymentReference.Normalise(request.Reference),
            (await work.Day(cancellation)).Today, request.Reason.Trim(), work.Now, work.Actor.Name);
        work.Db.Refunds.Add(refund);
        await work.Save(cancellation);
        var left = request.Amount;
        foreach (var payment in holders.TakeWhile(_ => left.IsPositive))
        {
            var share = Money.Min(left, payment.Unallocated);
            payment.GiveBack(refund, share, work.Now);
            left -= share;
            work.Announce(new Change(ChangeKind.Payment, payment.Id, payment.SubscriberId));
        }
        LedgerWriter.Post(work, PaymentPostings.Returned(refund));
        work.Record(AuditAction.RefundRecorded, nameof(Refund), refund.Id, refund.SubscriberId, refund.Reason,
            after: new { refund.Amount, refund.Method, refund.Reference, AdvanceLeft = advance - refund.Amount });
        return new RecordedRefund(refund.Id, refund.Amount, advance - refund.Amount, IsRepeat: false);
    }
}
