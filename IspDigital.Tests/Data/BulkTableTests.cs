using System.Globalization;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Messaging;
using IspDigital.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Data;

/// <summary>A row is the same whichever way it is written: everything a billing run wrote is taken away and saved again by the change tracker.</summary>
public sealed class BulkTableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_WrittenByARunAndByTheChangeTracker_AreEqualToTheByte()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(taxBasisPoints: 500), portal.Today);
        portal.GoTo(new DateOnly(2026, 3, 20), 11, 7); // late: access is marked, and some dates have a fraction of a second
        portal.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await portal.IssuesInvoices();

        await SameAgain<JournalLine>(portal, "JournalLines");
        await SameAgain<InvoiceLine>(portal, "InvoiceLines");
        await SameAgain<OutboxMessage>(portal, "OutboxMessages");
        await SameAgain<BillingSchedule>(portal, "BillingSchedules");
        await SameAgain<Core.Access.AccessMark>(portal, "AccessMarks");
        await SameAgain<AuditEntry>(portal, "AuditEntries");
        await Execute(portal, "DELETE FROM JournalLines; DELETE FROM InvoiceLines; DELETE FROM OutboxMessages;");
        await SameAgain<JournalEntry>(portal, "JournalEntries");
        await SameAgain<Invoice>(portal, "Invoices");
    }

    private static async Task SameAgain<T>(TestPortal portal, string table)
        where T : class
    {
        var written = await Rows(portal, table);
        Assert.NotEmpty(written);
        await using (var db = portal.OpenDb())
        {
            var entities = await db.Set<T>().AsNoTracking().ToListAsync(Cancellation);
            await Execute(portal, $"DELETE FROM \"{table}\"");
            db.AddRange(entities);
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(written, await Rows(portal, table));
    }

    private static async Task<List<string>> Rows(TestPortal portal, string table)
    {
        await using var connection = Open(portal);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1";
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> rows = [];
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{reader.GetName(i)}:{reader.GetValue(i).GetType().Name}={reader.GetValue(i)}"))));
        }
        return rows;
    }

    private static async Task Execute(TestPortal portal, string sql)
    {
        await using var connection = Open(portal);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static SqliteConnection Open(TestPortal portal)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "ispdigital.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
