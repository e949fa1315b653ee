using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Web.Components.Shared;

namespace IspDigital.Web.Features.Billing;

/// <summary>What an invoice's state is called, and what it means.</summary>
/// <param name="Key">Resource key.</param>
/// <param name="Meaning">Its colour.</param>
public readonly record struct InvoiceStateView(string Key, Meaning Meaning)
{
    /// <summary>The state on a day: open invoices are due, overdue or beyond grace.</summary>
    /// <param name="row">The invoice.</param>
    /// <param name="today">The day.</param>
    /// <param name="isWrittenOff">Whether some of it was given up: what nobody paid is not called paid.</param>
    public static InvoiceStateView Of(InvoiceRow row, DateOnly today, bool isWrittenOff) => row.Status switch
    {
        InvoiceStatus.Paid when isWrittenOff => new("Method.WriteOff", Meaning.Idle),
        InvoiceStatus.Paid when row.Kind == InvoiceKind.CreditNote => new("State.Credited", Meaning.Good),
        InvoiceStatus.Paid => new("State.Paid", Meaning.Good),
        InvoiceStatus.Void => new("State.Void", Meaning.Idle),
        InvoiceStatus.Open when row.LastDayToPay < today => new("State.BeyondGrace", Meaning.Bad),
        InvoiceStatus.Open when row.DueDate < today => new("State.Overdue", Meaning.Warn),
        InvoiceStatus.Open when row.Paid.IsPositive => new("State.PartPaid", Meaning.Due),
        InvoiceStatus.Open => new("State.Due", Meaning.Due),
    };

    /// <summary>How far a notice came.</summary>
    public static Meaning Of(MessageState state) => state switch
    {
        MessageState.Queued or MessageState.Sending => Meaning.Due,
        MessageState.Sent or MessageState.Delivered => Meaning.Good,
        MessageState.Failed => Meaning.Bad,
        MessageState.Skipped => Meaning.Idle,
    };
}
