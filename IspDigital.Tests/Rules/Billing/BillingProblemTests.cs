using System.Runtime.CompilerServices;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Who cannot be billed is named with the day and the reason, and nothing is drafted for them; a price is never guessed.</summary>
public sealed class BillingProblemTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(366, true)]
    [InlineData(367, false)]
    public void Cycle_OfDays_IsOneTo366(int count, bool isSound) => AssertSound(isSound, new() { CycleUnit = CycleUnit.Day, CycleCount = count });

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void AlignedDay_OfTheMonth_IsOneTo31(int day, bool isSound) => AssertSound(isSound, new() { AlignDay = day });

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(366, true)]
    [InlineData(367, false)]
    public void Days_OfLeadDueAndGrace_AreNoneTo366(int days, bool isSound)
    {
        AssertSound(isSound, new() { LeadDays = days });
        AssertSound(isSound, new() { DueDays = days });
        AssertSound(isSound, new() { GraceDays = days });
    }

    [Fact]
    public void Problem_OfTerms_NamesTheDayAndThePlan() =>
        Assert.Equal(new(ParkReason.BadTerms, Day("2026-01-10"), "Home"), Calculate(Facts("2026-01-10") with { Terms = new() { DueDays = -1 } }).Problem);

    [Fact]
    public void Problem_OfAPrice_NamesTheDayAndThePlan() =>
        Assert.Equal(new(ParkReason.NoPrice, Day("2019-12-01"), "Home"), Calculate(Facts("2019-12-01")).Problem);

    [Fact]
    public void Plan_DecidedAfterTheInvoicesDate_WasNotKnownToIt()
    {
        var late = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home, Day("2026-02-10"))] };

        Assert.Equal(new(ParkReason.NoPlan, Day("2026-01-01")), Calculate(late).Problem);
        Assert.Equal(new(ParkReason.NoPlan, Day("2026-01-01")), Calculate(late with { Plans = [.. late.Plans, new(Day("2026-01-15"), Fast)] }).Problem);
    }

    [Fact]
    public void Plan_DecidedOnTheVeryDay_IsBilledOnThatDay() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-10 500.00"], Drafts(Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home, Day("2026-01-10"))] }, "2026-01-10"));

    [Fact]
    public void Change_ToAPlanWithoutAPrice_CannotBeCorrectedAndDraftsNothing()
    {
        var policy = Policy(Plan(Home, "Home", 500), new TariffPlan(Fast, "Fast", new(), [], TaxRule.None));
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-11"))] };

        var calculated = InvoiceCalculator.Calculate(facts, Day("2026-01-31"), policy);

        Assert.Equal(new(ParkReason.NoPrice, Day("2026-01-11"), "Fast"), calculated.Problem);
        Assert.Equal((0, null), (calculated.Drafts.Count, calculated.NextIssueOn));
    }

    [Fact]
    public void Change_ToAPlanThatIsNotThere_CannotBeCorrected() =>
        Assert.Equal(new(ParkReason.NoPlan, Day("2026-01-11")), Calculate(Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), 99, Day("2026-01-11")), new(Day("2026-01-21"), Home, Day("2026-01-11"))],
        }).Problem);

    [Fact]
    public void Change_KnownBeforeTheInvoiceToAPlanThatIsNotThere_CannotBeBilled() =>
        Assert.Equal(new(ParkReason.NoPlan, Day("2026-01-11")), Calculate(Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), 99)] }).Problem);

    [Fact]
    public void Problem_OnTheWay_KeepsWhatWasSettledBefore()
    {
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), 99, Day("2026-01-11"))] };

        var calculated = InvoiceCalculator.Calculate(facts, Day("2026-06-01"), Policy());

        Assert.Equal((new(ParkReason.NoPlan, Day("2026-02-01")), Day("2026-02-01"), 0), (calculated.Problem, calculated.SettledUntil, calculated.Drafts.Count));
    }

    [Theory]
    [InlineData("2025-06-21", null)] // 1,999 days
    [InlineData("2025-06-22", ParkReason.TooManyPeriods)]
    public void Periods_MissingByTheThousand_AreTakenForAWrongDate(string through, ParkReason? expected)
    {
        var daily = Facts("2020-01-01") with { Terms = new() { CycleUnit = CycleUnit.Day, CycleCount = 1 } };

        var calculated = InvoiceCalculator.Calculate(daily, Day(through), Policy());

        Assert.Equal(expected, calculated.Problem?.Reason);
        Assert.Equal(expected is null ? Day(through).AddDays(1) : Day(through), calculated.SettledUntil);
    }

    [Fact]
    public void Unit_TimingOrTaxThatIsNotKnown_IsRefusedAndNeverTakenForAnother()
    {
        var cycle = new BillingCycle((CycleUnit)9, 1);
        var periods = BillingPeriods.For(Terms with { Cycle = cycle }, Day("2026-01-01"));

        Assert.Throws<SwitchExpressionException>(() => cycle.StartOf(Day("2026-01-01"), 1));
        Assert.Throws<SwitchExpressionException>(() => cycle.IndexOf(Day("2026-01-01"), Day("2026-02-01")));
        Assert.Throws<SwitchExpressionException>(() => periods.StartOf(1));
        Assert.Throws<SwitchExpressionException>(() => periods.Containing(Day("2026-02-01")));
        Assert.Throws<SwitchExpressionException>(() => InvoiceDates.Of(Terms with { Timing = (BillingTiming)9 }, new(Day("2026-01-01"), Day("2026-02-01")), Day("2026-02-01"), Day("2026-01-01")));
        Assert.Throws<SwitchExpressionException>(() => TaxRule.Split((TaxMode)9, Money.FromTaka(500), 500, Rounding.ToPoisha));
    }

    private static void AssertSound(bool isSound, BillingTermsOverride terms) =>
        Assert.Equal(isSound ? null : ParkReason.BadTerms, Calculate(Facts("2026-01-10") with { Terms = terms }).Problem?.Reason);

    private static Calculated Calculate(BillingFacts facts) => InvoiceCalculator.Calculate(facts, Day("2026-01-31"), Policy());
}
