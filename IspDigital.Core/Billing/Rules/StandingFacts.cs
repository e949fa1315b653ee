namespace IspDigital.Core.Billing.Rules;

/// <summary>Turns invoices into the facts of standing.</summary>
public static class StandingFacts
{
    /// <summary>An open invoice as standing and settlement see it.</summary>
    public static OpenInvoice Of(Invoice invoice) => new(
        invoice.Id, invoice.Number, invoice.SubscriberId, invoice.IssueDate, invoice.DueDate, invoice.LastDayToPay, invoice.Total, invoice.Outstanding);
}
