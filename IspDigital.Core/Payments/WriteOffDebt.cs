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

/// <summary>Give up a debt.</summary>
/// <param name="CommandId">Made when the form opened: a double click is one deed.</param>
/// <param name="SubscriberId">Whose.</param>
/// <param name="InvoiceId">The invoice; null for all that is open.</param>
/// <param name="Reason">Why.</param>
public sealed record WriteOffDebtRequest(Guid CommandId, long SubscriberId, long? InvoiceId, string Reason);

/// <summary>What was given up.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Invoices">On which invoices.</param>
/// <param name="IsRepeat">Whether the same command had done it before.</param>
public sealed record WrittenOff(Money Amount, IReadOnlyList<string> Invoices, bool IsRepeat);

/// <summary>What a write-off must be.</summary>
public sealed class WriteOffDebtValidator : AbstractValidator<WriteOffDebtRequest>
{
    /// <summary>The rules.</summary>
    public WriteOffDebtValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Payments.CommandNeeded");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Payments.ReasonNeeded").MaximumLength(400).WithErrorCode("Payments.ReasonTooLong");
    }
}

/// <summary>
/// Gives up what is still to pay on an invoice, or on all open ones. The invoice counts as settled, the books carry the loss, and no figure of
/// collected money counts it. Each invoice has a write-off of its own, which <see cref="ReversePayment"/> takes back like a payment.
/// </summary>
public sealed class WriteOffDebt(UseCaseContext context, IIdGenerator ids) : UseCase<WriteOffDebtRequest, WrittenOff>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<WrittenOff>> Handle(WriteOffDebtRequest request, CancellationToken cancellation) =>
        Store.Write(work => Act(work, request, cancellation), cancellation);

    private async Task<Result<WrittenOff>> Act(UnitOfWork work, WriteOffDebtRequest request, CancellationToken cancellation)
    {
        await work.LockSubscriber(request.SubscriberId, cancellation);
        if (await work.Db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.CommandId == request.CommandId, cancellation) is { } first)
        {
            // The first of them carries the command; those made with it share its instant and its hand.
            var same = await work.Db.Payments.Where(p => p.SubscriberId == first.SubscriberId && p.Method == PaymentMethod.WriteOff && p.RecordedAt == first.RecordedAt)
                .Select(p => p.Amount).ToListAsync(cancellation);
            return new WrittenOff(same.Sum(), [], IsRepeat: true);
        }
        var open = await work.Db.Invoices
            .Where(i => i.SubscriberId == request.SubscriberId && i.Status == InvoiceStatus.Open && (request.InvoiceId == null || i.Id == request.InvoiceId))
            .OrderBy(i => i.DueDate).ThenBy(i => i.Id).ToListAsync(cancellation);
        if (open.Count == 0)
        {
            return new NothingToWriteOff();
        }
        var today = (await work.Day(cancellation)).Today;
        var total = open.Sum(i => i.Outstanding);
        List<Payment> writeOffs = [];
        foreach (var invoice in open)
        {
            var writeOff = new Payment(
                request.SubscriberId, invoice.Outstanding, PaymentMethod.WriteOff, null, null, today, work.Now, work.Actor.Name,
                writeOffs.Count == 0 ? request.CommandId : ids.Next(), request.Reason.Trim());
            writeOff.Allocate(invoice.Id, invoice.Outstanding, work.Now);
            invoice.Settle(invoice.Outstanding);
            writeOffs.Add(writeOff);
            work.Announce(new Change(ChangeKind.Invoice, invoice.Id, request.SubscriberId));
        }
        work.Db.Payments.AddRange(writeOffs);
        await work.Save(cancellation);
        foreach (var (writeOff, invoice) in writeOffs.Zip(open))
        {
            LedgerWriter.Post(work, PaymentPostings.Received(writeOff));
            work.Announce(new Change(ChangeKind.Payment, writeOff.Id, request.SubscriberId));
            work.Record(AuditAction.DebtWrittenOff, nameof(Payment), writeOff.Id, request.SubscriberId, request.Reason.Trim(),
                after: new { invoice.Number, writeOff.Amount });
        }
        return new WrittenOff(total, [.. open.Select(i => i.Number)], IsRepeat: false);
    }
}
