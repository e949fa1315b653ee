using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Each case reads as start..end (exclusive) @issue amount, one for each draft.</summary>
public sealed class InvoiceCalculatorTests
{
    [Fact]
    public void Calculate_MonthlyInAdvance_MakesEverythingStarted() =>
        Assert.Equal(
            ["2026-01-10..2026-02-10 @2026-01-10 500.00", "2026-02-10..2026-03-10 @2026-02-10 500.00", "2026-03-10..2026-04-10 @2026-03-10 500.00"],
            Drafts(Facts("2026-01-10"), "2026-03-31"));

    [Fact]
    public void Calculate_BeforeOnAndAfterTheStart_IssuesOnTheDayAndOnlyOnce()
    {
        Assert.Empty(Drafts(Facts("2026-01-10"), "2026-01-09"));
        Assert.Single(Drafts(Facts("2026-01-10"), "2026-01-10"));
        Assert.Single(Drafts(Facts("2026-01-10"), "2026-02-09"));
    }

    [Fact]
    public void Calculate_InArrears_IssuesOnTheDayAfterThePeriod() =>
        Assert.Equal(
            ["2026-01-10..2026-02-10 @2026-02-10 500.00"],
            Drafts(Facts("2026-01-10") with { Terms = new() { Timing = BillingTiming.Arrears } }, "2026-02-10"));

    [Fact]
    public void Calculate_AlignedOnTheFirst_BeginsWithTheShortPeriod() =>
        Assert.Equal(
            ["2026-01-21..2026-02-01 @2026-01-21 177.42", "2026-02-01..2026-03-01 @2026-02-01 500.00"],
            Drafts(Facts("2026-01-21") with { Terms = new() { AlignDay = 1 } }, "2026-02-01"));

    [Fact]
    public void Calculate_AlignedQuarter_PricesTheShortPeriodByItsOwnQuarter() =>
        Assert.Equal( // 10 Jan to 1 Feb are 22 of the 92 days from 1 Nov
            ["2026-01-10..2026-02-01 @2026-01-10 119.57", "2026-02-01..2026-05-01 @2026-02-01 500.00"],
            Drafts(Facts("2026-01-10") with { Terms = new() { AlignDay = 1, CycleUnit = CycleUnit.Month, CycleCount = 3 } }, "2026-02-01"));

    [Fact]
    public void Calculate_BillFromInsideAPeriod_BillsItsRemainingDays() =>
        Assert.Equal(
            ["2026-01-20..2026-02-10 @2026-01-20 338.71", "2026-02-10..2026-03-10 @2026-02-10 500.00"],
            Drafts(Facts("2025-05-10") with { BillFrom = Day("2026-01-20") }, "2026-02-10"));

    [Fact]
    public void Calculate_PausedInsideAPeriodInArrears_IssuesOneInvoiceWithALineForEachStretch()
    {
        var facts = Facts("2026-01-01") with { Terms = new() { Timing = BillingTiming.Arrears }, Pauses = [Pause("2026-01-11", "2026-01-20", decidedOn: "2026-01-11")] };

        var draft = Assert.Single(Checked(facts, Day("2026-02-01"), Policy()).Drafts);

        Assert.Equal("2026-01-01..2026-02-01 @2026-02-01 354.84", Text(draft));
        Assert.Equal(["2026-01-01", "2026-01-20"], draft.Lines.Select(l => Text(l.Days.Start)));
    }

    [Fact]
    public void Calculate_WholePeriodInACut_IsBilledWhereTheOperatorBillsAlways()
    {
        var facts = Facts("2026-01-01") with { Cuts = [DaysOff.Cut(Day("2026-01-20"), Day("2026-03-05"))], Pauses = [Pause("2026-08-01", decidedOn: "2026-01-25")] };
        string[] january = ["2026-01-01..2026-02-01 @2026-01-01 500.00"];

        Assert.Equal([.. january, "2026-03-05..2026-04-01 @2026-03-05 435.48"], Drafts(facts, "2026-03-31"));
        Assert.Equal(
            [.. january, "2026-02-01..2026-03-01 @2026-02-01 500.00", "2026-03-01..2026-04-01 @2026-03-01 500.00"],
            Drafts(facts, "2026-03-31", Policy() with { BillsWhileCut = true }));
    }

    [Fact]
    public void Calculate_ClosedInsideAPeriodInArrears_BillsUpToTheClosingDay() =>
        Assert.Equal(
            ["2026-01-10..2026-01-20 @2026-01-20 161.29"],
            Drafts(Facts("2026-01-10") with { ClosedOn = Day("2026-01-20"), Terms = new() { Timing = BillingTiming.Arrears } }, "2026-06-01"));

    [Fact]
    public void Calculate_PausedOverTwoPeriods_BillsTheDaysBeforeAndAfter() =>
        Assert.Equal(
            ["2026-01-10..2026-01-20 @2026-01-10 161.29", "2026-03-01..2026-03-10 @2026-03-01 160.71", "2026-03-10..2026-04-10 @2026-03-10 500.00"],
            Drafts(Facts("2026-01-10") with { Pauses = [new(Day("2026-01-20"), Day("2026-03-01"))] }, "2026-03-10"));

    [Fact]
    public void Calculate_OpenPause_StopsUntilItEnds()
    {
        var calculated = InvoiceCalculator.Calculate(Paused(DateOnly.MaxValue), Day("2027-01-10"), Policy());

        Assert.Equal("2026-01-10..2026-01-20 @2026-01-10 161.29", Text(Assert.Single(calculated.Drafts)));
        Assert.Null(calculated.NextIssueOn);
    }

    [Fact]
    public void Calculate_PlanChangedInsideAnUnbilledPeriod_HasALineForEach()
    {
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast)], Terms = new() { Timing = BillingTiming.Arrears } };

        var draft = Assert.Single(InvoiceCalculator.Calculate(facts, Day("2026-02-01"), Policy()).Drafts);

        Assert.Equal(
            [("Home", "2026-01-01", 10, 161.29m), ("Fast", "2026-01-11", 21, 677.42m)],
            draft.Lines.Select(l => (l.Text, Text(l.Days.Start), l.Days.Days, l.Net.Taka)));
    }

    [Fact]
    public void Calculate_PlanChangedOnTheFirstBilledDay_JoinedThatDay()
    {
        var facts = Facts("2026-01-01") with { BillFrom = Day("2026-01-11"), Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-05"))] };

        Assert.Equal(LineCause.Joined, Assert.Single(InvoiceCalculator.Calculate(facts, Day("2026-01-11"), Policy()).Drafts[0].Lines).Cause);
    }

    [Fact]
    public void Calculate_PriceRaisedInsideAPeriod_HoldsFromTheNextOne()
    {
        var policy = Policy(new TariffPlan(Home, "Home", new(), [new(Day("2020-01-01"), Money.FromTaka(500)), new(Day("2026-01-15"), Money.FromTaka(600))], TaxRule.None));

        Assert.Equal(
            ["2026-01-10..2026-02-10 @2026-01-10 500.00", "2026-02-10..2026-03-10 @2026-02-10 600.00"],
            Drafts(Facts("2026-01-10"), "2026-02-10", policy));
    }

    [Fact]
    public void Calculate_CustomPrice_ComesBeforeThePlans() =>
        Assert.Equal(
            ["2026-01-10..2026-02-10 @2026-01-10 450.00"],
            Drafts(Facts("2026-01-10") with { OwnPrices = [new(Day("2026-01-10"), Money.FromTaka(450))] }, "2026-01-10"));

    [Fact]
    public void Calculate_TermsChangedAfterInvoices_BillsOnFromTheLastDayCovered() =>
        Assert.Equal( // billed to 10 Feb on the anniversary; aligned on the 1st since
            ["2026-02-10..2026-03-01 @2026-02-10 339.29", "2026-03-01..2026-04-01 @2026-03-01 500.00"],
            Drafts(Facts("2026-01-10") with { Terms = new() { AlignDay = 1 }, Invoiced = [Invoiced("2026-01-10", "2026-02-10")] }, "2026-03-01"));

    [Fact]
    public void Calculate_HoleBetweenInvoices_IsFilled() =>
        Assert.Equal(
            ["2026-02-10..2026-03-10 @2026-02-10 500.00"],
            Drafts(Facts("2026-01-10") with { Invoiced = [Invoiced("2026-01-10", "2026-02-10"), Invoiced("2026-03-10", "2026-04-10")] }, "2026-03-31"));

    [Fact]
    public void Calculate_ClosedOnTheFirstDayOfAPeriod_BillsNothingOfIt() =>
        Assert.Equal(["2026-01-10..2026-02-10 @2026-01-10 500.00"], Drafts(Facts("2026-01-10") with { ClosedOn = Day("2026-02-10") }, "2026-06-01"));

    [Fact]
    public void Calculate_HoleShorterThanAPeriod_IsFilledUpToTheNextInvoiceAndNoFurther() =>
        Assert.Equal( // 10 February to 1 March: 19 of 28 days
            ["2026-02-10..2026-03-01 @2026-02-10 339.29", "2026-04-01..2026-04-10 @2026-04-01 145.16"],
            Drafts(Facts("2026-01-10") with { Invoiced = [Invoiced("2026-01-10", "2026-02-10"), Invoiced("2026-03-01", "2026-04-01")] }, "2026-04-09"));

    [Fact]
    public void Calculate_HoleOfSeveralPeriods_IsFilledPeriodByPeriod() =>
        Assert.Equal(
            ["2026-02-10..2026-03-10 @2026-02-10 500.00", "2026-03-10..2026-04-10 @2026-03-10 500.00"],
            Drafts(Facts("2026-01-10") with { Invoiced = [Invoiced("2026-01-10", "2026-02-10"), Invoiced("2026-04-10", "2026-05-10")] }, "2026-05-09"));

    [Fact]
    public void Calculate_CannotBeBilled_NamesTheReason()
    {
        Assert.Equal(ParkReason.NoPlan, Problem(Facts("2026-01-10") with { Plans = [new(Day("2026-01-10"), 99)] }));
        Assert.Equal(ParkReason.NoPlan, Problem(Facts("2026-01-10") with { Plans = [] }));
        Assert.Equal(ParkReason.NoPrice, Problem(Facts("2019-12-01")));
        Assert.Equal(ParkReason.BadTerms, Problem(Facts("2026-01-10") with { Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 0 } }));
        Assert.Equal(ParkReason.BadTerms, Problem(Facts("2026-01-10") with { Terms = new() { AlignDay = 32 } }));
        Assert.Equal(ParkReason.TooManyPeriods, Problem(Facts("2020-01-10") with { Terms = new() { CycleUnit = CycleUnit.Day, CycleCount = 1 } }));
        Assert.Equal(ParkReason.NegativeTotal, Problem(Facts("2026-01-10") with { OwnPrices = [new(Day("2026-01-10"), Money.FromTaka(-1))] }));
        Assert.Equal(ParkReason.TotalTooLarge, Problem(Facts("2026-01-10") with { OwnPrices = [new(Day("2026-01-10"), Money.FromTaka(2_000_000))] }));
    }

    [Fact]
    public void Check_GeneratorThatRepeatsItself_IsCaught()
    {
        var facts = Facts("2026-01-10");
        var drafts = InvoiceCalculator.Calculate(facts, Day("2026-02-10"), Policy()).Drafts;

        Assert.Equal(ParkReason.ChargedTwice, InvoiceBounds.Check([.. drafts, drafts[1]], facts, Policy())?.Reason);
        Assert.Equal(ParkReason.ChargedTwice, InvoiceBounds.Check(drafts, facts with { Invoiced = [Invoiced("2026-02-01", "2026-02-20")] }, Policy())?.Reason);
        Assert.Null(InvoiceBounds.Check(drafts, facts, Policy()));
    }

    [Fact]
    public void Calculate_PauseTakenBackBeforeItBegan_IsNoPause()
    {
        var pause = Pause("2026-01-20", "2026-01-25", "2026-01-05").EndedOn(Day("2026-01-20"), Day("2026-01-08"));

        Assert.Equal(["2026-01-10..2026-02-10 @2026-01-10 500.00"], Drafts(Facts("2026-01-10") with { Pauses = [pause] }, "2026-01-31"));
    }

    private static BillingFacts Paused(DateOnly until) => Facts("2026-01-10") with { Pauses = [new(Day("2026-01-20"), until)] };

    private static ParkReason? Problem(BillingFacts facts) => Checked(facts, Day("2026-02-01"), Policy()).Problem?.Reason;
}
