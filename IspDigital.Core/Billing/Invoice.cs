using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>What an invoice is for.</summary>
public enum InvoiceKind
{
    /// <summary>A period of service; one for each subscriber and period, ever, unless voided.</summary>
    Recurring,
    /// <summary>Anything else: a one-off, an adjustment, an opening balance.</summary>
    Adjustment,
    /// <summary>Gives back: its total is below zero, and what it gives pays invoices like money.</summary>
    CreditNote,
}

/// <summary>How far an invoice is settled.</summary>
public enum InvoiceStatus
{
    /// <summary>Something is still to pay.</summary>
    Open,
    /// <summary>Settled in full.</summary>
    Paid,
    /// <summary>Taken back with a reason; counts for nothing.</summary>
    Void,
}

/// <summary>An issued invoice. Its content never changes; what changes is how far it is settled, and whether it was voided.</summary>
public sealed class Invoice
{
    private readonly List<InvoiceLine> _lines = [];

    private Invoice()
    {
    }

    internal Invoice(string number, InvoiceDraft draft, long? runId, DateTimeOffset issuedAt)
    {
        (Number, SubscriberId, Kind) = (number, draft.SubscriberId, draft.Kind);
        (PeriodStart, PeriodEnd) = (draft.Period.Start, draft.Period.End);
        (IssueDate, DueDate, LastDayToPay) = (draft.IssueDate, draft.DueDate, draft.LastDayToPay);
        (Subtotal, Tax, Total) = (draft.Subtotal, draft.Tax, draft.Total);
        (CorrectsInvoiceId, Reason) = (draft.CorrectsInvoiceId, draft.Reason);
        (RunId, IssuedAt) = (runId, issuedAt);
        Status = Total.IsPositive ? InvoiceStatus.Open : InvoiceStatus.Paid;
        foreach (var line in draft.Lines)
        {
            _lines.Add(new InvoiceLine(_lines.Count + 1, line));
        }
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary><c>INV-2026-000123</c>; no gaps within a year.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Who owes it.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>What it is for.</summary>
    public InvoiceKind Kind { get; private set; }

    /// <summary>
    /// Tells corrections of the same days on the same date apart, from 0; with both it is unique, so that the same correction cannot be made twice.
    /// </summary>
    public int Sequence { get; internal set; }

    /// <summary>The invoice that a correction by staff is about, or null.</summary>
    public long? CorrectsInvoiceId { get; private set; }

    /// <summary>Why staff made it, or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>First day of the period.</summary>
    public DateOnly PeriodStart { get; private set; }

    /// <summary>The day after the period's last.</summary>
    public DateOnly PeriodEnd { get; private set; }

    /// <summary>The invoice's date.</summary>
    public DateOnly IssueDate { get; private set; }

    /// <summary>The day it is due.</summary>
    public DateOnly DueDate { get; private set; }

    /// <summary>Due date plus grace: the last day before access is at stake.</summary>
    public DateOnly LastDayToPay { get; private set; }

    /// <summary>Sum of the lines before tax.</summary>
    public Money Subtotal { get; private set; }

    /// <summary>Sum of the lines' tax.</summary>
    public Money Tax { get; private set; }

    /// <summary>What is to pay.</summary>
    public Money Total { get; private set; }

    /// <summary>Sum of the allocations to it; kept with them in the same transaction.</summary>
    public Money Paid { get; private set; }

    /// <summary>How far it is settled.</summary>
    public InvoiceStatus Status { get; private set; }

    /// <summary>The billing run that issued it.</summary>
    public long? RunId { get; private set; }

    /// <summary>When it was issued, UTC.</summary>
    public DateTimeOffset IssuedAt { get; private set; }

    /// <summary>Why it was voided.</summary>
    public string? VoidReason { get; private set; }

    /// <summary>When it was voided, UTC.</summary>
    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>Voided, and its period is not to be billed again.</summary>
    public bool IsPeriodWaived { get; private set; }

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<InvoiceLine> Lines => _lines;

    /// <summary>Still to pay; nothing of a credit note, whose amount is an advance.</summary>
    public Money Outstanding => Status == InvoiceStatus.Void || Kind == InvoiceKind.CreditNote ? Money.Zero : Total - Paid;

    /// <summary>Gives the ids under which the bulk path writes the invoice and its lines.</summary>
    internal void Identify(long id)
    {
        Id = id;
        _lines.ForEach(line => line.InvoiceId = id);
    }

    /// <summary>Settles part or all of it; a negative amount takes an earlier settlement back.</summary>
    /// <exception cref="InvalidOperationException">More than is outstanding, less than nothing, or a void invoice: a bug.</exception>
    public void Settle(Money amount)
    {
        var paid = Paid + amount;
        if (Status == InvoiceStatus.Void || paid.IsNegative || paid > Total)
        {
            throw new InvalidOperationException($"Invoice {Number} cannot be settled by {amount}: {Paid} of {Total} paid, {Status}.");
        }
        Paid = paid;
        Status = Paid == Total ? InvoiceStatus.Paid : InvoiceStatus.Open;
    }

    /// <summary>Takes the invoice back. Its allocations must have been released before.</summary>
    /// <param name="reason">Why, in the words of who does it.</param>
    /// <param name="isPeriodWaived">Whether the period stays unbilled; otherwise the next run issues it anew.</param>
    /// <param name="at">When, UTC.</param>
    public void Void(string reason, bool isPeriodWaived, DateTimeOffset at)
    {
        if (Status == InvoiceStatus.Void || (!Paid.IsZero && Kind != InvoiceKind.CreditNote))
        {
            throw new InvalidOperationException($"Invoice {Number} cannot be voided: {Status}, {Paid} paid.");
        }
        (Status, VoidReason, IsPeriodWaived, VoidedAt) = (InvoiceStatus.Void, reason, isPeriodWaived, at);
    }
}

/// <summary>Kinds of lines.</summary>
public enum LineKind
{
    /// <summary>A full period.</summary>
    Recurring,
    /// <summary>Part of a period, by the day.</summary>
    Proration,
    /// <summary>Installation, router, relocation.</summary>
    OneOff,
    /// <summary>A discount; negative.</summary>
    Discount,
    /// <summary>A late fee.</summary>
    LateFee,
    /// <summary>A correction.</summary>
    Adjustment,
    /// <summary>Credit for an outage; negative.</summary>
    OutageCredit,
    /// <summary>A balance brought from an older system.</summary>
    OpeningBalance,
    /// <summary>Days that were charged and are not used, given back; negative.</summary>
    UnusedDays,
}

/// <summary>What brought a line about. The sentence for people stands in the resources under <c>Cause.{name}</c>.</summary>
public enum LineCause
{
    /// <summary>A period begins; or a charge, whose kind says all.</summary>
    Period,
    /// <summary>Service, or its billing, begins inside a period.</summary>
    Joined,
    /// <summary>Another plan from a day inside a period.</summary>
    PlanChanged,
    /// <summary>A pause begins inside a period.</summary>
    Paused,
    /// <summary>A pause ends inside a period.</summary>
    Resumed,
    /// <summary>The line is back, after a cut for money, inside a period that was not billed.</summary>
    Reconnected,
    /// <summary>The account closes inside a period.</summary>
    Closed,
    /// <summary>The way of billing changed: another cycle or another day.</summary>
    TermsChanged,
    /// <summary>Staff corrected an invoice.</summary>
    Corrected,
}

/// <summary>One line of an issued invoice, with everything needed to explain its amount in either language.</summary>
public sealed class InvoiceLine
{
    private InvoiceLine()
    {
    }

    internal InvoiceLine(int position, LineDraft draft)
    {
        (Position, Kind, Text) = (position, draft.Kind, draft.Text);
        (From, To, DaysInPeriod) = (draft.Days.Start, draft.Days.End, draft.DaysInPeriod);
        (FullPrice, Net, TaxBasisPoints, Tax) = (draft.FullPrice, draft.Net, draft.TaxBasisPoints, draft.Tax);
        (PeriodStart, PlanId, TaxMode, Cause, ChargeId) = (draft.PeriodStart, draft.PlanId, draft.TaxMode, draft.Cause, draft.ChargeId);
        (ListPrice, DiscountBasisPoints, Discount) = (draft.ListPrice, draft.DiscountBasisPoints, draft.Discount);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The invoice.</summary>
    public long InvoiceId { get; internal set; }

    /// <summary>Order on the invoice, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>What kind of line.</summary>
    public LineKind Kind { get; private set; }

    /// <summary>The plan's name, or what staff wrote.</summary>
    public string Text { get; private set; } = "";

    /// <summary>First day charged.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The day after the last day charged.</summary>
    public DateOnly To { get; private set; }

    /// <summary>Days of the full period that the price is for.</summary>
    public int DaysInPeriod { get; private set; }

    /// <summary>First day of that full period.</summary>
    public DateOnly PeriodStart { get; private set; }

    /// <summary>The plan of a service line, or null.</summary>
    public long? PlanId { get; private set; }

    /// <summary>What brought the line about.</summary>
    public LineCause Cause { get; private set; }

    /// <summary>The charge that the line bills, or null.</summary>
    public long? ChargeId { get; private set; }

    /// <summary>Price of the full period before discounts.</summary>
    public Money ListPrice { get; private set; }

    /// <summary>Percent off <see cref="ListPrice"/>: 1000 = 10%.</summary>
    public int DiscountBasisPoints { get; private set; }

    /// <summary>Amount off after that.</summary>
    public Money Discount { get; private set; }

    /// <summary>Price of the full period after discounts: what the days are a share of.</summary>
    public Money FullPrice { get; private set; }

    /// <summary>Whether the price holds the tax or the tax is added.</summary>
    public TaxMode TaxMode { get; private set; }

    /// <summary>Amount before tax.</summary>
    public Money Net { get; private set; }

    /// <summary>Tax rate in basis points: 500 = 5%.</summary>
    public int TaxBasisPoints { get; private set; }

    /// <summary>Tax amount.</summary>
    public Money Tax { get; private set; }
}

/// <summary>The next number of a year's series; taken in the transaction that uses it.</summary>
public sealed class NumberSeries
{
    /// <summary>For example <c>INV-2026</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The next number to give.</summary>
    public long Next { get; set; } = 1;
}
