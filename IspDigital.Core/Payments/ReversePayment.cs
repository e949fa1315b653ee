using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>A payment to be taken back: a bounced cheque, a refund, a mistake.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Reason">Why; shown in the history.</param>
public sealed record ReversePaymentRequest(long PaymentId, string Reason);

/// <summary>What is open again.</summary>
/// <param name="SubscriberId">Whose payment it was.</param>
/// <param name="Reopened">The invoices that it no longer pays.</param>
public sealed record ReversedPayment(long SubscriberId, IReadOnlyList<string> Reopened);

/// <summary>What a reversal must be.</summary>
public sealed class ReversePaymentValidator : AbstractValidator<ReversePaymentRequest>
{
    /// <summary>The rules.</summary>
    public ReversePaymentValidator() =>
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Payments.ReasonNeeded").MaximumLength(400).WithErrorCode("Payments.ReasonTooLong");
}

/// <summary>
/// Takes a payment back. Its allocations are released by negative rows, the books get a mirror entry, and other advances step in.
/// The payment stays, marked as reversed; its transaction id is not free again.
/// </summary>
public sealed class ReversePayment(UseCaseContext context, IAdvances advances) : UseCase<ReversePaymentRequest, ReversedPayment>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<ReversedPayment>> Handle(ReversePaymentRequest request, CancellationToken cancellation) =>
        Store.Write(work => Act(work, request, cancellation), cancellation);

    private async Task<Result<ReversedPayment>> Act(UnitOfWork work, ReversePaymentRequest request, CancellationToken cancellation)
    {
        var subscriberId = await work.Db.Payments.Where(p => p.Id == request.PaymentId).Select(p => p.SubscriberId).SingleOrDefaultAsync(cancellation);
        await work.LockSubscriber(subscriberId, cancellation);
        if (await work.Db.Payments.Include(p => p.Allocations).SingleOrDefaultAsync(p => p.Id == request.PaymentId, cancellation) is not { } payment)
        {
            return new PaymentNotFound();
        }
        if (payment.ReversedAt is not null)
        {
            return new AlreadyReversed();
        }
        if (payment.Method == PaymentMethod.Brought)
        {
            return new BroughtCreditStays();
        }
        if (payment.Method == PaymentMethod.CreditNote)
        {
            return new CreditNoteIsVoided();
        }
        if (payment.Allocations.Any(a => a.RefundId is not null))
        {
            return new PaymentWasRefunded();
        }
        var key = PaymentPostings.KeyOf(payment.Id);
        var entryId = await work.Db.JournalEntries.Where(e => e.IdempotencyKey == key).Select(e => e.Id).SingleAsync(cancellation);
        LedgerWriter.Post(work, PaymentPostings.Reversed(payment, (await work.Day(cancellation)).Today, entryId));
        var reopened = await Release(work, payment, cancellation);
        payment.Reverse(request.Reason.Trim(), work.Now);
        work.Announce(new Change(ChangeKind.Payment, payment.Id, payment.SubscriberId));
        work.Record(AuditAction.PaymentReversed, nameof(Payment), payment.Id, payment.SubscriberId, request.Reason.Trim(),
            before: new { payment.Amount, payment.Method, payment.TransactionId, payment.ReceivedOn }, after: new { Reopened = reopened });
        await advances.Apply(work, [payment.SubscriberId], cancellation);
        return new ReversedPayment(payment.SubscriberId, reopened);
    }

    private static async Task<List<string>> Release(UnitOfWork work, Payment payment, CancellationToken cancellation)
    {
        var paid = payment.Allocations.Where(a => a.InvoiceId is not null).GroupBy(a => a.InvoiceId!.Value).ToDictionary(g => g.Key, g => g.Sum(a => a.Amount));
        var ids = paid.Where(p => p.Value.IsPositive).Select(p => p.Key).ToList();
        var invoices = await work.Db.Invoices.Where(i => ids.Contains(i.Id)).OrderBy(i => i.DueDate).ToListAsync(cancellation);
        foreach (var invoice in invoices)
        {
            payment.Allocate(invoice.Id, -paid[invoice.Id], work.Now);
            invoice.Settle(-paid[invoice.Id]);
            work.Announce(new Change(ChangeKind.Invoice, invoice.Id, payment.SubscriberId));
        }
        return [.. invoices.Select(i => i.Number)];
    }
}
