using System.Text;
using IspDigital.Core.Audit;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Tables;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Subscribers;

/// <summary>Subscribers from a file: everything that belongs to each of them, in one transaction, on either database.</summary>
public sealed class ImportSubscribersTests
{
    private const int Rows = 1_200;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_OfMany_WritesRecordMarkAndBalanceForEach(bool isPostgres)
    {
        await using var portal = isPostgres ? await TestPortal.StartPostgres() : TestPortal.Start();
        await portal.GivenPlan("Basic");

        var imported = await portal.Run(s => s.GetRequiredService<ImportSubscribers>(), new ImportSubscribersRequest(Table()), Role.Billing);

        Assert.Equal((120, Money.FromTaka(6_000)), imported.Value.Owed);
        Assert.Equal((120, Money.FromTaka(2_400)), imported.Value.InAdvance);
        Assert.Equal("C-000001", imported.Value.Lines[0].Code);
        await using var db = portal.OpenDb();
        Assert.Equal(Rows, await db.Subscribers.CountAsync(s => s.Code.StartsWith("C-00"), Cancellation));
        Assert.Equal(Rows, await db.AccessMarks.Where(m => m.Cause == nameof(AuditAction.SubscriberAdded)).Select(m => m.SubscriberId).Distinct().CountAsync(Cancellation));
        var record = await db.AuditEntries.Where(a => a.Action == AuditAction.SubscriberAdded).OrderBy(a => a.SubscriberId).ToListAsync(Cancellation);
        Assert.Equal(Rows, record.Count);
        Assert.Contains("\"Code\":\"C-000001\"", record[0].After, StringComparison.Ordinal);
        Assert.Contains("\"OpeningBalance\":", record[0].After, StringComparison.Ordinal);
        Assert.Equal(120, await db.Invoices.CountAsync(Cancellation));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task Import_BySomebodyWithoutTheRight_IsRefused()
    {
        await using var portal = TestPortal.Start();
        await portal.GivenPlan("Basic");

        var refused = await portal.Run(s => s.GetRequiredService<ImportSubscribers>(), new ImportSubscribersRequest(Table(), IsDryRun: true), Role.Technician);

        Assert.IsType<NotPermitted>(refused.Error);
    }

    private static Table Table()
    {
        var text = new StringBuilder("name,plan,activated_on,opening_balance\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append("Somebody,Basic,2026-01-01,").Append((i % 10) switch { 0 => "50", 5 => "-20", _ => "" }).Append('\n');
        }
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        return TableReader.Read(file, TableFormat.Csv).Value;
    }
}
