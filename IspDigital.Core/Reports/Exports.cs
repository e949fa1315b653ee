namespace IspDigital.Core.Reports;

/// <summary>What can be exported as a whole.</summary>
public enum ExportSubject
{
    /// <summary>Invoices, credit notes and adjustments.</summary>
    Invoices,
    /// <summary>Their lines.</summary>
    InvoiceLines,
    /// <summary>Money that came.</summary>
    Payments,
    /// <summary>The journal, line by line.</summary>
    Ledger,
    /// <summary>Subscribers.</summary>
    Subscribers,
}

/// <summary>The columns of each export; programs depend on their names and order, so new ones come last.</summary>
public static class ExportColumns
{
    private static readonly Dictionary<ExportSubject, string[]> s_all = new()
    {
        [ExportSubject.Invoices] =
        [
            "number", "subscriber", "kind", "period_start", "period_end", "issue_date", "due_date", "last_day_to_pay", "subtotal", "tax", "total", "paid", "status",
        ],
        [ExportSubject.InvoiceLines] =
        [
            "number", "subscriber", "position", "kind", "text", "from", "to", "period_start", "days_in_period", "list_price", "discount_percent", "discount",
            "full_price", "net", "tax_percent", "tax_mode", "tax", "cause",
        ],
        [ExportSubject.Payments] =
        [
            "payment", "subscriber", "received_on", "amount", "method", "provider", "reference", "allocated", "advance", "status", "recorded_at", "recorded_by", "note",
        ],
        [ExportSubject.Ledger] =
        [
            "entry", "subscriber", "date", "kind", "account", "debit", "credit", "source", "source_id", "corrects_entry", "recorded_at", "recorded_by",
        ],
        [ExportSubject.Subscribers] =
        [
            "code", "name", "phone", "plan", "router", "ppp_name", "activated_on", "bill_from", "balance", "billing", "cycle_unit", "cycle_count",
            "align_day", "lead_days", "due_days", "grace_days", "price", "discount_percent", "status", "closed_on",
        ],
    };

    /// <summary>The columns of an export.</summary>
    public static IReadOnlyList<string> Of(ExportSubject subject) => s_all[subject];
}
