using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>An invoice was paid; nobody recorded it.</summary>
/// <param name="CommandId">Made when the form opened: a double click is one payment.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="Reference">The provider's transaction id, cheque or slip number; needed for all but cash.</param>
/// <param name="Reason">How that is known.</param>
public sealed record MarkInvoicePaidRequest(Guid CommandId, long InvoiceId, PaymentMethod Method, string? Reference, string Reason);

/// <summary>What marking as paid needs.</summary>
public sealed class MarkInvoicePaidValidator : AbstractValidator<MarkInvoicePaidRequest>
{
    /// <summary>The rules.</summary>
    public MarkInvoicePaidValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Payments.CommandNeeded");
        RuleFor(r => r.Method).Must(m => m.IsMoney()).WithErrorCode("Payments.MethodUnknown");
        RuleFor(r => r.Reference).Must(reference => PaymentReference.Normalise(reference) is not null).WithErrorCode("Payments.ReferenceNeeded")
            .When(r => r.Method != PaymentMethod.Cash, ApplyConditionTo.CurrentValidator)
            .MaximumLength(80).WithErrorCode("Payments.ReferenceTooLong");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Payments.ReasonNeeded").MaximumLength(400).WithErrorCode("Payments.ReasonTooLong");
    }
}

/// <summary>Records a payment of exactly what is still to pay on one invoice, with everything that follows from a payment.</summary>
public sealed class MarkInvoicePaid(UseCaseContext context) : UseCase<MarkInvoicePaidRequest, RecordedPayment>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.RecordPayments;

    /// <inheritdoc/>
    protected override async Task<Result<RecordedPayment>> Handle(MarkInvoicePaidRequest request, CancellationToken cancellation)
    {
        if (Actor.Role == Role.Collector && request.Method != PaymentMethod.Cash)
        {
            return new CollectorsTakeCash();
        }
        try
        {
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
        catch (DbUpdateException lostRace) when (lostRace.IsUniqueViolation())
        {
            // Another process committed the same transaction id in between (PostgreSQL): now it is there to be read.
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
    }

    private static async Task<Result<RecordedPayment>> Act(UnitOfWork work, MarkInvoicePaidRequest request, CancellationToken cancellation)
    {
        var owner = await work.Db.Invoices.Where(i => i.Id == request.InvoiceId).Select(i => (long?)i.SubscriberId).SingleOrDefaultAsync(cancellation);
        if (owner is not { } subscriberId)
        {
            return new InvoiceNotFound();
        }
        await work.LockSubscriber(subscriberId, cancellation);
        var invoice = await work.Db.Invoices.SingleAsync(i => i.Id == request.InvoiceId, cancellation);
        var before = await work.Db.Payments.Where(p => p.CommandId == request.CommandId).Select(p => (Money?)p.Amount).SingleOrDefaultAsync(cancellation);
        if (before is null && !invoice.Outstanding.IsPositive)
        {
            return new NothingToPay(invoice.Number);
        }
        var today = (await work.Day(cancellation)).Today;
        var payment = new RecordPaymentRequest(
            request.CommandId, subscriberId, before ?? invoice.Outstanding, request.Method, today, request.Reference,
            InvoiceIds: before is null ? [invoice.Id] : null, Note: request.Reason.Trim());
        var recorded = await RecordPayment.Act(work, payment, cancellation);
        if (recorded is { IsOk: true, Value.IsRepeat: false })
        {
            work.Record(AuditAction.InvoiceMarkedPaid, nameof(Invoice), invoice.Id, subscriberId, request.Reason.Trim(),
                after: new { invoice.Number, payment.Amount, request.Method, Reference = PaymentReference.Normalise(request.Reference) });
        }
        return recorded;
    }
}
