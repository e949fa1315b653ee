using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Charge or give something once.</summary>
/// <param name="CommandId">Made when the form opened: a double click is one charge.</param>
/// <param name="SubscriberId">Who.</param>
/// <param name="Kind">A one-off or an adjustment is charged; a discount or an outage credit is given.</param>
/// <param name="Text">What it is for, on the invoice.</param>
/// <param name="Amount">How much, above zero; with or before tax as the plan's tax says.</param>
/// <param name="IsTaxed">Whether the plan's tax is due on it.</param>
/// <param name="AtOnce">On a document of its own, now; otherwise on the next invoice.</param>
/// <param name="Reason">Why.</param>
public sealed record AddChargeRequest(
    Guid CommandId, long SubscriberId, LineKind Kind, string Text, Money Amount, bool IsTaxed, bool AtOnce, string Reason);

/// <summary>A charge as recorded.</summary>
/// <param name="ChargeId">The charge.</param>
/// <param name="Invoice">Number of the document that bills it, or null while it waits.</param>
/// <param name="InvoiceId">That document.</param>
/// <param name="IsRepeat">Whether the same command had recorded it before.</param>
public sealed record AddedCharge(long ChargeId, string? Invoice, long? InvoiceId, bool IsRepeat);

/// <summary>What a charge must be.</summary>
public sealed class AddChargeValidator : AbstractValidator<AddChargeRequest>
{
    /// <summary>The most that one charge or corrected invoice can be: ten lakh taka. More is a slip of the finger.</summary>
    public static readonly Money AmountMax = Money.FromTaka(1_000_000m);

    /// <summary>The rules.</summary>
    public AddChargeValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Billing.CommandNeeded");
        RuleFor(r => r.Kind).Must(k => k is LineKind.OneOff or LineKind.Adjustment or LineKind.Discount or LineKind.OutageCredit).WithErrorCode("Billing.ChargeKind");
        RuleFor(r => r.Text).NotEmpty().WithErrorCode("Billing.ChargeText").MaximumLength(200).WithErrorCode("Billing.ChargeText");
        RuleFor(r => r.Amount).Must(a => a.IsPositive && a <= AmountMax).WithErrorCode("Billing.AmountNeeded");
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("Billing.Reason").MaximumLength(400).WithErrorCode("Billing.Reason");
    }
}

/// <summary>Charges something once, or gives it: on the next invoice, or at once on a document of its own.</summary>
public sealed class AddCharge(UseCaseContext context, IAdvances advances) : UseCase<AddChargeRequest, AddedCharge>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    protected override Task<Result<AddedCharge>> Handle(AddChargeRequest request, CancellationToken cancellation) =>
        Store.Write(work => Act(work, request, cancellation), cancellation);

    private async Task<Result<AddedCharge>> Act(UnitOfWork work, AddChargeRequest request, CancellationToken cancellation)
    {
        await work.LockSubscriber(request.SubscriberId, cancellation);
        if (await work.Db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.CommandId == request.CommandId, cancellation) is { } same)
        {
            var number = await work.Db.Invoices.Where(i => i.Id == same.InvoiceId).Select(i => i.Number).SingleOrDefaultAsync(cancellation);
            return new AddedCharge(same.Id, number, same.InvoiceId, IsRepeat: true);
        }
        if (!await work.Db.Subscribers.AnyAsync(s => s.Id == request.SubscriberId, cancellation))
        {
            return new ChargedNotFound();
        }
        var today = (await work.Day(cancellation)).Today;
        var amount = request.Kind is LineKind.Discount or LineKind.OutageCredit ? -request.Amount : request.Amount;
        var charge = new Charge(
            request.CommandId, request.SubscriberId,
            new(request.Kind, request.Text.Trim(), amount, today, request.AtOnce, request.IsTaxed, Reason: request.Reason.Trim()), work.Now, work.Actor.Name);
        work.Db.Charges.Add(charge);
        await work.Save(cancellation);
        work.Record(AuditAction.ChargeAdded, nameof(Charge), charge.Id, charge.SubscriberId, request.Reason.Trim(),
            after: new { charge.Kind, charge.Text, charge.Amount, charge.IsTaxed, request.AtOnce });
        work.Announce(new Change(ChangeKind.Subscriber, charge.SubscriberId, charge.SubscriberId));
        await ScheduleDoubt.About(work, charge.SubscriberId, cancellation);
        return request.AtOnce ? await Bill(work, charge, today, cancellation) : new AddedCharge(charge.Id, Invoice: null, InvoiceId: null, IsRepeat: false);
    }

    /// <summary>Bills it alone, by the same words and rates as the run would.</summary>
    private async Task<Result<AddedCharge>> Bill(UnitOfWork work, Charge charge, DateOnly today, CancellationToken cancellation)
    {
        var book = await BillingFactsReader.Book(work.Db, cancellation);
        var subscriber = (await BillingFactsReader.Facts(work.Db, [charge.SubscriberId], book.Stamp, cancellation))[0];
        if (subscriber.Facts.Plans.Count == 0)
        {
            return new NoTermsToBillBy();
        }
        var pending = subscriber.Facts.Charges.Single(c => c.ChargeId == charge.Id);
        var draft = PendingCharges.Alone(pending, today, subscriber.Facts, book.Policy) with { Reason = charge.Reason };
        var document = (await InvoiceBatch.Write(work, [new(draft, subscriber.Recipient)], runId: null, today, cancellation))[0];
        if (document.Kind == InvoiceKind.CreditNote)
        {
            advances.Credit(work, document);
        }
        await advances.Apply(work, [charge.SubscriberId], cancellation);
        return new AddedCharge(charge.Id, document.Number, document.Id, IsRepeat: false);
    }
}
