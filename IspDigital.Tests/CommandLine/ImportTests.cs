using IspDigital.Core.Ledger;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.CommandLine;

/// <summary>Plans and subscribers out of files: all rows or none, every bad row named.</summary>
public sealed class ImportTests
{
    private const string All = "code,name,phone,plan,router,ppp_name,activated_on,bill_from,opening_balance,billing,cycle_unit,cycle_count,align_day,lead_days,due_days,grace_days,price,discount_percent";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribers_ActivatedBeforeThePlanHadAPrice_AreToldSoInASentence()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();

        var answer = await line.Run("import", "subscribers", line.File("subscribers.csv", "name,plan,activated_on", "A,Basic,1999-12-01"));

        Assert.Equal(1, answer.Code);
        Assert.Contains(
            "line 2, column activated_on: Billing from here cannot be calculated. The plan has no price on this day. 01/12/1999 · Basic",
            answer.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_OfAFile_ShareTheTaxOfTheSameRateAndMode()
    {
        await using var line = new CommandLineInProcess();

        var answer = await line.Does("import", "plans", line.File(
            "plans.csv", "price,name,tax_percent,tax_mode,download_mbps,upload_mbps,profile",
            "500,A,5,exclusive,10,10,p10", "700.50,B,5,,10,10,p10", "\"1,050.00\",C,5,inclusive,10,10,p10", "৯০০,D,7.5,exclusive,10,10,p10", "300,E,,,,,"));

        Assert.Equal("", answer.Text);
        await using var db = line.Portal.OpenDb();
        var plans = await db.Plans.OrderBy(p => p.Name).ToListAsync(Cancellation);
        var taxes = await db.Taxes.ToDictionaryAsync(t => t.Id, Cancellation);
        Assert.Equal([50_000, 70_050, 105_000, 90_000, 30_000], plans.Select(p => p.PriceOn(new(2000, 1, 1))!.Value.Minor));
        Assert.Equal(plans[0].TaxId, plans[1].TaxId);
        Assert.Equal((TaxMode.Inclusive, 500), (taxes[plans[2].TaxId!.Value].Mode, taxes[plans[2].TaxId!.Value].RateOn(new(2026, 1, 1))));
        Assert.Equal(750, taxes[plans[3].TaxId!.Value].RateOn(new(2026, 1, 1)));
        Assert.Null(plans[4].TaxId);
        Assert.Equal(3, taxes.Count);
        Assert.Equal(new SpeedProfile(10_000_000, 10_000_000, "p10"), plans[0].Speed);
    }

    [Fact]
    public async Task Plans_WithBadRows_AreNamedAndNoneIsTaken()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();

        var answer = await line.Run("import", "plans", line.File("more.csv", "name,price,tax_percent,tax_mode", "New,1", "basic,1", "X,abc", "Y,5,101", "Z,5,5,twice", "new,3"));

        Assert.Equal(1, answer.Code);
        Assert.Equal(
            ["line 3, column name:", "line 4, column price:", "line 5, column tax_percent:", "line 6, column tax_mode:", "line 7, column name:", "5 rows are wrong;"],
            answer.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(m => string.Join(' ', m.Split(' ').Take(4))));
        await using var db = line.Portal.OpenDb();
        Assert.Equal(2, await db.Plans.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Subscribers_WithEveryColumn_AreAsTheFileSays()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();

        await line.HasSubscribers(
            All, "A1,রহিম,০১৭১২-৩৪৫৬৭৮,Basic,,,2025-12-15,,350.50,arrears,day,10,,,9,1,450.25,12.5", "A2,Karim,,gold,,,31/01/2026,2026-02-10,-200,,,3,5,,,,,");

        await using var db = line.Portal.OpenDb();
        var people = await db.Subscribers.Include(s => s.Agreements).OrderBy(s => s.Code).ToListAsync(Cancellation);
        Assert.Equal(
            new BillingTermsOverride { Timing = BillingTiming.Arrears, CycleUnit = CycleUnit.Day, CycleCount = 10, DueDays = 9, GraceDays = 1 }, people[0].Terms);
        Assert.Equal(("8801712345678", new DateOnly(2025, 12, 15), new DateOnly(2025, 12, 15)), (people[0].Phone, people[0].ActivatedOn, people[0].BillFrom));
        Assert.Equal((45_025L, 1250, new DateOnly(2025, 12, 15)), (people[0].Agreements[0].CustomPriceMinor!.Value, people[0].Agreements[0].DiscountBasisPoints, people[0].Agreements[0].From));
        Assert.Equal(new BillingTermsOverride { CycleUnit = CycleUnit.Month, CycleCount = 3, AlignDay = 5 }, people[1].Terms);
        Assert.Equal((new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 10)), (people[1].ActivatedOn, people[1].BillFrom));
        var balances = await db.JournalLines.Where(l => l.Account == Account.Receivable || l.Account == Account.Advances)
            .GroupBy(l => l.SubscriberId).Select(g => g.Sum(l => l.Amount.Minor)).OrderBy(b => b).ToListAsync(Cancellation);
        Assert.Equal([-20_000, 35_050], balances);
        await Invariants.Hold(line.Portal);
    }

    [Fact]
    public async Task Subscribers_BadRows_AreAllNamedWithLineColumnAndReasonAndNobodyIsTaken()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "OLD,Old,Basic,2026-01-01");

        var answer = await line.Run("import", "subscribers", line.File(
            "bad.csv", All,
            "G1,Good,01712345678,Basic,,,2026-01-01,,,,,,,,,,,",
            "OLD,Taken,,Basic,,,2026-01-01,,,,,,,,,,,",
            "G1,Twice,,Basic,,,2026-01-01,,,,,,,,,,,",
            ",,12345,Silver,,,2026-02-30,,1.005,later,week,0,32,x,,,-1,101",
            "B2,Router,,Basic,Tower,u1,2026-01-01,2025-12-31,,,,,,,,,,,,"));

        Assert.Equal(1, answer.Code);
        Assert.Equal("", answer.Text);
        Assert.Equal(
            [
                "3 code", "4 code", "5 activated_on", "5 align_day", "5 billing", "5 cycle_count", "5 cycle_unit", "5 discount_percent", "5 lead_days", "5 name",
                "5 opening_balance", "5 phone", "5 plan", "5 price", "6 bill_from", "6 router", "6 row",
            ],
            answer.Messages.Split('\n').Where(m => m.StartsWith("line ", StringComparison.Ordinal)).Select(m => m.Split(':')[0].Replace("line ", "", StringComparison.Ordinal))
                .Select(m => m.Contains(',', StringComparison.Ordinal) ? m.Replace(", column", "", StringComparison.Ordinal) : m + " row").Order(StringComparer.Ordinal));
        Assert.Contains("4 rows are wrong; nothing of the file was taken.", answer.Messages, StringComparison.Ordinal);
        await using var db = line.Portal.OpenDb();
        Assert.Equal(1, await db.Subscribers.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("code,name,plan,activated_on,billfrom", "line 1, column billfrom:")]
    [InlineData("code,name,plan", "line 1, column activated_on:")]
    [InlineData("code,name,plan,activated_on,code", "line 1, column code:")]
    public async Task Subscribers_ColumnsThatAreUnknownMissingOrTwice_AreRefusedBeforeAnyRow(string columns, string told)
    {
        await using var line = new CommandLineInProcess();

        var answer = await line.Run("import", "subscribers", line.File("s.csv", columns, "A1,A,Basic,2026-01-01,x"));

        Assert.Equal(1, answer.Code);
        Assert.Contains(told, answer.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_SaysWhatWouldBeBilledAtOnceAndWritesNothing()
    {
        await using var line = new CommandLineInProcess(); // 1 January 2026
        await line.HasPlans();

        var answer = await line.Does("import", "subscribers", line.File(
            "s.csv", "code,name,plan,activated_on,bill_from", "A1,Old days,Basic,2025-10-10,", "A2,Brought,Basic,2025-10-10,2026-01-10"), "--dry-run");

        Assert.Equal(
            [
                "line,code,name,plan,bill_from,opening_balance,invoices_at_once,total_at_once,period_start,period_end",
                "2,A1,Old days,Basic,2025-10-10,0.00,3,1575.00,2025-10-10,2026-01-10", "3,A2,Brought,Basic,2026-01-10,0.00,0,0.00,,",
            ],
            answer.Lines);
        Assert.Contains("3 invoices to 1 subscriber, 1575.00 in total, for days from 2025-10-10 to before 2026-01-10.", answer.Messages, StringComparison.Ordinal);
        await using var db = line.Portal.OpenDb();
        Assert.False(await db.Subscribers.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Codes_LeftEmpty_AreMadeAndPassByOnesThatWereTyped()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();

        await line.HasSubscribers("code,name,plan,activated_on", "C-000002,Typed,Basic,2026-01-01", ",Made,Basic,2026-01-01");

        await using var db = line.Portal.OpenDb();
        Assert.Equal(["C-000002", "C-000002-2"], await db.Subscribers.OrderBy(s => s.Id).Select(s => s.Code).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Codes_TypedFarBelow_AreKeptForThoseWhoTypedThem()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();

        await line.HasSubscribers(
            "code,name,plan,activated_on",
            [.. Enumerable.Repeat(",Made,Basic,2026-01-01", 1_100), "C-000003,Typed,Basic,2026-01-01", "C-000003-2,Typed,Basic,2026-01-01"]);

        await using var db = line.Portal.OpenDb();
        Assert.Equal(["C-000003-3"], await db.Subscribers.Where(s => s.Id == 3).Select(s => s.Code).ToListAsync(Cancellation));
        Assert.Equal(1_102, await db.Subscribers.Select(s => s.Code).Distinct().CountAsync(Cancellation));
        Assert.Equal(1_102, await db.AccessMarks.CountAsync(Cancellation));
        Assert.Equal(1_102, await db.AuditEntries.CountAsync(a => a.Action == IspDigital.Core.Audit.AuditAction.SubscriberAdded, Cancellation));
    }
}
