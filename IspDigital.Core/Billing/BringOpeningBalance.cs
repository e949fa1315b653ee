using FluentValidation;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Bring what a subscriber owed in an older system.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Owed">How much; above zero. A credit is a payment received before.</param>
/// <param name="IssuedOn">The invoice's date; null for today. The due date follows from the subscriber's terms.</param>
public sealed record BringOpeningBalanceRequest(long SubscriberId, Money Owed, DateOnly? IssuedOn = null);

/// <summary>What an opening balance needs.</summary>
public sealed class BringOpeningBalanceValidator : AbstractValidator<BringOpeningBalanceRequest>
{
    /// <summary>The rules.</summary>
    public BringOpeningBalanceValidator() => RuleFor(r => r.Owed.Minor).GreaterThan(0).OverridePropertyName(nameof(BringOpeningBalanceRequest.Owed)).WithErrorCode("Billing.Owed");
}

/// <summary>Writes an opening balance as an invoice of its own, against the opening balances account.</summary>
public sealed class BringOpeningBalance(UseCaseContext context) : UseCase<BringOpeningBalanceRequest, long>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.CorrectMoney;

    /// <inheritdoc/>
    /// <returns>The invoice's id.</returns>
    protected override Task<Result<long>> Handle(BringOpeningBalanceRequest request, CancellationToken cancellation) =>
        Store.Write(work => Bring(work, request, cancellation), cancellation);

    /// <summary>The same inside another feature's transaction; the subscriber must have been saved in it.</summary>
    public static async Task<Result<long>> Bring(UnitOfWork work, BringOpeningBalanceRequest request, CancellationToken cancellation)
    {
        await work.LockSubscriber(request.SubscriberId, cancellation);
        var book = await BillingFactsReader.Book(work.Db, cancellation);
        if ((await BillingFactsReader.Facts(work.Db, [request.SubscriberId], book.Stamp, cancellation)) is not [{ } subscriber])
        {
            return new SubscriberUnknown();
        }
        var today = (await work.Day(cancellation)).Today;
        var day = request.IssuedOn ?? today;
        var terms = subscriber.Facts.PlanOn(day > subscriber.Facts.ActivatedOn ? day : subscriber.Facts.ActivatedOn) is { } plan
            ? book.Policy.TermsOf(book.Policy.Plans[plan.PlanId], subscriber.Facts)
            : book.Policy.Terms;
        var dates = InvoiceDates.After(day, terms);
        var days = new DateRange(day, day);
        var draft = new InvoiceDraft(request.SubscriberId, InvoiceKind.Adjustment, days, dates.Issue, dates.Due, dates.LastDayToPay,
            [new(LineKind.OpeningBalance, "", days, 0, request.Owed, request.Owed, 0, Money.Zero)]);
        if (InvoiceBounds.Check([draft], subscriber.Facts, book.Policy) is { Reason: not ParkReason.ChargedTwice } problem)
        {
            return new CannotBill(problem);
        }
        var invoices = await InvoiceBatch.Write(work, [new Issue(draft, null)], null, today, cancellation);
        return invoices[0].Id;
    }
}
