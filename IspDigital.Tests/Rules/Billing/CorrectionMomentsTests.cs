using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>On which day invoiced days are corrected, and what is held open until then. Monthly in advance at 500.00 from 1 January.</summary>
public sealed class CorrectionMomentsTests
{
    [Fact]
    public void Change_PutOnRecordLate_IsCorrectedOnTheDayItWasDecidedFromTheDayItHolds() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-11..2026-02-01 @2026-01-20 338.71"],
            Drafts(Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-20"))] }, "2026-01-31"));

    [Fact]
    public void Closing_PutOnRecordAfterALaterInvoice_IsGivenBackAsOfThatInvoicesOwnDate()
    {
        var closed = Issued(Facts("2026-01-01"), "2026-02-01") with { ClosedOn = Day("2026-01-11") };
        string[] expected = ["CreditNote 2026-01-11..2026-02-01 @2026-01-11 -338.71", "CreditNote 2026-02-01..2026-03-01 @2026-02-01 -500.00"];

        Assert.Equal(expected, Drafts(closed, "2026-02-15"));
        Assert.Equal(expected, Drafts(closed with { Plans = [.. closed.Plans, new(Day("2026-06-01"), Fast, Day("2026-01-05"))] }, "2026-02-15"));
        Assert.Equal(expected[..1], Drafts(closed with { Invoiced = [closed.Invoiced[0], closed.Invoiced[1] with { IsWaived = true }] }, "2026-02-15"));
    }

    [Fact]
    public void Joined_AndClosedOnTheSameDay_IsGivenBackWhole() =>
        Assert.Equal(
            ["CreditNote 2026-01-11..2026-02-11 @2026-01-11 -500.00"],
            Drafts(Issued(Facts("2026-01-11"), "2026-01-11") with { ClosedOn = Day("2026-01-11") }, "2026-01-31"));

    [Fact]
    public void Change_ThatWasAlwaysKnown_CorrectsAnInvoiceThatLeftItOut() =>
        Assert.Equal(
            ["Adjustment 2026-01-11..2026-02-01 @2026-01-11 338.71"],
            Drafts(Issued(Facts("2026-01-01"), "2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast)] }, "2026-01-31"));

    [Fact]
    public void Change_OnTheDayOfActivationAfterItsInvoice_CorrectsThatInvoiceUnlessItWasAlwaysSo()
    {
        var issued = Issued(Facts("2026-01-01"), "2026-01-01");

        Assert.Equal(["Adjustment 2026-01-01..2026-02-01 @2026-01-01 500.00"], Drafts(issued with { Plans = [new(Day("2026-01-01"), Fast, Day("2026-01-01"))] }, "2026-01-31"));
        Assert.Empty(Drafts(issued with { Plans = [new(Day("2026-01-01"), Fast)] }, "2026-01-31"));
    }

    [Fact]
    public void Pause_BeforeTheDayOfAnInvoiceInArrearsThatAClockAheadMade_IsGivenBackOnThatDay()
    {
        var arrears = Facts("2026-01-01") with { Terms = new() { Timing = BillingTiming.Arrears } };
        var paused = Issued(arrears, "2026-02-01") with { Pauses = [Pause("2026-01-30")] };

        var calculated = InvoiceCalculator.Calculate(paused, Day("2026-01-30"), Policy());

        Assert.Equal((0, Day("2026-02-01"), Day("2026-01-01")), (calculated.Drafts.Count, calculated.NextIssueOn, calculated.SettledUntil));
        Assert.Equal(["CreditNote 2026-01-30..2026-02-01 @2026-02-01 -32.26"], Drafts(paused, "2026-02-01"));
    }

    [Fact]
    public void Change_OnItsDay_IsDoneAndNothingIsHeldOpen()
    {
        var calculated = InvoiceCalculator.Calculate(Changed("2026-01-11", "2026-01-11"), Day("2026-01-11"), Policy());

        Assert.Equal((2, Day("2026-02-01"), Day("2026-02-01")), (calculated.Drafts.Count, calculated.NextIssueOn, calculated.SettledUntil));
    }

    [Fact]
    public void Change_StillToCome_HoldsTheInvoiceOfThatVeryDayOpen()
    {
        var calculated = InvoiceCalculator.Calculate(Changed("2026-01-20", "2026-01-05"), Day("2026-01-05"), Policy());

        Assert.Equal((Day("2026-01-20"), Day("2026-01-01")), (calculated.NextIssueOn, calculated.SettledUntil));
    }

    [Fact]
    public void Change_AtRenewal_HoldsNothingOpen()
    {
        var calculated = InvoiceCalculator.Calculate(Changed("2026-02-01", "2026-01-11"), Day("2026-01-15"), Policy());

        Assert.Equal((Day("2026-02-01"), Day("2026-02-01")), (calculated.NextIssueOn, calculated.SettledUntil));
    }

    [Fact]
    public void Pause_StillToComeOverTwoInvoices_HoldsBothOpen()
    {
        var facts = Facts("2026-01-01") with { Terms = new() { LeadDays = 10 }, Pauses = [Pause("2026-01-25", decidedOn: "2026-01-23")] };

        var calculated = InvoiceCalculator.Calculate(facts, Day("2026-01-23"), Policy());

        Assert.Equal((2, Day("2026-01-25"), Day("2026-01-01")), (calculated.Drafts.Count, calculated.NextIssueOn, calculated.SettledUntil));
    }

    [Fact]
    public void Resumed_AfterTwoInvoicesWereGivenBack_IsChargedForBothAtOnce()
    {
        var facts = Facts("2026-01-01") with { Terms = new() { LeadDays = 10 }, Pauses = [Pause("2026-01-25", "2026-01-28", endDecidedOn: "2026-01-28")] };

        var draft = InvoiceCalculator.Calculate(facts, Day("2026-01-31"), Policy()).Drafts[^1];

        Assert.Equal("Adjustment 2026-01-28..2026-03-01 @2026-01-28 564.52", Text(draft));
        Assert.Equal(
            ["Proration Home 2026-01-28..2026-02-01 Resumed 64.52+0.00", "Recurring Home 2026-02-01..2026-03-01 Period 500.00+0.00"], draft.Lines.Select(Text));
    }

    [Fact]
    public void Resumed_BeforePausesThatNobodyKnewOfYet_IsChargedToThePeriodsEnd()
    {
        // A year of 500.00; away three times, each time decided on the day. On 21 January nobody knew of February and March.
        var facts = Facts("2026-01-01") with
        {
            Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 12 },
            Pauses =
            [
                Pause("2026-01-11", "2026-01-21", endDecidedOn: "2026-01-21"), Pause("2026-02-01", "2026-02-06", endDecidedOn: "2026-02-06"),
                Pause("2026-03-01", "2026-03-06", endDecidedOn: "2026-03-06"),
            ],
        };

        Assert.Equal("Adjustment 2026-01-21..2027-01-01 @2026-01-21 472.60", Drafts(facts, "2026-01-31")[^1]);
    }

    [Fact]
    public void Changes_OfTwoPlansPutOnRecordTogether_AreEachExplained()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000), Plan(3, "Office", 2_000));
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-25")), new(Day("2026-01-21"), 3, Day("2026-01-25"))] };

        Assert.Equal(
            [
                "UnusedDays Home 2026-01-11..2026-01-21 PlanChanged -161.29+0.00", "Proration Fast 2026-01-11..2026-01-21 PlanChanged 322.58+0.00",
                "UnusedDays Home 2026-01-21..2026-02-01 PlanChanged -177.42+0.00", "Proration Office 2026-01-21..2026-02-01 PlanChanged 709.68+0.00",
            ],
            InvoiceCalculator.Calculate(facts, Day("2026-01-31"), policy).Drafts[1].Lines.Select(Text));
    }

    [Fact]
    public void Resumed_OnADayThatIsKnownBefore_IsChargedOnThatDayAndNotWhenItIsKnown()
    {
        // Back on the 20th, as is known on the 15th; February's invoice goes out on the 16th.
        var facts = Facts("2026-01-01") with
        {
            Terms = new() { LeadDays = 16 },
            Pauses = [Pause("2026-01-03", "2026-01-05"), Pause("2026-01-11", "2026-01-20", endDecidedOn: "2026-01-15")],
        };

        Assert.Equal(["Adjustment 2026-01-20..2026-02-01 @2026-01-20 193.55"], Drafts(Issued(facts, "2026-01-16"), "2026-01-20"));
    }

    [Fact]
    public void Correction_AfterAPlanChange_IsDueOnTheTermsOfTheNewPlan()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000) with { Terms = new() { DueDays = 14, GraceDays = 0 } });

        var draft = InvoiceCalculator.Calculate(Changed("2026-01-11", "2026-01-11"), Day("2026-01-11"), policy).Drafts[1];

        Assert.Equal((Day("2026-01-25"), Day("2026-01-25")), (draft.DueDate, draft.LastDayToPay));
    }

    [Fact]
    public void Correction_OfTheTaxAlone_IsNoCreditNote()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 500, Vat()));

        Assert.Equal("Adjustment 2026-01-11..2026-02-01 @2026-01-11 16.94", Drafts(Changed("2026-01-11", "2026-01-11"), "2026-01-31", policy)[1]);
    }

    [Fact]
    public void Change_ToAPlanOfOtherPeriods_IsChargedPeriodByPeriodOfThatPlan()
    {
        // A quarter of Home at 500.00; from 11 January Fast by the month.
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 3 } }, Plan(Fast, "Fast", 1_000));

        var draft = InvoiceCalculator.Calculate(Changed("2026-01-11", "2026-01-11"), Day("2026-01-11"), policy).Drafts[1];

        Assert.Equal(
            [
                "UnusedDays Home 2026-01-11..2026-04-01 PlanChanged -444.44+0.00", "Proration Fast 2026-01-11..2026-02-01 PlanChanged 677.42+0.00",
                "Recurring Fast 2026-02-01..2026-03-01 Period 1000.00+0.00", "Recurring Fast 2026-03-01..2026-04-01 Period 1000.00+0.00",
            ],
            draft.Lines.Select(Text));
    }

    [Fact]
    public void Change_ToAPlanOfLongerPeriods_IsChargedForTheInvoicedDaysOnly()
    {
        // January of Home is invoiced; Fast is 1,000.00 a quarter, of which 21 of 90 days lie in January.
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000) with { Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 3 } });

        var draft = InvoiceCalculator.Calculate(Changed("2026-01-11", "2026-01-11"), Day("2026-01-11"), policy).Drafts[1];

        Assert.Equal(
            ["UnusedDays Home 2026-01-11..2026-02-01 PlanChanged -338.71+0.00", "Proration Fast 2026-01-11..2026-02-01 PlanChanged 233.33+0.00"], draft.Lines.Select(Text));
    }

    [Fact]
    public void Calendar_OfWhatStandsCharged_IsInOrderHoweverItWasTakenIn()
    {
        var drafts = InvoiceCalculator.Calculate(Facts("2026-01-01"), Day("2026-02-01"), Policy()).Drafts;
        var calendar = new ChargedCalendar([]);
        calendar.Take(drafts[1]);
        calendar.Take(drafts[0]);

        Assert.Equal([Day("2026-01-01"), Day("2026-02-01")], calendar.Standing.Select(s => s.Days.Start));
        Assert.Equal(Day("2026-01-01"), calendar.On(Day("2026-01-31"))?.On);
        Assert.Null(calendar.On(Day("2026-03-01")));
    }

    [Fact]
    public void Calendar_LineOfNoDays_LeavesItAsItStood()
    {
        var calendar = new ChargedCalendar(Issued(Facts("2026-01-01"), "2026-01-01").Charged);
        var before = calendar.Standing.ToList();

        calendar.Take(LineKind.UnusedDays, before[0].Charge! with { Days = new(Day("2026-01-10"), Day("2026-01-10")) });

        Assert.Equal(before, calendar.Standing);
    }

    private static BillingFacts Issued(BillingFacts facts, string through) =>
        Issue(facts, InvoiceCalculator.Calculate(facts, Day(through), Policy()).Drafts);

    private static BillingFacts Changed(string from, string decidedOn) =>
        Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day(from), Fast, Day(decidedOn))] };
}
