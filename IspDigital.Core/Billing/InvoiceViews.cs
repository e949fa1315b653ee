using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>When invoices that are listed are due.</summary>
public enum InvoiceDue
{
    /// <summary>The due date has passed.</summary>
    Overdue,
    /// <summary>The last day to pay has passed.</summary>
    BeyondGrace,
    /// <summary>Due within the next 7 days.</summary>
    Within7Days,
    /// <summary>Due within the next 30 days.</summary>
    Within30Days,
}

/// <summary>Which invoices are listed; null means any.</summary>
/// <param name="Text">The whole number of an invoice (of any year where only its last digits are said), or parts of the subscriber's name, code, PPP name or phone.</param>
/// <param name="Status">How far settled.</param>
/// <param name="Due">When due; open invoices only.</param>
/// <param name="PlanId">The subscriber's plan today (docs/billing.md).</param>
/// <param name="Area">The subscriber's area.</param>
/// <param name="RunId">The billing run that issued it.</param>
/// <param name="SubscriberId">Whose.</param>
/// <param name="IssuedFrom">Issue date from.</param>
/// <param name="IssuedTo">Issue date through.</param>
public sealed record InvoiceFilter(
    string? Text = null, InvoiceStatus? Status = null, InvoiceDue? Due = null, long? PlanId = null, string? Area = null, long? RunId = null,
    long? SubscriberId = null, DateOnly? IssuedFrom = null, DateOnly? IssuedTo = null);

/// <summary>One row of the list of invoices.</summary>
public sealed record InvoiceRow
{
    /// <summary>The invoice.</summary>
    public long Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Whose.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The subscriber's code.</summary>
    public required string Code { get; init; }

    /// <summary>The subscriber's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public InvoiceKind Kind { get; init; }

    /// <summary>First day of the period.</summary>
    public DateOnly PeriodStart { get; init; }

    /// <summary>The day after the period's last.</summary>
    public DateOnly PeriodEnd { get; init; }

    /// <summary>The invoice's date.</summary>
    public DateOnly IssueDate { get; init; }

    /// <summary>The day it is due.</summary>
    public DateOnly DueDate { get; init; }

    /// <summary>The last day before access is at stake.</summary>
    public DateOnly LastDayToPay { get; init; }

    /// <summary>What it asks.</summary>
    public Money Total { get; init; }

    /// <summary>What is paid.</summary>
    public Money Paid { get; init; }

    /// <summary>How far settled.</summary>
    public InvoiceStatus Status { get; init; }

    /// <summary>How far its SMS came; null where none was queued.</summary>
    public MessageState? Sms { get; init; }

    /// <summary>How far its email came; null where none was queued.</summary>
    public MessageState? Email { get; init; }

    /// <summary>Still to pay.</summary>
    public Money Outstanding => Status == InvoiceStatus.Open ? Total - Paid : Money.Zero;
}

/// <summary>Everything that one invoice's page and print show.</summary>
/// <param name="Row">The invoice.</param>
/// <param name="Subtotal">Before tax.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Lines">The lines, with what explains their amounts.</param>
/// <param name="Phone">The subscriber's phone.</param>
/// <param name="Language">The subscriber's language.</param>
/// <param name="Address">Where the line ends.</param>
/// <param name="RunId">The run that issued it.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="VoidReason">Why it was voided.</param>
/// <param name="VoidedAt">When it was voided, UTC.</param>
/// <param name="Company">The operator.</param>
/// <param name="Today">Today in the operator's zone.</param>
public sealed record InvoiceView(
    InvoiceRow Row, Money Subtotal, Money Tax, IReadOnlyList<InvoiceLine> Lines, string Phone, string Language, Subscribers.Address Address,
    long? RunId, DateTimeOffset IssuedAt, string? VoidReason, DateTimeOffset? VoidedAt, CompanySettings Company, DateOnly Today);

/// <summary>What the invoices of a list come to, without the void ones.</summary>
/// <param name="Total">What they ask.</param>
/// <param name="Outstanding">What is still to pay of it.</param>
public readonly record struct InvoiceSums(Money Total, Money Outstanding);

/// <summary>A page of invoices with the line above it.</summary>
/// <param name="Page">The page.</param>
/// <param name="Sums">What all pages come to; null for a list too long to be summed while somebody waits.</param>
public sealed record InvoiceListing(Page<InvoiceRow> Page, InvoiceSums? Sums);
