using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Another total for an invoice.</summary>
/// <param name="CommandId">Made when the form opened: a double click is one correction.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="NewTotal">What it should have asked, with tax; zero or more.</param>
/// <param name="Reason">Why.</param>
public sealed record AdjustInvoiceRequest(Guid CommandId, long InvoiceId, Money NewTotal, string Reason);

/// <summary>How the amount was corrected.</summary>
/// <param name="Before">What the invoice came to, with earlier corrections.</param>
/// <param name="After">What it comes to now.</param>
/// <param name="CreditNote">Number of the credit note that gives the difference back, or null.</param>
/// <param name="IsOnNextInvoice">Whether the difference stands on the next invoice.</param>
/// <param name="IsRepeat">Whether the same command had done it before.</param>
public sealed record AdjustedInvoice(Money Before, Money After, string? CreditNote, bool IsOnNextInvoice, bool IsRepeat);

/// <summary>What a correction must be.</summary>
public sealed class AdjustInvoiceValidator : AbstractValidator<AdjustInvoiceRequest>
{
    /// <summary>The rules.</summary>
    public AdjustInvoiceValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Billing.CommandNeeded");
        RuleFor(r => r.NewTotal).Must(a => !a.IsNegative && a <= AddChargeValidator.AmountMax).WithErrorCode("Billing.AmountNeeded");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Billing.Reason").MaximumLength(400).WithErrorCode("Billing.Reason");
    }
}

/// <summary>
/// Corrects what an invoice asks. An issued invoice never changes: less is a credit note for the difference, more is a line on the next
/// invoice. Correcting again starts from what the invoice comes to with all its corrections; a line that still waits is replaced.
/// </summary>
public sealed class AdjustInvoice(UseCaseContext context, IAdvances advances) : UseCase<AdjustInvoiceRequest, AdjustedInvoice>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<AdjustedInvoice>> Handle(AdjustInvoiceRequest request, CancellationToken cancellation) =>
        Store.Write(work => Act(work, request, cancellation), cancellation);

    private async Task<Result<AdjustedInvoice>> Act(UnitOfWork work, AdjustInvoiceRequest request, CancellationToken cancellation)
    {
        var (invoice, error) = await Correctable.Find(work, request.InvoiceId, cancellation);
        if (invoice is null)
        {
            return error!;
        }
        if (await advances.CreditNoteOf(work, request.CommandId, cancellation) is { } noteId)
        {
            var number = await work.Db.Invoices.Where(i => i.Id == noteId).Select(i => i.Number).SingleAsync(cancellation);
            return new AdjustedInvoice(request.NewTotal, request.NewTotal, number, IsOnNextInvoice: false, IsRepeat: true);
        }
        if (await work.Db.Charges.AnyAsync(c => c.CommandId == request.CommandId, cancellation))
        {
            return new AdjustedInvoice(request.NewTotal, request.NewTotal, CreditNote: null, IsOnNextInvoice: true, IsRepeat: true);
        }
        var given = await CreditNotes.Given(work.Db, invoice.Id, cancellation);
        var left = invoice.Total + given.Sum(l => l.Net + l.Tax);
        var debits = await work.Db.Charges
            .Where(c => c.AboutInvoiceId == invoice.Id && c.Kind == LineKind.Adjustment && c.CancelledAt == null).ToListAsync(cancellation);
        var billed = debits.Where(c => c.InvoiceId is not null).Sum(c => c.Amount);
        var before = left + debits.Sum(c => c.Amount);
        if (request.NewTotal == before)
        {
            return new NothingToAdjust(invoice.Number, before);
        }
        var difference = request.NewTotal - left - billed;
        if (-difference > left)
        {
            return new MoreThanIsLeft(invoice.Number, left, nameof(request.NewTotal));
        }
        foreach (var waiting in debits.Where(c => c.InvoiceId is null))
        {
            CancelCharge.Take(work, waiting, request.Reason.Trim());
        }
        var note = difference.IsNegative
            ? await CreditNotes.Issue(work, advances, invoice, -difference, given, new(request.CommandId, request.Reason.Trim()), cancellation)
            : null;
        if (difference.IsPositive)
        {
            await Debit(work, invoice, difference, request, cancellation);
        }
        work.Record(AuditAction.InvoiceAdjusted, nameof(Invoice), invoice.Id, invoice.SubscriberId, request.Reason.Trim(),
            before: new { invoice.Number, Total = before }, after: new { Total = request.NewTotal, CreditNote = note?.Number });
        work.Announce(new Change(ChangeKind.Invoice, invoice.Id, invoice.SubscriberId));
        return new AdjustedInvoice(before, request.NewTotal, note?.Number, difference.IsPositive, IsRepeat: false);
    }

    /// <summary>The difference as a line on the next invoice; its tax, at the rate of most of the invoice, is inside.</summary>
    private static async Task Debit(UnitOfWork work, Invoice invoice, Money difference, AdjustInvoiceRequest request, CancellationToken cancellation)
    {
        var rate = CreditParts.ByRate(invoice.Lines).Select(p => p.BasisPoints).FirstOrDefault();
        var today = (await work.Day(cancellation)).Today;
        var terms = new ChargeTerms(
            LineKind.Adjustment, invoice.Number, difference, today, IsTaxed: rate > 0, Tax: new ChargeTax(TaxMode.Inclusive, rate),
            AboutInvoiceId: invoice.Id, Reason: request.Reason.Trim());
        work.Db.Charges.Add(new Charge(request.CommandId, invoice.SubscriberId, terms, work.Now, work.Actor.Name));
        await ScheduleDoubt.About(work, invoice.SubscriberId, cancellation);
    }
}
