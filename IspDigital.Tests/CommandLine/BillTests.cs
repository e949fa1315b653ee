using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.CommandLine;

/// <summary>Preview, issue, export: what scripts read.</summary>
public sealed class BillTests
{
    private const string Drafts = "subscriber,kind,period_start,period_end,issue_date,due_date,last_day_to_pay,subtotal,tax,total";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preview_OfAFutureDay_ListsEveryDraftBySubscriberAndDateAndStoresNothing()
    {
        await using var line = new CommandLineInProcess(); // 1 January 2026
        await line.HasPlans();
        await line.HasSubscribers(
            "code,name,plan,activated_on,billing,align_day,lead_days,due_days,grace_days",
            "B,In arrears,Gold,2026-01-10,arrears,,,10,2", "A,Aligned,Basic,2026-01-21,,1,3,,");

        var answer = await line.Does("bill", "--preview", "--through", "2026-03-10", "--format", "csv");

        // 500 × 31/31 − 500 × 20/31 = 500 − 322.58 = 177.42; 5% of it 8.87.
        Assert.Equal(
            string.Join('\n', Drafts,
                "A,recurring,2026-01-21,2026-02-01,2026-01-21,2026-01-28,2026-01-31,177.42,8.87,186.29",
                "A,recurring,2026-02-01,2026-03-01,2026-01-29,2026-02-05,2026-02-08,500.00,25.00,525.00",
                "A,recurring,2026-03-01,2026-04-01,2026-02-26,2026-03-05,2026-03-08,500.00,25.00,525.00",
                "B,recurring,2026-01-10,2026-02-10,2026-02-10,2026-02-20,2026-02-22,1000.00,50.00,1050.00",
                "B,recurring,2026-02-10,2026-03-10,2026-03-10,2026-03-20,2026-03-22,1000.00,50.00,1050.00", ""),
            answer.Text);
        await using var db = line.Portal.OpenDb();
        Assert.False(await db.Invoices.AnyAsync(Cancellation) || await db.BillingSchedules.AnyAsync(Cancellation) || await db.BillingRuns.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Preview_OfNothing_StillHasItsHeader()
    {
        await using var line = new CommandLineInProcess();

        Assert.Equal(Drafts + "\n", (await line.Does("bill", "--preview")).Text);
        Assert.Equal("[]\n", (await line.Does("bill", "--preview", "--format", "json")).Text);
    }

    [Fact]
    public async Task Bill_OnceAndAgain_IssuesThenFindsNothing()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2025-11-01", "B,B,Basic,2026-02-01");

        var first = await line.Does("bill");
        var again = await line.Does("bill");

        Assert.Equal(
            ["run,outcome,through,issued,back_filled,already_there,skipped,parked,total", "2026-01-01/1,Completed,2026-01-01,1,2,1,0,0,1575.00"], first.Lines);
        Assert.Equal(",NothingDue,,0,0,0,0,0,0.00", again.Lines[1]);
        Assert.Equal("Nothing is due.\n", again.Messages);
        var later = await line.Run("bill", "--through", "2026-02-01");
        Assert.Equal((1, ""), (later.Code, later.Text));
        await Invariants.Hold(line.Portal);
    }

    [Fact]
    public async Task Bill_FarFromTheLastOne_WaitsForApprovalAndThenGoesOn()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", [.. Enumerable.Range(1, 12).Select(i => $"S{i},S{i},Basic,2026-01-01")]);
        await line.Does("bill");
        Assert.Equal(0, (await line.Applies([.. Enumerable.Range(1, 12).Select(i => $"2026-01-01,S{i},price,2500")])).Code);
        line.Portal.GoTo(new(2026, 2, 1));

        var held = await line.Run("bill");
        var approved = await line.Does("bill", "--approve");

        Assert.Equal(1, held.Code);
        Assert.Contains("TotalFarFromLast", held.Messages, StringComparison.Ordinal);
        Assert.StartsWith("2026-02-01/1,AwaitingApproval,2026-02-01,0,", held.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2026-02-01/1,Completed,2026-02-01,12,", approved.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfInvoices_HasItsColumnsAndItsDays()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on,opening_balance", "A,A,Basic,2025-11-01,-600", "B,B,Basic,2025-12-15,70");
        await line.Does("bill");

        var all = await line.Does("export", "invoices");
        var december = await line.Does("export", "invoices", "--from", "2025-12-01", "--to", "2025-12-31", "--format", "csv");

        Assert.Equal(
            [
                "number,subscriber,kind,period_start,period_end,issue_date,due_date,last_day_to_pay,subtotal,tax,total,paid,status",
                "INV-2026-000001,B,adjustment,2026-01-01,2026-01-02,2026-01-01,2026-01-08,2026-01-11,70.00,0.00,70.00,0.00,open",
                "INV-2025-000001,A,recurring,2025-11-01,2025-12-01,2025-11-01,2025-11-08,2025-11-11,500.00,25.00,525.00,525.00,paid",
                "INV-2025-000002,A,recurring,2025-12-01,2026-01-01,2025-12-01,2025-12-08,2025-12-11,500.00,25.00,525.00,75.00,open",
                "INV-2026-000002,A,recurring,2026-01-01,2026-02-01,2026-01-01,2026-01-08,2026-01-11,500.00,25.00,525.00,0.00,open",
                "INV-2025-000003,B,recurring,2025-12-15,2026-01-15,2025-12-15,2025-12-22,2025-12-25,500.00,25.00,525.00,0.00,open",
            ],
            all.Lines);
        Assert.Equal(["A", "B"], december.Lines.Skip(1).Select(l => l.Split(',')[1]));
    }

    [Theory]
    [InlineData("invoices", 4)]
    [InlineData("invoice-lines", 4)]
    [InlineData("payments", 2)]
    [InlineData("ledger", 16)]
    [InlineData("subscribers", 2)]
    public async Task Export_InEveryFormat_HoldsTheSameRows(string subject, int rows)
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on,price,opening_balance", "A,=1+1,Basic,2025-12-01,,", "B,বি,Basic,2025-12-01,100,");
        await line.Does("bill");
        Assert.Equal(0, (await line.Applies("2025-12-05,A,payment,300.50", "2025-12-06,A,payment,100 bkash TX-9")).Code);

        var csv = await line.Does("export", subject);
        var json = await line.Does("export", subject, "--format", "json");
        await line.Does("export", subject, "--format", "xlsx", "--out", "out.xlsx");
        var sheet = await line.Does("export", subject, "--format", "xlsx");

        using var parsed = System.Text.Json.JsonDocument.Parse(json.Data);
        await using var file = File.OpenRead(Path.Combine(line.Portal.Folder, "out.xlsx"));
        using var sent = new MemoryStream(sheet.Data);
        Assert.Equal(rows, csv.Lines.Length - 1);
        Assert.Equal(rows, parsed.RootElement.GetArrayLength());
        Assert.Equal(rows, Core.Tables.TableReader.Read(file, Core.Tables.TableFormat.Xlsx).Value.Rows.Count);
        Assert.Equal(csv.Lines[0].Split(','), Core.Tables.TableReader.Read(sent, Core.Tables.TableFormat.Xlsx).Value.Columns);
        Assert.Equal(csv.Lines[0].Split(','), parsed.RootElement[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Export_ToAFile_IsOfTheKindOfItsEndingAndHasItsNameOnlyWhenItIsWhole()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2025-11-01");

        var whole = await line.Does("export", "subscribers", "--out", "all.xlsx");
        var nowhere = await line.Run("export", "subscribers", "--out", "missing/all.csv");

        await using var file = File.OpenRead(Path.Combine(line.Portal.Folder, "all.xlsx"));
        Assert.Single(Core.Tables.TableReader.Read(file, Core.Tables.TableFormat.Xlsx).Value.Rows);
        Assert.Equal("1 row.\n", whole.Messages);
        Assert.Equal((1, ""), (nowhere.Code, nowhere.Text));
        Assert.Empty(Directory.GetFiles(line.Portal.Folder, "*.part"));
    }

    [Fact]
    public async Task Export_OfTextThatBeginsLikeAFormula_MarksItAsTextAndLeavesAmountsAlone()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on,opening_balance", "A,=HYPERLINK(1),Basic,2026-01-01,-5.50");

        var answer = await line.Does("export", "subscribers");

        Assert.StartsWith("A,'=HYPERLINK(1),,Basic,,,2026-01-01,2026-01-01,-5.50,", answer.Lines[1], StringComparison.Ordinal);
    }
}
