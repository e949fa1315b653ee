using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Plans that are billed further ahead than those before them: an invoice may be due before one of earlier days.</summary>
public sealed class PlanAheadTests
{
    [Fact]
    public void Drafts_PlanInAdvanceWithLeadDaysAfterOneInArrears_AreBilledBeforeTheDaysInArrearsAreOver()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 7 } });
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-10"))] };

        var early = InvoiceCalculator.Calculate(facts, Day("2026-01-25"), policy);
        var before = InvoiceCalculator.Calculate(facts, Day("2026-01-24"), policy);

        Assert.Equal(["2026-02-01..2026-03-01 @2026-01-25 1000.00"], early.Drafts.Select(Text));
        Assert.Equal((Day("2026-01-01"), Day("2026-02-01")), (early.SettledUntil, early.NextIssueOn));
        Assert.Equal((0, Day("2026-01-01"), Day("2026-01-25")), (before.Drafts.Count, before.SettledUntil, before.NextIssueOn));
        Assert.Equal(["2026-01-01..2026-02-01 @2026-02-01 500.00"], Drafts(Issue(facts, early.Drafts), "2026-02-01", policy));
    }

    [Fact]
    public void Drafts_PlanFurtherInAdvanceThanTheOneBefore_AreEachBilledOnTheirOwnDay()
    {
        // In arrears to 1 February, three days ahead to 8 February, twelve days ahead from then on.
        var policy = Policy(
            Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } },
            Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 3 } },
            Plan(3, "Week", 280) with { Terms = new() { LeadDays = 12, CycleUnit = CycleUnit.Day, CycleCount = 28 } });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-10")), new(Day("2026-02-08"), 3, Day("2026-01-10"))],
        };

        List<string> made = [];
        foreach (var day in new[] { "2026-01-20", "2026-01-27", "2026-01-29", "2026-02-01" })
        {
            var due = InvoiceCalculator.Calculate(facts, Day(day), policy);
            made.AddRange(due.Drafts.Select(Text));
            made.Add($"next {due.NextIssueOn:MM-dd}");
            facts = Issue(facts, due.Drafts);
        }

        Assert.Equal(
            [
                "next 01-27", "2026-02-08..2026-02-26 @2026-01-27 180.00", "next 01-29", "2026-02-01..2026-02-08 @2026-01-29 250.00", "next 02-01",
                "2026-01-01..2026-02-01 @2026-02-01 500.00", "next 02-08",
            ], made);
    }

    [Theory]
    [InlineData(null, "2026-02-01")] // still cut: its days may yet be billed
    [InlineData("2026-02-10", "2026-02-10")]
    [InlineData("2026-03-10", "2026-01-01")] // what is decided on a day that is still to come, nobody knows yet
    public void Drafts_CutInArrearsAfterWhatFollowsInAdvanceWentOut_StillHoldIt(string? back, string settled)
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 40 } });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-03-01"), Fast, Day("2026-01-15"))],
            Cuts = [DaysOff.Cut(Day("2026-02-01"), back is null ? null : Day(back))],
        };

        var late = InvoiceCalculator.Calculate(facts, Day("2026-02-19"), policy);

        Assert.Equal(["2026-03-01..2026-04-01 @2026-01-20 1000.00", "2026-01-01..2026-02-01 @2026-02-01 500.00"], late.Drafts.Select(Text));
        Assert.Equal(Day(settled), late.SettledUntil);
    }

    [Fact]
    public void Drafts_PlanInAdvanceAfterOneInArrearsOfWhichTheAccountIsClosedBefore_WaitForTheDaysInArrears()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 7 } });
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-10"))], ClosedOn = Day("2026-01-20") };

        var early = InvoiceCalculator.Calculate(facts, Day("2026-01-15"), policy);

        Assert.Equal((0, Day("2026-01-01"), Day("2026-01-20")), (early.Drafts.Count, early.SettledUntil, early.NextIssueOn));
    }

    [Fact]
    public void Drafts_ClosedInArrearsAfterWhatFollowsInAdvanceWentOut_StillHoldItAndGiveItBack()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 7 } });
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-10"))], ClosedOn = Day("2026-01-28") };

        Assert.Equal(
            [
                "2026-02-01..2026-03-01 @2026-01-25 1000.00", "2026-01-01..2026-01-28 @2026-01-28 435.48", "CreditNote 2026-02-01..2026-03-01 @2026-01-28 -1000.00",
            ],
            Drafts(facts, "2026-03-01", policy));
    }

    [Fact]
    public void Drafts_PlanFurtherInAdvanceAfterAPauseInsideThePeriod_AreBilledOnTheirOwnDay()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 12 } });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-08"), Fast, Day("2026-01-10"))],
            Pauses = [Pause("2026-02-05", "2026-02-10", "2026-01-10")],
        };

        var early = InvoiceCalculator.Calculate(facts with { Invoiced = [new(new(Day("2026-01-01"), Day("2026-02-01")), Day("2026-01-01"))] }, Day("2026-01-29"), policy);

        Assert.Equal(["2026-02-10..2026-03-01 @2026-01-29 678.57"], early.Drafts.Select(Text));
    }

    [Fact]
    public void Drafts_PlanInAdvanceAfterOneInArrearsWithMoreLeadDays_AreDueBeforeItAllTheSame()
    {
        // In arrears lead days say nothing.
        var policy = Policy(
            Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears, LeadDays = 10 } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 5 } });
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast, Day("2026-01-10"))] };

        Assert.Equal(["2026-02-01..2026-03-01 @2026-01-27 1000.00"], Drafts(facts, "2026-01-28", policy));
    }

    [Fact]
    public void Pause_AfterDaysInAdvanceWentOutBeforeThoseInArrears_GivesThemBackOnItsDay()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 40 } });
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-03-01"), Fast, Day("2026-01-15"))],
            Pauses = [Pause("2026-01-28", decidedOn: "2026-01-28")],
        };

        var issued = Issue(facts with { Pauses = [] }, InvoiceCalculator.Calculate(facts with { Pauses = [] }, Day("2026-02-10"), policy).Drafts);

        Assert.Equal(
            ["2026-03-01..2026-04-01 @2026-01-20 1000.00", "CreditNote 2026-03-01..2026-04-01 @2026-01-28 -1000.00", "2026-01-01..2026-01-28 @2026-02-01 435.48"],
            Drafts(facts, "2026-02-10", policy));
        Assert.Equal(
            ["CreditNote 2026-03-01..2026-04-01 @2026-01-28 -1000.00", "CreditNote 2026-01-28..2026-02-01 @2026-02-01 -64.52"],
            Drafts(issued with { Pauses = facts.Pauses }, "2026-02-10", policy));
    }
}
