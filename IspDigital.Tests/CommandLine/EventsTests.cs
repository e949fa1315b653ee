using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.CommandLine;

/// <summary>Events of the past, each as decided on its own day.</summary>
public sealed class EventsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfEveryKind_ShowInThePreviewAsIfTheyHadBeenRecordedOnTheirDay()
    {
        await using var line = new CommandLineInProcess();
        line.Portal.GoTo(new(2026, 6, 1));
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2026-01-01", "B,B,Basic,2026-01-01", "C,C,Basic,2026-01-01");

        var applied = await line.Applies(
            "2026-01-11,A,change-plan-now,Gold", "2026-01-20,B,change-plan-at-renewal,Gold", "2026-02-10,C,pause,2026-03-01", "2026-02-15,B,price,800",
            "2026-02-16,B,discount-percent,10", "2026-03-05,C,charge,150 Router swap", "2026-03-11,A,pause,", "2026-03-21,A,resume,", "2026-04-11,C,close,");

        Assert.Equal((0, "9 events applied, 0 charges and payments were there already.\n"), (applied.Code, applied.Messages));
        // A: 21 of 31 days: Basic back 500 − 161.29 = 338.71, Gold 1000 − 322.58 = 677.42; each with its tax: 711.29 − 355.65. March off from the 11th: 677.42 back, 354.84 (11 of 31) again from the 21st.
        // C: 19 of 28 days of February back: 500 − 160.71 = 339.29; 20 of 30 days of April: 333.33.
        Assert.Equal(
            [
                "A,recurring,2026-01-01,2026-02-01,2026-01-01,525.00", "A,adjustment,2026-01-11,2026-02-01,2026-01-11,355.64",
                "A,recurring,2026-02-01,2026-03-01,2026-02-01,1050.00", "A,recurring,2026-03-01,2026-04-01,2026-03-01,1050.00",
                "A,adjustment,2026-03-11,2026-04-01,2026-03-11,-711.29", "A,adjustment,2026-03-21,2026-04-01,2026-03-21,372.58",
                "A,recurring,2026-04-01,2026-05-01,2026-04-01,1050.00", "B,recurring,2026-01-01,2026-02-01,2026-01-01,525.00",
                "B,recurring,2026-02-01,2026-03-01,2026-02-01,1050.00", "B,recurring,2026-03-01,2026-04-01,2026-03-01,756.00",
                "B,recurring,2026-04-01,2026-05-01,2026-04-01,756.00", "C,recurring,2026-01-01,2026-02-01,2026-01-01,525.00",
                "C,recurring,2026-02-01,2026-03-01,2026-02-01,525.00", "C,adjustment,2026-02-10,2026-03-01,2026-02-10,-356.25",
                "C,recurring,2026-03-01,2026-04-01,2026-03-01,525.00", "C,recurring,2026-04-01,2026-05-01,2026-04-01,682.50",
                "C,adjustment,2026-04-11,2026-05-01,2026-04-11,-350.00",
            ],
            (await line.Does("bill", "--preview", "--through", "2026-04-30")).Lines.Skip(1)
                .Select(l => l.Split(',')).Select(c => string.Join(',', c[0], c[1], c[2], c[3], c[4], c[9])));
    }

    [Fact]
    public async Task Price_DecidedAfterTheNextInvoiceWentOut_LeavesThatInvoiceAsItWouldHaveBeen()
    {
        await using var line = new CommandLineInProcess();
        line.Portal.GoTo(new(2026, 6, 1));
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on,lead_days", "A,A,Basic,2026-01-01,10", "B,B,Basic,2026-01-01,10");

        // The invoice for April goes out on 22 March. The new plan of B begins on 25 March, and with it the new price: 7 of 31 days of March and all of April anew.
        Assert.Equal(0, (await line.Applies("2026-03-25,A,price,800", "2026-03-25,B,price,800", "2026-03-25,B,change-plan-now,Gold")).Code);

        // B: 7 of 31 days of 500 are 112.90, of 800 180.65; with their tax 118.55 and 189.68 − and April: 840 − 525.
        Assert.Equal(
            [
                "A,recurring,2026-03-01,2026-02-19,525.00", "A,recurring,2026-04-01,2026-03-22,525.00", "A,recurring,2026-05-01,2026-04-21,840.00",
                "B,recurring,2026-03-01,2026-02-19,525.00", "B,recurring,2026-04-01,2026-03-22,525.00", "B,adjustment,2026-03-25,2026-03-25,386.13",
                "B,recurring,2026-05-01,2026-04-21,840.00",
            ],
            (await line.Does("bill", "--preview", "--through", "2026-05-01")).Lines.Skip(1).Select(l => l.Split(','))
                .Where(c => string.CompareOrdinal(c[4], "2026-02-01") > 0).Select(c => string.Join(',', c[0], c[1], c[2], c[4], c[9])));
    }

    [Fact]
    public async Task Payments_OfThePast_PayOldestFirstWhatIsIssuedLater()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2025-11-01");
        var applied = await line.Applies("2025-11-03,A,payment,525", "2025-12-04,A,payment,300 bkash 9HX7A2K1QP");
        Assert.Equal(0, applied.Code);
        await line.Does("bill");

        Assert.Equal(["525.00,paid", "300.00,open", "0.00,open"], (await line.Does("export", "invoices")).Lines.Skip(1).Select(l => string.Join(',', l.Split(',')[11..])));
        Assert.Equal(
            ["A,2025-11-03,525.00,cash,,,525.00,0.00", "A,2025-12-04,300.00,bkash,bkash,9HX7A2K1QP,300.00,0.00"],
            (await line.Does("export", "payments")).Lines.Skip(1).Select(l => string.Join(',', l.Split(',')[1..9])));
        await Invariants.Hold(line.Portal);
    }

    [Fact]
    public async Task Events_AppliedTwice_AreAppliedOnce_AndMoneyOfAnotherFileOnceToo()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2025-12-01");
        string[] rows = ["2025-12-03,A,payment,100", "2025-12-03,A,payment,100", "2025-12-04,A,charge,50 Cable", "2025-12-05,A,pause,"];
        Assert.Equal(0, (await line.Applies(rows)).Code);

        var again = await line.Applies(rows);
        var longer = await line.Applies([.. rows[..3], "2025-12-09,A,resume,", "2025-12-10,A,payment,70"]);

        Assert.Equal((0, "These 4 events were applied before; nothing was done.\n"), (again.Code, again.Messages));
        Assert.Equal((0, "2 events applied, 3 charges and payments were there already.\n"), (longer.Code, longer.Messages));
        await using var db = line.Portal.OpenDb();
        Assert.Equal([10_000L, 10_000L, 7_000L], (await db.Payments.OrderBy(p => p.Id).ToListAsync(Cancellation)).Select(p => p.Amount.Minor));
        Assert.Equal(1, await db.Charges.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Events_WithOneThatCannotBe_AreAllNamedAndNoneIsApplied()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2025-12-01");

        var answer = await line.Applies(
            "2025-12-03,A,payment,100", "2025-12-02,A,payment,100", "2025-12-04,X,close,", "2025-12-04,A,explode,", "2025-12-04,A,resume,", "2025-12-05,A,change-plan-now,Silver",
            "2025-12-05,A,charge,lots", "2025-12-05,A,payment,5 bkash", "2025-11-30,A,pause,", "2025-12-06,A,close,", "2025-12-07,A,pause,", "2025-12-07,A,charge,",
            "2027-01-01,A,payment,5");

        Assert.Equal(1, answer.Code);
        Assert.Equal(
            ["3 date", "4 subscriber", "5 event", "6 event", "7 value", "8 value", "9 value", "10 date", "10 date", "12 date", "13 value", "14 date"],
            answer.Messages.Split('\n').Where(m => m.StartsWith("line ", StringComparison.Ordinal))
                .Select(m => m.Split(':')[0].Replace("line ", "", StringComparison.Ordinal).Replace(", column", "", StringComparison.Ordinal)));
        await using var db = line.Portal.OpenDb();
        Assert.False(await db.Payments.AnyAsync(Cancellation));
        Assert.Null((await db.Subscribers.SingleAsync(Cancellation)).ClosedOn);
    }

    [Fact]
    public async Task Events_OnRecordAfterTheInvoicesOfLaterDays_CorrectThoseToo()
    {
        await using var line = new CommandLineInProcess();
        line.Portal.GoTo(new(2026, 4, 15));
        await line.HasPlans();
        await line.HasSubscribers("code,name,plan,activated_on", "A,A,Basic,2026-01-01", "B,B,Basic,2026-01-01", "C,C,Basic,2026-01-01");
        await line.Does("bill");
        Assert.Equal(0, (await line.Applies("2026-02-01,A,close,", "2026-02-01,B,pause,", "2026-02-01,C,change-plan-now,Gold")).Code);
        await line.Does("bill", "--approve");
        await line.Does("bill", "--approve");

        var totals = (await line.Does("export", "invoices")).Lines.Skip(1).Select(l => l.Split(','))
            .GroupBy(c => c[1]).ToDictionary(g => g.Key, g => g.Sum(c => decimal.Parse(c[10], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(525.00m, totals["A"]);
        Assert.Equal(525.00m, totals["B"]);
        Assert.Equal(525.00m + (3 * 1050.00m), totals["C"]);
        await Invariants.Hold(line.Portal);
    }

    [Fact]
    public async Task Migration_FromTheFirstFileToTheLastExport_HoldsTogether()
    {
        await using var line = new CommandLineInProcess();
        await line.HasPlans();
        await line.HasSubscribers(
            "code,name,phone,plan,activated_on,bill_from,opening_balance,billing,align_day,price",
            "A,A,01712345678,Basic,2024-02-29,2025-12-29,,,,", "B,B,01712345679,Gold,2025-11-10,,250,arrears,1,", "C,C,01712345670,Basic,2025-12-31,,-100,,,650");
        var ahead = (await line.Does("bill", "--preview", "--through", "2027-02-05")).Lines.Length;
        await line.Does("bill");
        Assert.Equal(0, (await line.Applies("2025-12-30,A,pause,", "2025-12-31,B,change-plan-now,Basic", "2026-01-01,A,resume,", "2026-01-01,C,payment,582.50", "2026-01-01,B,close,")).Code);
        await line.Does("bill", "--approve");
        line.Portal.GoTo(new(2026, 2, 5));
        await line.Does("bill", "--approve");

        Assert.True(ahead > 35);
        Assert.True((await line.Does("export", "ledger")).Lines.Length > 10);
        Assert.Contains("closed,2026-01-01", (await line.Does("export", "subscribers")).Text, StringComparison.Ordinal);
        await Invariants.Hold(line.Portal);
    }
}
