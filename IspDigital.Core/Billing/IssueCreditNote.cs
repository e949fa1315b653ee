using FluentValidation;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Give back part or all of an invoice.</summary>
/// <param name="CommandId">Made when the form opened (<see cref="IIdGenerator"/>): a double click is one credit note.</param>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Amount">How much, with tax; null for all that was not given back before.</param>
/// <param name="Reason">Why; stands on the document.</param>
public sealed record IssueCreditNoteRequest(Guid CommandId, long InvoiceId, Money? Amount, string Reason);

/// <summary>A credit note as issued.</summary>
/// <param name="CreditNoteId">Its id.</param>
/// <param name="Number"><c>CN-2026-000001</c>.</param>
/// <param name="Amount">What it gives back; above zero.</param>
/// <param name="IsRepeat">Whether the same command had issued it before.</param>
public sealed record IssuedCreditNote(long CreditNoteId, string Number, Money Amount, bool IsRepeat);

/// <summary>What a credit note must be.</summary>
public sealed class IssueCreditNoteValidator : AbstractValidator<IssueCreditNoteRequest>
{
    /// <summary>The rules.</summary>
    public IssueCreditNoteValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Billing.CommandNeeded");
        RuleFor(r => r.Amount).Must(a => a is null or { IsPositive: true }).WithErrorCode("Billing.AmountNeeded");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Billing.Reason").MaximumLength(400).WithErrorCode("Billing.Reason");
    }
}

/// <summary>
/// Gives back part or all of an invoice, net and tax in the invoice's own proportion. What is given back pays that invoice first, then what
/// else is due, and waits as an advance otherwise.
/// </summary>
public sealed class IssueCreditNote(UseCaseContext context, IAdvances advances) : UseCase<IssueCreditNoteRequest, IssuedCreditNote>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<IssuedCreditNote>> Handle(IssueCreditNoteRequest request, CancellationToken cancellation) =>
        Store.Write(work => Act(work, request, cancellation), cancellation);

    private async Task<Result<IssuedCreditNote>> Act(UnitOfWork work, IssueCreditNoteRequest request, CancellationToken cancellation)
    {
        var (invoice, error) = await Correctable.Find(work, request.InvoiceId, cancellation);
        if (invoice is null)
        {
            return error!;
        }
        if (await advances.CreditNoteOf(work, request.CommandId, cancellation) is { } noteId)
        {
            var before = await work.Db.Invoices.AsNoTracking().SingleAsync(i => i.Id == noteId, cancellation);
            return new IssuedCreditNote(before.Id, before.Number, -before.Total, IsRepeat: true);
        }
        var given = await CreditNotes.Given(work.Db, invoice.Id, cancellation);
        var left = invoice.Total + given.Sum(l => l.Net + l.Tax);
        if (!left.IsPositive)
        {
            return new NothingLeftToCredit(invoice.Number);
        }
        if (request.Amount > left)
        {
            return new MoreThanIsLeft(invoice.Number, left, nameof(request.Amount));
        }
        var note = await CreditNotes.Issue(
            work, advances, invoice, request.Amount ?? left, given, new(request.CommandId, request.Reason.Trim()), cancellation);
        return new IssuedCreditNote(note.Id, note.Number, -note.Total, IsRepeat: false);
    }
}

/// <summary>Finds an invoice that staff may correct, its subscriber locked.</summary>
internal static class Correctable
{
    /// <summary>The invoice with its lines, or why it cannot be corrected.</summary>
    public static async Task<(Invoice? Invoice, Error? Error)> Find(UnitOfWork work, long invoiceId, CancellationToken cancellation)
    {
        var owner = await work.Db.Invoices.Where(i => i.Id == invoiceId).Select(i => (long?)i.SubscriberId).SingleOrDefaultAsync(cancellation);
        if (owner is not { } subscriberId)
        {
            return (null, new InvoiceNotFound());
        }
        await work.LockSubscriber(subscriberId, cancellation);
        var invoice = await work.Db.Invoices.Include(i => i.Lines).SingleAsync(i => i.Id == invoiceId, cancellation);
        return invoice switch
        {
            { Status: InvoiceStatus.Void } => (null, new InvoiceIsVoid(invoice.Number)),
            { Kind: InvoiceKind.CreditNote } => (null, new IsACreditNote(invoice.Number)),
            _ => (invoice, null),
        };
    }
}
