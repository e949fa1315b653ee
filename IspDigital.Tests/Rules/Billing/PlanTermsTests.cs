using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Plans with terms of their own, changed in the middle; and what was decided after a later invoice had gone out.</summary>
public sealed class PlanTermsTests
{
    [Fact]
    public void Drafts_MonthlyPlanKnownInsideAYear_AreEachOfTheirOwnPeriods()
    {
        var policy = Policy(Plan(Fast, "Year", 12_000) with { Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 12 } }, Plan(Home, "Home", 500));
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Fast), new(Day("2026-03-11"), Home)] };

        Assert.Equal(
            ["2026-01-01..2026-03-11 @2026-01-01 2268.49", "2026-03-11..2026-04-01 @2026-03-11 338.71", "2026-04-01..2026-05-01 @2026-04-01 500.00"],
            Drafts(facts, "2026-04-01", policy));
    }

    [Fact]
    public void Drafts_MonthlyPlanInsideAYearInArrears_AreEachOfTheirOwnPeriods()
    {
        var policy = Policy(Plan(Fast, "Year", 12_000) with { Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 12 } }, Plan(Home, "Home", 500));
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Fast), new(Day("2026-03-11"), Home, Day("2026-03-11"))],
            Terms = new() { Timing = BillingTiming.Arrears },
        };

        Assert.Equal(
            ["2026-01-01..2026-03-11 @2026-03-11 2268.49", "2026-03-11..2026-04-01 @2026-04-01 338.71"], Drafts(facts, "2026-04-01", policy));
    }

    [Fact]
    public void Drafts_PlansThatSayTheSameDayInOtherWords_StayOnePeriod()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000) with { Terms = new() { AlignDay = 10 } });
        var facts = Facts("2026-01-10") with
        {
            Plans = [new(Day("2026-01-10"), Home), new(Day("2026-01-20"), Fast, Day("2026-01-20"))],
            Terms = new() { Timing = BillingTiming.Arrears },
        };

        Assert.Equal(["2026-01-10..2026-02-10 @2026-02-10 838.71"], Drafts(facts, "2026-02-10", policy));
    }

    [Fact]
    public void Drafts_PlanInAdvanceAfterOneInArrears_AreBilledWhenEachIs()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 4 } });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-13"), Fast, Day("2026-01-13"))],
            Pauses = [Pause("2026-01-20")],
        };

        Assert.Equal(
            ["2026-01-01..2026-01-13 @2026-01-13 193.55", "2026-01-13..2026-02-01 @2026-01-13 612.90", "CreditNote 2026-01-20..2026-02-01 @2026-01-20 -387.10"],
            Drafts(facts, "2026-03-01", policy));
    }

    [Fact]
    public void Drafts_PlanWithFewerLeadDaysDecidedAfterTheInvoice_KeepTheDateItHad()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { LeadDays = 7 } }, Plan(Fast, "Fast", 1_000));
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-28"))] };

        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "2026-02-01..2026-03-01 @2026-01-25 500.00", "Adjustment 2026-02-01..2026-03-01 @2026-02-01 500.00"],
            Drafts(facts, "2026-02-01", policy));
    }

    [Fact]
    public void Drafts_PlanWithMoreLeadDaysDecidedBeforeTheInvoice_AreNotDatedBeforeTheDecision()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 7 } });
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-28"))] };

        Assert.Equal(["2026-01-01..2026-02-01 @2026-01-01 500.00", "2026-02-01..2026-03-01 @2026-01-28 1000.00"], Drafts(facts, "2026-02-01", policy));
    }

    [Fact]
    public void Drafts_PauseShortenedAfterWhatFollowsItWentOut_BillTheDaysBetween()
    {
        // 1 Jan   25 Jan ---- paused, planned ---- 10 Feb      the invoice from 10 February went out on the 5th
        //                             6 Feb: back
        var facts = Facts("2026-01-01") with { Terms = new() { LeadDays = 5 }, Pauses = [Planned("2026-01-25", "2026-02-10", "2026-01-10", "2026-02-06")] };

        Assert.Equal(
            [
                "2026-01-01..2026-02-01 @2026-01-01 500.00", "CreditNote 2026-01-25..2026-02-01 @2026-01-25 -112.90",
                "2026-02-10..2026-03-01 @2026-02-05 339.29", "2026-02-06..2026-02-10 @2026-02-06 71.42", "2026-03-01..2026-04-01 @2026-02-24 500.00",
            ],
            Drafts(facts, "2026-02-24"));
    }

    [Fact]
    public void Drafts_PauseShortenedAndAnotherDecidedWithIt_StillHoldWhatHadGoneOut()
    {
        var facts = Facts("2026-01-01") with
        {
            Terms = new() { LeadDays = 5 },
            Pauses = [Planned("2026-01-25", "2026-02-10", "2026-01-10", "2026-02-06"), Pause("2026-02-08", decidedOn: "2026-02-06")],
        };

        Assert.Equal(
            [
                "2026-01-01..2026-02-01 @2026-01-01 500.00", "CreditNote 2026-01-25..2026-02-01 @2026-01-25 -112.90",
                "2026-02-10..2026-03-01 @2026-02-05 339.29", "2026-02-06..2026-02-08 @2026-02-06 35.71", "CreditNote 2026-02-10..2026-03-01 @2026-02-08 -339.29",
            ],
            Drafts(facts, "2026-03-30"));
    }

    [Fact]
    public void Corrections_PlanChangedInAPauseWhoseDaysAreKept_ShowWhenServiceIsBack()
    {
        var policy = Policy() with { CreditsPausedDays = false };
        var facts = Facts("2026-01-01") with
        {
            Terms = new() { LeadDays = 7 },
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-22"), Fast, Day("2026-01-15"))],
            Pauses = [Pause("2026-01-20", "2026-01-26", "2026-01-20", "2026-01-25")],
        };
        var early = InvoiceCalculator.Calculate(facts, Day("2026-01-25"), policy).Drafts;

        var late = Drafts(Issue(facts, early), "2026-01-26", policy);

        Assert.Equal(["2026-01-01..2026-02-01 @2026-01-01 500.00", "2026-02-01..2026-03-01 @2026-01-25 1000.00"], early.Select(Text));
        Assert.Equal(["Adjustment 2026-01-26..2026-02-01 @2026-01-26 96.78"], late);
    }

    [Fact]
    public void Corrections_PlanChangedBeforeAPauseThatWasTakenBack_ShowWhenItWouldHaveBegun()
    {
        var facts = Facts("2026-01-01") with
        {
            Terms = new() { LeadDays = 8 },
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-15"), Fast, Day("2026-01-15"))],
            Pauses = [Pause("2026-01-25", "2026-02-01", "2026-01-10").EndedOn(Day("2026-01-25"), Day("2026-01-24"))],
        };
        var early = InvoiceCalculator.Calculate(facts, Day("2026-01-24"), Policy()).Drafts;

        var late = Drafts(Issue(facts, early), "2026-01-25");

        Assert.Equal(
            [
                "2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-15..2026-01-25 @2026-01-15 161.29",
                "2026-02-01..2026-03-01 @2026-01-24 1000.00",
            ],
            early.Select(Text));
        Assert.Equal(["Adjustment 2026-01-25..2026-02-01 @2026-01-25 112.91"], late);
    }

    [Fact]
    public void Corrections_PlanChangedAfterAPauseWasTakenBack_ShowAtOnce()
    {
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-15"), Fast, Day("2026-01-15"))],
            Pauses = [Pause("2026-01-25", "2026-01-28", "2026-01-10").EndedOn(Day("2026-01-25"), Day("2026-01-12"))],
        };

        Assert.Equal(["2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-15..2026-02-01 @2026-01-15 274.20"], Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Corrections_PauseDecidedLater_PutsNoChargeOff()
    {
        var facts = Facts("2026-01-01") with
        {
            Pauses = [Pause("2026-01-05", "2026-01-08", "2026-01-05", "2026-01-08"), Pause("2026-01-20", "2026-01-25", "2026-01-18")],
        };

        Assert.Equal(
            [
                "2026-01-01..2026-02-01 @2026-01-01 500.00", "CreditNote 2026-01-05..2026-02-01 @2026-01-05 -435.48",
                "Adjustment 2026-01-08..2026-02-01 @2026-01-08 387.10", "CreditNote 2026-01-20..2026-01-25 @2026-01-20 -80.65",
            ],
            Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Corrections_PlanDecidedAgain_KeepThePriceOfThePeriod()
    {
        // Another plan was planned and taken back on 20 January: Home from that day, as before. Home costs 600.00 since the 15th.
        var policy = Policy(Plan(Home, "Home", 500) with { Prices = [new(Day("2020-01-01"), Money.FromTaka(500)), new(Day("2026-01-15"), Money.FromTaka(600))] });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-20"), Home, Day("2026-01-20"))],
            Pauses = [Pause("2026-01-22", "2026-01-25", "2026-01-22", "2026-01-25")],
        };

        Assert.Equal(
            [
                "2026-01-01..2026-02-01 @2026-01-01 500.00", "CreditNote 2026-01-22..2026-02-01 @2026-01-22 -161.29",
                "Adjustment 2026-01-25..2026-02-01 @2026-01-25 112.90",
            ],
            Drafts(facts, "2026-01-31", policy));
    }

    [Fact]
    public void Charges_OneThatWaitsAfterOneOfItsOwn_IsOnTheFirstOfThem()
    {
        var facts = Facts("2026-01-01") with
        {
            Charges =
            [
                new(1, LineKind.OneOff, "Relocation", Money.FromTaka(300), Day("2026-01-20"), IsBilledAlone: true, IsTaxed: false, null),
                new(2, LineKind.OneOff, "Router", Money.FromTaka(150), Day("2026-01-20"), IsBilledAlone: false, IsTaxed: false, null),
            ],
        };

        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-20..2026-01-21 @2026-01-20 450.00", "2026-02-01..2026-03-01 @2026-02-01 500.00"],
            Drafts(facts, "2026-02-01"));
    }

    [Fact]
    public void Charges_InvoiceInAdvanceBeforeTheOneInArrears_AreOnTheEarlierDate()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 4 } });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-10"))],
            Charges = [new(1, LineKind.OneOff, "Router", Money.FromTaka(150), Day("2026-01-20"), IsBilledAlone: false, IsTaxed: false, null)],
        };

        Assert.Equal(["2026-02-01..2026-03-01 @2026-01-28 1150.00", "2026-01-01..2026-02-01 @2026-02-01 500.00"], Drafts(facts, "2026-02-01", policy));
    }

    [Fact]
    public void Bounds_DiscountOfAFewPoishaRoundedToTheTaka_ArePlausible()
    {
        var policy = Policy(Plan(Home, "Home", 166.60m)) with { Rounding = Rounding.ToTaka };
        var facts = Facts("2026-01-01") with { OwnPrices = [new(Day("2026-01-01"), Discount: new(5))] };

        var calculated = CheckedDrafts.Of(InvoiceCalculator.Calculate, facts, Day("2026-01-01"), policy);

        Assert.Null(calculated.Problem);
        Assert.Equal(["2026-01-01..2026-02-01 @2026-01-01 167.00"], calculated.Drafts.Select(Text));
    }

    private static DaysOff Planned(string start, string plannedEnd, string decidedOn, string resumedOn) =>
        Pause(start, plannedEnd, decidedOn).EndedOn(Day(resumedOn), Day(resumedOn));
}
