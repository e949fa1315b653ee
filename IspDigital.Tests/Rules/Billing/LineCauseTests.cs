using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Why a part of a period is billed and not all of it, as the invoice explains it: in arrears from 1 January unless a case says otherwise.</summary>
public sealed class LineCauseTests
{
    private static readonly BillingTermsOverride s_arrears = new() { Timing = BillingTiming.Arrears };

    [Fact]
    public void Cause_OfTheDaysBeforeAPause_IsThePauseAndAfterItTheReturn() =>
        Assert.Equal(
            ["2026-01-01..2026-01-11 Paused", "2026-01-20..2026-02-01 Resumed"],
            Causes(Arrears() with { Pauses = [new(Day("2026-01-11"), Day("2026-01-20"))] }));

    [Fact]
    public void Cause_OfTheDaysBeforeAnOtherPause_IsNotThatOne() =>
        Assert.Equal(
            ["2026-01-01..2026-01-11 Paused", "2026-01-13..2026-01-20 Resumed", "2026-01-25..2026-02-01 Resumed"],
            Causes(Arrears() with { Pauses = [new(Day("2026-01-11"), Day("2026-01-13")), new(Day("2026-01-20"), Day("2026-01-25"))] }));

    [Fact]
    public void Cause_OfTheDaysUpToAClosing_IsTheClosing() =>
        Assert.Equal(["2026-01-01..2026-01-11 Closed"], Causes(Arrears() with { ClosedOn = Day("2026-01-11") }));

    [Fact]
    public void Cause_OfDaysAfterACut_IsTheReconnection() =>
        Assert.Equal(["2026-01-20..2026-02-01 Reconnected"], Causes(Arrears() with { BillFrom = Day("2026-01-10"), Cuts = [DaysOff.Cut(Day("2026-01-05"), Day("2026-01-20"))] }));

    [Fact]
    public void Cause_OfPartsOnTwoPlans_IsTheChange() =>
        Assert.Equal(
            ["2026-01-01..2026-01-11 PlanChanged", "2026-01-11..2026-02-01 PlanChanged"],
            Causes(Arrears() with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-11"))] }));

    [Theory]
    [InlineData("2026-01-05", "2026-01-20", "Joined")] // service began before it is billed
    [InlineData("2026-01-20", "2026-01-20", "Joined")]
    [InlineData("2026-01-20", "2026-01-05", "Joined")] // it cannot be billed before it began
    public void Cause_OfTheFirstDays_IsThatTheyJoined(string activatedOn, string billFrom, string expected) =>
        Assert.Equal(
            [$"2026-01-20..2026-02-01 {expected}"],
            Causes(Facts(activatedOn) with { BillFrom = Day(billFrom), Terms = new() { AlignDay = 1 } }, "2026-01-31"));

    [Fact]
    public void Cause_OfDaysBetweenTwoWaysOfBilling_IsThatTheTermsChanged() =>
        Assert.Equal( // billed to 10 January on the anniversary; aligned on the 1st since
            ["2026-01-10..2026-02-01 TermsChanged"],
            Causes(Facts("2025-12-10") with { Terms = new() { AlignDay = 1 }, Invoiced = [Invoiced("2025-12-10", "2026-01-10")] }, "2026-01-31"));

    [Fact]
    public void Cause_OfDaysUpToTheNextInvoice_IsThatTheTermsChanged() =>
        Assert.Equal(["2026-01-01..2026-01-20 TermsChanged"], Causes(Facts("2026-01-01") with { Invoiced = [Invoiced("2026-01-20", "2026-02-01")] }, "2026-01-31"));

    [Fact]
    public void Cause_InArrearsUpToTheNextInvoiceOfWhichMuchWasDecidedSince_IsThatTheTermsChanged() =>
        Assert.Equal(
            ["2026-01-01..2026-01-20 TermsChanged"],
            Causes(Arrears() with { Invoiced = [Invoiced("2026-01-20", "2026-02-01")], Pauses = [Pause("2026-02-10", "2026-02-12", decidedOn: "2026-01-25")] }));

    [Fact]
    public void Cause_InArrearsUpToTheNextInvoice_IsThatTheTermsChangedAndNoClosing() =>
        Assert.Equal(["2026-01-01..2026-01-20 TermsChanged"], Causes(Arrears() with { Invoiced = [Invoiced("2026-01-20", "2026-02-01")] }));

    [Theory]
    [InlineData("2026-02-01", "2026-01-01..2026-01-11 PlanChanged", "2026-01-11..2026-02-01 PlanChanged")] // the invoice of that very day knows of it
    [InlineData("2026-02-02", "2026-01-01..2026-02-01 Period")]
    public void Cause_OfAChangeDecidedLate_IsKnownToTheInvoiceOfThatDay(string decidedOn, params string[] expected) =>
        Assert.Equal(expected, Causes(Arrears() with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day(decidedOn))] }));

    [Fact]
    public void Cause_WhenAPlanBeginsWhereAnInvoiceEnded_IsTheChange() =>
        Assert.Equal(
            ["2026-01-11..2026-02-01 PlanChanged"],
            Causes(Facts("2026-01-01") with
            {
                Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-11"))], Invoiced = [Invoiced("2026-01-01", "2026-01-11")],
            }, "2026-01-31"));

    [Fact]
    public void Cause_OfAWholePeriod_IsThePeriod() => Assert.Equal(["2026-01-01..2026-02-01 Period"], Causes(Arrears()));

    private static BillingFacts Arrears() => Facts("2026-01-01") with { Terms = s_arrears };

    private static IEnumerable<string> Causes(BillingFacts facts, string through = "2026-02-01") =>
        InvoiceCalculator.Calculate(facts, Day(through), Policy()).Drafts.Where(d => d.Kind == InvoiceKind.Recurring).SelectMany(d => d.Lines)
            .Select(l => $"{Text(l.Days.Start)}..{Text(l.Days.End)} {l.Cause}");
}
