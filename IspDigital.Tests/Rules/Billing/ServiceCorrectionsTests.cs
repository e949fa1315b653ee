using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>What changes days that are invoiced already. Monthly in advance at 500.00 from 1 January: January has 31 days, February 28.</summary>
public sealed class ServiceCorrectionsTests
{
    private const string January = "2026-01-01..2026-02-01 @2026-01-01 500.00";
    private const string February = "2026-02-01..2026-03-01 @2026-02-01 500.00";

    //  1 Jan ────────── 11 Jan ──────────── 1 Feb
    //  Home 500.00      Fast 1,000.00
    [Fact]
    public void Calculate_PlanChangedAtOnce_CreditsTheOldDaysAndChargesTheNew() =>
        Assert.Equal( // 21 of 31 days: 338.71 back, 677.42 charged
            [January, "Adjustment 2026-01-11..2026-02-01 @2026-01-11 338.71", "2026-02-01..2026-03-01 @2026-02-01 1000.00"],
            Drafts(Changed("2026-01-11"), "2026-02-01"));

    [Fact]
    public void Calculate_PlanChangedAtOnce_ExplainsBothLines()
    {
        var draft = InvoiceCalculator.Calculate(Changed("2026-01-11"), Day("2026-01-11"), Policy()).Drafts[1];

        Assert.Equal(
            ["UnusedDays Home 2026-01-11..2026-02-01 PlanChanged -338.71+0.00", "Proration Fast 2026-01-11..2026-02-01 PlanChanged 677.42+0.00"],
            draft.Lines.Select(Text));
        Assert.Equal((Day("2026-01-18"), Day("2026-01-21")), (draft.DueDate, draft.LastDayToPay));
    }

    [Fact]
    public void Calculate_PlanChangedToACheaperOne_IsACreditNote() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 1000.00", "CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71"],
            Drafts(Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Fast), new(Day("2026-01-11"), Home, Day("2026-01-11"))] }, "2026-01-31"));

    [Fact]
    public void Calculate_PlanChangedAtRenewal_CorrectsNothing() =>
        Assert.Equal(
            [January, "2026-02-01..2026-03-01 @2026-02-01 1000.00"],
            Drafts(Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-11"))] }, "2026-02-28"));

    [Fact]
    public void Calculate_OpenPause_CreditsToThePeriodsEndAndBillsNoMore() =>
        Assert.Equal(
            [January, "CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71"],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11")] }, "2026-06-01"));

    [Fact]
    public void Calculate_ResumedInsideTheCreditedPeriod_ChargesTheDaysToItsEnd() =>
        Assert.Equal( // 12 of 31 days: 500.00 − 306.45
            [January, "CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71", "Adjustment 2026-01-20..2026-02-01 @2026-01-20 193.55", February],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11", "2026-01-20", endDecidedOn: "2026-01-20")] }, "2026-02-01"));

    [Fact]
    public void Calculate_ResumedInsideAPeriodThatWasNotBilled_BillsTheDaysToItsEndAndKeepsTheAnchor() =>
        Assert.Equal( // 19 of 28 days of February
            [January, "CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71", "2026-02-10..2026-03-01 @2026-02-10 339.29", "2026-03-01..2026-04-01 @2026-03-01 500.00"],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11", "2026-02-10", endDecidedOn: "2026-02-10")] }, "2026-03-01"));

    [Fact]
    public void Calculate_DatedPauseInsideABilledPeriod_CreditsItsDaysOnly() =>
        Assert.Equal(
            [January, "CreditNote 2026-01-11..2026-01-20 @2026-01-11 -145.16"],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11", "2026-01-20", decidedOn: "2026-01-05")] }, "2026-01-31"));

    [Fact]
    public void Calculate_DatedPauseKnownAtIssue_IsNotBilledInTheFirstPlace() =>
        Assert.Equal(
            ["2026-01-01..2026-01-11 @2026-01-01 161.29", "2026-01-20..2026-02-01 @2026-01-20 193.55"],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11", "2026-01-20", decidedOn: "2025-12-20")] }, "2026-01-31"));

    [Fact]
    public void Calculate_PausedDaysAreNotCredited_WhereThePolicyIsOff() =>
        Assert.Equal(
            [January, "2026-02-10..2026-03-01 @2026-02-10 339.29"],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11", "2026-02-10", endDecidedOn: "2026-02-10")] }, "2026-02-28", Policy() with { CreditsPausedDays = false }));

    [Fact]
    public void Calculate_PausedAndNextPeriodBilledAhead_CreditsBoth() =>
        Assert.Equal(
            [January, "2026-02-01..2026-03-01 @2026-01-22 500.00", "CreditNote 2026-01-25..2026-03-01 @2026-01-25 -612.90"],
            Drafts(Facts("2026-01-01") with { Terms = new() { LeadDays = 10 }, Pauses = [Pause("2026-01-25")] }, "2026-06-01"));

    [Fact]
    public void Calculate_ClosedInsideABilledPeriod_CreditsTheRest() =>
        Assert.Equal(
            [January, "CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71"],
            Drafts(Facts("2026-01-01") with { ClosedOn = Day("2026-01-11") }, "2026-12-01"));

    [Fact]
    public void Calculate_TaxAndDiscount_AreGivenBackAsTheyWereCharged()
    {
        var policy = Policy(Plan(Home, "Home", 500, Vat()));
        var facts = Facts("2026-01-01") with { OwnPrices = [new(Day("2026-01-01"), DiscountBasisPoints: 1_000)], ClosedOn = Day("2026-01-11") };

        var drafts = InvoiceCalculator.Calculate(facts, Day("2026-01-11"), policy).Drafts;

        Assert.Equal( // 10% off 500.00 first, then the days, then 5% on each line
            ["Recurring Home 2026-01-01..2026-02-01 Period 450.00+22.50", "UnusedDays Home 2026-01-11..2026-02-01 Closed -304.84+-15.24"],
            drafts.SelectMany(d => d.Lines).Select(Text));
    }

    [Fact]
    public void Calculate_InclusiveTax_IsPartedOutOfTheCreditToo()
    {
        var facts = Facts("2026-01-01") with { ClosedOn = Day("2026-01-11") };

        var credit = InvoiceCalculator.Calculate(facts, Day("2026-01-11"), Policy(Plan(Home, "Home", 525, Vat(mode: TaxMode.Inclusive)))).Drafts[1];

        Assert.Equal((-355.65m, -338.71m, -16.94m), (credit.Total.Taka, credit.Subtotal.Taka, credit.Tax.Taka));
    }

    [Fact]
    public void Calculate_ChangedTwice_CreditsWhatStandsCharged() =>
        Assert.Equal(
            [January, "Adjustment 2026-01-11..2026-02-01 @2026-01-11 338.71", "CreditNote 2026-01-21..2026-02-01 @2026-01-21 -177.42"],
            Drafts(Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-11")), new(Day("2026-01-21"), Home, Day("2026-01-21"))] }, "2026-01-31"));

    [Fact]
    public void Calculate_ChangeDecidedForALaterDay_WaitsForItAndIsNotForgotten()
    {
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-20"), Fast, Day("2026-01-05"))] };
        var first = InvoiceCalculator.Calculate(facts, Day("2026-01-06"), Policy());

        Assert.Equal((Day("2026-01-20"), Day("2026-01-01")), (first.NextIssueOn, first.SettledUntil));
        Assert.Equal("Adjustment 2026-01-20..2026-02-01 @2026-01-20 193.55", Text(Assert.Single(
            InvoiceCalculator.Calculate(Issue(facts, first.Drafts), Day("2026-01-20"), Policy()).Drafts)));
    }

    [Fact]
    public void Calculate_WaivedPeriod_IsNotChargedByALaterChange()
    {
        var facts = Changed("2026-01-11") with { Invoiced = [new(new(Day("2026-01-01"), Day("2026-02-01")), Day("2026-01-01"), IsWaived: true)] };

        Assert.Empty(Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Calculate_PeriodWhollyInACut_IsNotBilledAndReconnectionBillsTheRest() =>
        Assert.Equal( // cut on 20 January, back on 15 March: February is not billed, March by 17 of 31 days
            [January, "2026-03-15..2026-04-01 @2026-03-15 274.19", "2026-04-01..2026-05-01 @2026-04-01 500.00"],
            Drafts(Facts("2026-01-01") with { Cuts = [DaysOff.Cut(Day("2026-01-20"), Day("2026-03-15"))] }, "2026-04-01"));

    [Fact]
    public void Calculate_PeriodWhollyInACut_IsBilledWhereTheOperatorWantsIt() =>
        Assert.Equal(
            [January, February, "2026-03-01..2026-04-01 @2026-03-01 500.00"],
            Drafts(Facts("2026-01-01") with { Cuts = [DaysOff.Cut(Day("2026-01-20"), Day("2026-03-15"))] }, "2026-03-31", Policy() with { BillsWhileCut = true }));

    [Fact]
    public void Calculate_CutInsideAPeriod_ChangesNothingOfIt() =>
        Assert.Equal([January, February], Drafts(Facts("2026-01-01") with { Cuts = [DaysOff.Cut(Day("2026-01-12"), Day("2026-01-25"))] }, "2026-02-01"));

    [Fact]
    public void Calculate_InArrears_PartlyCutPeriodIsBilledInFullAndTheWhollyCutOneFromTheReconnection() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-02-01 500.00", "2026-02-11..2026-03-01 @2026-03-01 321.43"],
            Drafts(Facts("2026-01-01") with { Terms = new() { Timing = BillingTiming.Arrears }, Cuts = [DaysOff.Cut(Day("2026-01-12"), Day("2026-02-11"))] }, "2026-03-01"));

    [Fact]
    public void Calculate_InvoicedDaysBeforeTheFirstPlan_AreGivenBackByAClosingAndKeptByAChange()
    {
        // Brought from another system: January is invoiced, the plan on record begins in February.
        var issued = Issue(Facts("2026-01-01"), InvoiceCalculator.Calculate(Facts("2026-01-01"), Day("2026-01-31"), Policy()).Drafts);
        var brought = issued with { Plans = [new(Day("2026-02-01"), Home)] };

        Assert.Equal(
            ["CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71"], Drafts(brought with { ClosedOn = Day("2026-01-11") }, "2026-01-31"));
        Assert.Equal(
            ["CreditNote 2026-01-11..2026-01-20 @2026-01-11 -145.16"],
            Drafts(brought with { Pauses = [Pause("2026-01-11", "2026-01-20", decidedOn: "2026-01-05")] }, "2026-01-31"));
    }

    [Fact]
    public void Check_DayGivenBackTwice_IsCaught()
    {
        var facts = Facts("2026-01-01") with { ClosedOn = Day("2026-01-11") };
        var drafts = InvoiceCalculator.Calculate(facts, Day("2026-01-11"), Policy()).Drafts;

        Assert.Null(InvoiceBounds.Check(drafts, facts, Policy()));
        Assert.Equal(ParkReason.ChargedTwice, InvoiceBounds.Check([.. drafts, drafts[1]], facts, Policy())?.Reason);
        Assert.Equal(ParkReason.NegativeTotal, InvoiceBounds.Check([drafts[0], drafts[1] with { Kind = InvoiceKind.Adjustment }], facts, Policy())?.Reason);
    }

    private static BillingFacts Changed(string on) =>
        Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day(on), Fast, Day(on))] };
}
