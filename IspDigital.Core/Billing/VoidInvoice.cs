using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Take an invoice back.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Reason">Why; stands in the record.</param>
/// <param name="IsPeriodWaived">Whether its period stays unbilled; otherwise the next run issues it anew, from the facts as they are then.</param>
public sealed record VoidInvoiceRequest(long InvoiceId, string Reason, bool IsPeriodWaived = false);

/// <summary>What voiding needs.</summary>
public sealed class VoidInvoiceValidator : AbstractValidator<VoidInvoiceRequest>
{
    /// <summary>The rules.</summary>
    public VoidInvoiceValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(400).WithErrorCode("Billing.Reason");
}

/// <summary>
/// Voids an invoice: payments of it become an advance again, and a mirror entry takes the charge out of the books.
/// The number stays used, so that the series has no gap.
/// </summary>
public sealed class VoidInvoice(UseCaseContext context, IAdvances advances) : UseCase<VoidInvoiceRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(VoidInvoiceRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var owner = await work.Db.Invoices.Where(i => i.Id == request.InvoiceId).Select(i => (long?)i.SubscriberId).SingleOrDefaultAsync(cancellation);
        if (owner is not { } subscriberId)
        {
            return new InvoiceNotFound();
        }
        await work.LockSubscriber(subscriberId, cancellation);
        var invoice = await work.Db.Invoices.Include(i => i.Lines).SingleAsync(i => i.Id == request.InvoiceId, cancellation);
        if (invoice.Status == InvoiceStatus.Void)
        {
            return new InvoiceIsVoid(invoice.Number);
        }
        if (await Corrections(work, invoice, cancellation) is { Count: > 0 } corrections)
        {
            return new InvoiceHasCorrections(invoice.Number, string.Join(", ", corrections));
        }
        if (invoice.Kind == InvoiceKind.CreditNote)
        {
            if (!await advances.Uncredit(work, invoice, request.Reason, cancellation))
            {
                return new CreditWasRefunded(invoice.Number);
            }
        }
        else if (!invoice.Paid.IsZero)
        {
            await advances.Release(work, invoice, request.Reason, cancellation);
        }
        if (invoice.Kind != InvoiceKind.CreditNote && !invoice.Paid.IsZero)
        {
            return new InvoiceIsPaid(invoice.Number, invoice.Paid);
        }
        await Reverse(work, invoice, cancellation);
        invoice.Void(request.Reason, request.IsPeriodWaived, work.Now);
        await FreeCharges(work, invoice, request, cancellation);
        // Whatever the schedule knew of this subscriber may be wrong now.
        await work.Db.BillingSchedules.Where(s => s.SubscriberId == invoice.SubscriberId).ExecuteDeleteAsync(cancellation);
        work.Record(AuditAction.InvoiceVoided, nameof(Invoice), invoice.Id, invoice.SubscriberId, request.Reason,
            before: new { invoice.Number, invoice.Total }, after: new { request.IsPeriodWaived });
        work.Announce(new Change(ChangeKind.Invoice, invoice.Id, invoice.SubscriberId));
        await work.Save(cancellation);
        await advances.Apply(work, [invoice.SubscriberId], cancellation);
        return new Done();
    }, cancellation);

    /// <summary>
    /// What the invoice billed once waits for the next one again, or is taken back with an invoice that was made of nothing else and is not to
    /// come again. What was charged about the invoice and still waits has lost its cause.
    /// </summary>
    private static async Task FreeCharges(Data.UnitOfWork work, Invoice invoice, VoidInvoiceRequest request, CancellationToken cancellation)
    {
        var isGivenUp = request.IsPeriodWaived && invoice.Kind != InvoiceKind.Recurring;
        foreach (var charge in await work.Db.Charges
            .Where(c => c.InvoiceId == invoice.Id || (c.AboutInvoiceId == invoice.Id && c.InvoiceId == null && c.CancelledAt == null)).ToListAsync(cancellation))
        {
            charge.BilledBy(null);
            if (isGivenUp || charge.AboutInvoiceId == invoice.Id)
            {
                CancelCharge.Take(work, charge, request.Reason);
            }
        }
    }

    /// <summary>Numbers of later documents that gave back or charged anew some of its days: without it they would stand on nothing.</summary>
    private static Task<List<string>> Corrections(Data.UnitOfWork work, Invoice invoice, CancellationToken cancellation) => work.Db.Invoices
        .Where(i => i.SubscriberId == invoice.SubscriberId && i.Id > invoice.Id && i.Status != InvoiceStatus.Void
            && (i.CorrectsInvoiceId == invoice.Id
                || work.Db.Charges.Any(c => c.InvoiceId == i.Id && c.AboutInvoiceId == invoice.Id && c.Kind == LineKind.Adjustment)
                || (i.Kind != InvoiceKind.Recurring && i.Lines.Any(l => l.PlanId != null && work.Db.Set<InvoiceLine>().Any(own =>
                    own.InvoiceId == invoice.Id && own.PlanId != null && own.From < l.To && l.From < own.To)))))
        .OrderBy(i => i.Id).Select(i => i.Number).ToListAsync(cancellation);

    private static async Task Reverse(Data.UnitOfWork work, Invoice invoice, CancellationToken cancellation)
    {
        if (ChargePosting.Of(invoice) is not { } charge)
        {
            return;
        }
        var key = ChargePosting.KeyOf(invoice.Id);
        var posted = await work.Db.JournalEntries.SingleAsync(e => e.IdempotencyKey == key, cancellation);
        LedgerWriter.Post(work, charge with
        {
            Kind = EntryKind.Credit,
            BusinessDate = (await work.Day(cancellation)).Today,
            IdempotencyKey = $"void:{invoice.Id}",
            Lines = [.. charge.Lines.Select(l => l with { Amount = -l.Amount })],
            CorrectsEntryId = posted.Id,
        });
    }
}
