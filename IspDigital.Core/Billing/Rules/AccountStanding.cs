using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>An invoice that is not settled, as far as standing needs it.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="SubscriberId">Who owes it.</param>
/// <param name="IssueDate">Its date.</param>
/// <param name="DueDate">The day it is due.</param>
/// <param name="LastDayToPay">Due date plus grace.</param>
/// <param name="Total">What it asks.</param>
/// <param name="Outstanding">Still to pay.</param>
public sealed record OpenInvoice(
    long InvoiceId, string Number, long SubscriberId, DateOnly IssueDate, DateOnly DueDate, DateOnly LastDayToPay, Money Total, Money Outstanding);

/// <summary>Where a subscriber stands with money on a day. The only thing Access and Reminders know of billing.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Today">The day, in the operator's zone.</param>
/// <param name="Balance">The ledger's sum: positive owes, negative has an advance.</param>
/// <param name="OpenInvoices">Unsettled invoices, oldest due first.</param>
public sealed record AccountStanding(long SubscriberId, DateOnly Today, Money Balance, IReadOnlyList<OpenInvoice> OpenInvoices)
{
    /// <summary>What is past its due date.</summary>
    public Money Overdue => OpenInvoices.Where(i => i.DueDate < Today).Sum(i => i.Outstanding);

    /// <summary>What is past its last day to pay: grace is over.</summary>
    public Money BeyondGrace => OpenInvoices.Where(i => i.LastDayToPay < Today).Sum(i => i.Outstanding);

    /// <summary>The oldest unsettled invoice, or null.</summary>
    public OpenInvoice? Oldest => OpenInvoices.Count == 0 ? null : OpenInvoices[0];

    /// <summary>From the facts, in any order.</summary>
    public static AccountStanding From(long subscriberId, IEnumerable<OpenInvoice> openInvoices, Money ledgerBalance, DateOnly today) =>
        new(subscriberId, today, ledgerBalance, [.. openInvoices.OrderBy(i => i.DueDate).ThenBy(i => i.InvoiceId)]);
}
