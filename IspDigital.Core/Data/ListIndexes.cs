using Microsoft.EntityFrameworkCore.Migrations;

namespace IspDigital.Core.Data;

/// <summary>
/// Indexes over columns of complex properties (amounts, parts of an address), which EF's model cannot name; the last migration that
/// touches them calls <see cref="CreateListIndexes"/>. Each holds all that a list's page, count and sum need, so that no row is
/// looked up; the state stands in the partial ones too, for SQLite then knows that they cover the query. QueryPlanTests sees a lost one.
/// </summary>
internal static class ListIndexes
{
    /// <summary>Name, and the rest of the statement; the same on both databases.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        // The list of subscribers by name with everything that it filters by; also what a search reads.
        ["IX_Subscribers_List"] = """ON "Subscribers" ("SearchText", "Id", "ClosedOn", "PlanId", "RouterId", "GroupId", "Address_Area")""",
        ["IX_Subscribers_Area"] = """ON "Subscribers" ("Address_Area", "Id", "PlanId")""",
        // In the order of issue: the whole list, a month of it, what was billed on which days.
        ["IX_Invoices_Issued"] = """ON "Invoices" ("IssueDate", "Id", "SubscriberId", "Kind", "Status", "TotalMinor", "PaidMinor")""",
        ["IX_Invoices_Open_Issued"] = """ON "Invoices" ("IssueDate", "Id", "SubscriberId", "DueDate", "LastDayToPay", "Status", "TotalMinor", "PaidMinor") WHERE "Status" = 'Open'""",
        ["IX_Invoices_Void_Issued"] = """ON "Invoices" ("IssueDate", "Id", "SubscriberId", "Status", "TotalMinor", "PaidMinor") WHERE "Status" = 'Void'""",
        // What is to pay: by day, and by whom.
        ["IX_Invoices_Open_Due"] = """ON "Invoices" ("DueDate", "Id", "LastDayToPay", "SubscriberId", "Status", "TotalMinor", "PaidMinor") WHERE "Status" = 'Open'""",
        ["IX_Invoices_Open_Subscriber"] = """ON "Invoices" ("SubscriberId", "DueDate", "Status", "TotalMinor", "PaidMinor") WHERE "Status" = 'Open'""",
        ["IX_Invoices_Subscriber"] = """ON "Invoices" ("SubscriberId", "IssueDate", "Id", "Status", "TotalMinor", "PaidMinor")""",
        ["IX_Invoices_Run"] = """ON "Invoices" ("RunId", "IssueDate", "Id", "SubscriberId", "Status", "TotalMinor", "PaidMinor")""",
        // What came in on which days, by method; and one by one, in the order of the list.
        ["IX_Payments_Received"] = """ON "Payments" ("ReceivedOn", "Method", "ReversedAt", "AmountMinor")""",
        ["IX_Payments_List"] = """ON "Payments" ("ReceivedOn", "Id", "Method", "ReversedAt")""",
        ["IX_Payments_Reversed_List"] = """ON "Payments" ("ReceivedOn", "Id", "Method", "ReversedAt") WHERE "ReversedAt" IS NOT NULL""",
    };

    /// <summary>
    /// Fills <c>SearchText</c> of the subscribers that are there, as <c>SubscriberSearch.TextOf</c> would as far as SQL can: small letters,
    /// Latin digits, the three Bangla letters that have two encodings. The rest follows when somebody is edited.
    /// </summary>
    public static void FillSearchTexts(this MigrationBuilder migration)
    {
        (string From, string To)[] signs =
        [
            .. Enumerable.Range(0, 10).Select(i => (((char)('\u09e6' + i)).ToString(), ((char)('0' + i)).ToString())),
            ("\u09dc", "\u09a1\u09bc"), ("\u09dd", "\u09a2\u09bc"), ("\u09df", "\u09af\u09bc"),
        ];
        var text = """lower("Name") || '¶' || lower("Code") || '¶' || lower(COALESCE("PppName", '')) || '¶' || "Phone" || '¶'""".Replace("¶", "\n", StringComparison.Ordinal);
        migration.Sql($"UPDATE \"Subscribers\" SET \"SearchText\" = {signs.Aggregate(text, (sql, sign) => $"replace({sql}, '{sign.From}', '{sign.To}')")};");
    }

    /// <summary>Makes them.</summary>
    public static void CreateListIndexes(this MigrationBuilder migration)
    {
        foreach (var (name, on) in All)
        {
            migration.Sql($"""CREATE INDEX "{name}" {on};""");
        }
    }

    /// <summary>Makes one that came later: a database that is made now has it already.</summary>
    public static void CreateListIndex(this MigrationBuilder migration, string name) => migration.Sql($"""CREATE INDEX IF NOT EXISTS "{name}" {All[name]};""");

    /// <summary>Takes them away.</summary>
    public static void DropListIndexes(this MigrationBuilder migration)
    {
        foreach (var name in All.Keys)
        {
            migration.Sql($"""DROP INDEX IF EXISTS "{name}";"""); // those that came later went first
        }
    }
}
