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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_OfACodeThatIsThereInOtherLetters_IsRefusedByLineAndHolder(bool isPostgres)
    {
        await using var portal = isPostgres ? await TestPortal.StartPostgres() : TestPortal.Start();
        await portal.GivenPlan("Basic");
        Assert.True((await Import(portal, "code,name,plan,activated_on\nSL-001,Rahim,Basic,2026-01-01\nÄ-1,Karim,Basic,2026-01-01\n")).IsOk);

        var refused = await Import(
            portal, "code,name,plan,activated_on\nSL-002,A,Basic,2026-01-01\nsl-001,B,Basic,2026-01-01\nä-1,C,Basic,2026-01-01\nSl-002,D,Basic,2026-01-01\n");

        Assert.Equal(
            [(3, "Subscribers.CodeTaken", "SL-001"), (4, "Subscribers.CodeTaken", "Ä-1"), (5, "Shared.CellRepeated", "Sl-002")],
            Assert.IsType<BadRows>(refused.Error).Problems.Select(p => (p.Line, p.Code, (string)p.Args[0])));
    }

    [Fact]
    public async Task Import_WithoutCodes_MakesNoneThatIsThereInOtherLetters()
    {
        await using var portal = TestPortal.Start();
        await portal.GivenPlan("Basic");

        var imported = await Import(
            portal, "code,name,plan,activated_on\nc-000002,Rahim,Basic,2026-01-01\n,Karim,Basic,2026-01-01\n,Salma,Basic,2026-01-01\nc-000003,Jamal,Basic,2026-01-01\n");
        var next = await Import(portal, "code,name,plan,activated_on\nc-000006-2,Rina,Basic,2026-01-01\n,Mina,Basic,2026-01-01\n");
        var last = await Import(portal, "code,name,plan,activated_on\nc-000008,Tania,Basic,2026-01-01\n");

        Assert.Equal(["c-000002", "C-000002-2", "C-000003-2", "c-000003"], imported.Value.Lines.Select(l => l.Code));
        Assert.Equal(["c-000006-2", "C-000006"], next.Value.Lines.Select(l => l.Code));
        Assert.True(last.IsOk);
        Assert.Equal("C-000008-2", Assert.Single((await Import(portal, "name,plan,activated_on\nKeya,Basic,2026-01-01\n")).Value.Lines).Code);
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
        return Table(text.ToString());
    }

    private static Table Table(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return TableReader.Read(file, TableFormat.Csv).Value;
    }

    private static Task<Result<ImportedSubscribers>> Import(TestPortal portal, string text) =>
        portal.Run(s => s.GetRequiredService<ImportSubscribers>(), new ImportSubscribersRequest(Table(text)), Role.Billing);
}
