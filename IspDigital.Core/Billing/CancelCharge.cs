using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Take back what waits to be billed.</summary>
/// <param name="ChargeId">The charge.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelChargeRequest(long ChargeId, string Reason);

/// <summary>What taking back needs.</summary>
public sealed class CancelChargeValidator : AbstractValidator<CancelChargeRequest>
{
    /// <summary>The rules.</summary>
    public CancelChargeValidator() => RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Billing.Reason").MaximumLength(400).WithErrorCode("Billing.Reason");
}

/// <summary>Takes back a charge while it waits for an invoice. A late fee that was taken back is not charged again.</summary>
public sealed class CancelCharge(UseCaseContext context) : UseCase<CancelChargeRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(CancelChargeRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var owner = await work.Db.Charges.Where(c => c.Id == request.ChargeId).Select(c => (long?)c.SubscriberId).SingleOrDefaultAsync(cancellation);
        if (owner is not { } subscriberId)
        {
            return new ChargeNotFound();
        }
        await work.LockSubscriber(subscriberId, cancellation);
        var charge = await work.Db.Charges.SingleAsync(c => c.Id == request.ChargeId, cancellation);
        if (charge.CancelledAt is not null)
        {
            return new ChargeIsCancelled();
        }
        if (charge.InvoiceId is { } invoiceId)
        {
            return new ChargeIsBilled(await work.Db.Invoices.Where(i => i.Id == invoiceId).Select(i => i.Number).SingleAsync(cancellation));
        }
        Take(work, charge, request.Reason.Trim());
        await ScheduleDoubt.About(work, charge.SubscriberId, cancellation);
        return new Done();
    }, cancellation);

    /// <summary>Takes a charge back in a transaction, and puts that on record.</summary>
    internal static void Take(UnitOfWork work, Charge charge, string reason)
    {
        charge.Cancel(work.Now);
        work.Record(AuditAction.ChargeCancelled, nameof(Charge), charge.Id, charge.SubscriberId, reason,
            before: new { charge.Kind, charge.Text, charge.Amount });
        work.Announce(new Change(ChangeKind.Subscriber, charge.SubscriberId, charge.SubscriberId));
    }
}
