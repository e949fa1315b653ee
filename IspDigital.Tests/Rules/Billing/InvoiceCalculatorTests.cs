using System.Globalization;
using CsCheck;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Each case reads as start..end (exclusive) @issue amount, one for each draft.</summary>
public sealed class InvoiceCalculatorTests
{
    private const long Home = 1;
    private const long Fast = 2;
    private static readonly BillingTerms s_terms = new(BillingTiming.Advance, BillingCycle.Monthly, null, 0, 7, 3);

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
    public void Calculate_ClosedInsideAPeriod_BillsUpToTheClosingDay() =>
        Assert.Equal(
            ["2026-01-10..2026-01-20 @2026-01-10 161.29"],
            Drafts(Facts("2026-01-10") with { ClosedOn = Day("2026-01-20") }, "2026-06-01"));

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
            Drafts(Facts("2026-01-10") with { CustomPrice = Money.FromTaka(450) }, "2026-01-10"));

    [Fact]
    public void Calculate_TermsChangedAfterInvoices_BillsOnFromTheLastDayCovered() =>
        Assert.Equal( // billed to 10 Feb on the anniversary; aligned on the 1st since
            ["2026-02-10..2026-03-01 @2026-02-10 339.29", "2026-03-01..2026-04-01 @2026-03-01 500.00"],
            Drafts(Facts("2026-01-10") with { Terms = new() { AlignDay = 1 }, Invoiced = [new(Day("2026-01-10"), Day("2026-02-10"))] }, "2026-03-01"));

    [Fact]
    public void Calculate_HoleBetweenInvoices_IsFilled() =>
        Assert.Equal(
            ["2026-02-10..2026-03-10 @2026-02-10 500.00"],
            Drafts(Facts("2026-01-10") with { Invoiced = [new(Day("2026-01-10"), Day("2026-02-10")), new(Day("2026-03-10"), Day("2026-04-10"))] }, "2026-03-31"));

    [Fact]
    public void Calculate_CannotBeBilled_NamesTheReason()
    {
        Assert.Equal(ParkReason.NoPlan, Problem(Facts("2026-01-10") with { Plans = [new(Day("2026-01-10"), 99)] }));
        Assert.Equal(ParkReason.NoPlan, Problem(Facts("2026-01-10") with { Plans = [] }));
        Assert.Equal(ParkReason.NoPrice, Problem(Facts("2019-12-01")));
        Assert.Equal(ParkReason.BadTerms, Problem(Facts("2026-01-10") with { Terms = new() { CycleUnit = CycleUnit.Month, CycleCount = 0 } }));
        Assert.Equal(ParkReason.BadTerms, Problem(Facts("2026-01-10") with { Terms = new() { AlignDay = 32 } }));
        Assert.Equal(ParkReason.TooManyPeriods, Problem(Facts("2020-01-10") with { Terms = new() { CycleUnit = CycleUnit.Day, CycleCount = 1 } }));
        Assert.Equal(ParkReason.NegativeTotal, Problem(Facts("2026-01-10") with { CustomPrice = Money.FromTaka(-1) }));
        Assert.Equal(ParkReason.TotalTooLarge, Problem(Facts("2026-01-10") with { CustomPrice = Money.FromTaka(2_000_000) }));
    }

    [Fact]
    public void Check_GeneratorThatRepeatsItself_IsCaught()
    {
        var facts = Facts("2026-01-10");
        var drafts = InvoiceCalculator.Calculate(facts, Day("2026-02-10"), Policy()).Drafts;

        Assert.Equal(ParkReason.ChargedTwice, InvoiceBounds.Check([.. drafts, drafts[1]], facts, Policy())?.Reason);
        Assert.Equal(ParkReason.ChargedTwice, InvoiceBounds.Check(drafts, facts with { Invoiced = [new(Day("2026-02-01"), Day("2026-02-20"))] }, Policy())?.Reason);
        Assert.Null(InvoiceBounds.Check(drafts, facts, Policy()));
    }

    [Fact]
    public void Calculate_AfterIssue_ReturnsNothingAndTheHintHolds() =>
        GenFacts.Sample((facts, through) =>
        {
            var first = InvoiceCalculator.Calculate(facts, through, Policy());
            var issued = facts with { Invoiced = [.. first.Drafts.Select(d => d.Period)] };
            var again = InvoiceCalculator.Calculate(issued, through, Policy());
            var byHint = InvoiceCalculator.Calculate(
                issued with { BilledUntil = first.SettledUntil, Invoiced = [.. issued.Invoiced.Where(i => i.Start >= first.SettledUntil)] }, through, Policy());
            return first.Problem is null && again.Drafts.Count == 0 && byHint.Drafts.Count == 0
                && (first.NextIssueOn is not { } next || (next > through && InvoiceCalculator.Calculate(issued, next, Policy()).Drafts.Count > 0));
        }, iter: 2_000);

    [Fact]
    public void Calculate_InManySteps_IssuesTheSameAsAtOnce() =>
        GenFacts.Sample((facts, through) =>
        {
            List<InvoiceDraft> stepwise = [];
            for (var day = facts.ActivatedOn; day <= through; day = day.AddDays(5))
            {
                stepwise.AddRange(InvoiceCalculator.Calculate(facts with { Invoiced = [.. stepwise.Select(d => d.Period)] }, day, Policy()).Drafts);
            }
            stepwise.AddRange(InvoiceCalculator.Calculate(facts with { Invoiced = [.. stepwise.Select(d => d.Period)] }, through, Policy()).Drafts);
            return InvoiceCalculator.Calculate(facts, through, Policy()).Drafts.Select(Text).SequenceEqual(stepwise.Select(Text));
        }, iter: 300);

    [Fact]
    public void Calculate_ServiceDaysWithoutPause_AreEachChargedOnce() =>
        GenFacts.Sample((facts, through) =>
        {
            var drafts = InvoiceCalculator.Calculate(facts, through, Policy()).Drafts;
            var charged = drafts.SelectMany(d => d.Lines).SelectMany(l => Enumerable.Range(0, l.Days.Days).Select(l.Days.Start.AddDays)).ToList();
            var until = drafts.Count == 0 ? facts.BillFrom : drafts[^1].Period.End;
            var served = Enumerable.Range(0, Math.Max(0, until.DayNumber - facts.BillFrom.DayNumber)).Select(facts.BillFrom.AddDays)
                .Where(d => !facts.Pauses.Any(p => p.Contains(d)) && (facts.ClosedOn is not { } closed || d < closed));
            return charged.SequenceEqual(served);
        }, iter: 2_000);

    private static readonly Gen<(BillingFacts, DateOnly)> GenFacts =
        from activated in Gen.Int[0, 700].Select(n => new DateOnly(2024, 1, 1).AddDays(n))
        from billFrom in Gen.Int[0, 90]
        from closed in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 500].Select(n => (int?)n))
        from pause in Gen.OneOf(Gen.Const(((int, int)?)null), Gen.Select(Gen.Int[0, 300], Gen.Int[1, 90]).Select(p => ((int, int)?)p))
        from align in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 31].Select(d => (int?)d))
        from timing in AnyOf.These(BillingTiming.Advance, BillingTiming.Arrears)
        from lead in Gen.Int[0, 10]
        from cycle in AnyOf.These((CycleUnit.Month, 1), (CycleUnit.Month, 3), (CycleUnit.Day, 7), (CycleUnit.Day, 30))
        from through in Gen.Int[0, 400]
        select (new BillingFacts
        {
            SubscriberId = 1,
            ActivatedOn = activated,
            BillFrom = activated.AddDays(billFrom),
            ClosedOn = closed is { } days ? activated.AddDays(days) : null,
            Plans = [new(activated, Home)],
            Pauses = pause is { } p ? [new(activated.AddDays(p.Item1), activated.AddDays(p.Item1 + p.Item2))] : [],
            Terms = new() { AlignDay = align, Timing = timing, LeadDays = lead, CycleUnit = cycle.Item1, CycleCount = cycle.Item2 },
        }, activated.AddDays(through));

    private static BillingFacts Paused(DateOnly until) => Facts("2026-01-10") with { Pauses = [new(Day("2026-01-20"), until)] };

    private static BillingFacts Facts(string activatedOn) => new()
    {
        SubscriberId = 1,
        ActivatedOn = Day(activatedOn),
        BillFrom = Day(activatedOn),
        Plans = [new(Day(activatedOn), Home)],
    };

    private static BillingPolicy Policy(params TariffPlan[] plans) => new(
        s_terms, Rounding.ToPoisha,
        (plans.Length > 0 ? plans : [Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000)]).ToDictionary(p => p.PlanId), Money.FromTaka(1_000_000));

    private static TariffPlan Plan(long id, string name, decimal taka) => new(id, name, new(), [new(Day("2020-01-01"), Money.FromTaka(taka))], TaxRule.None);

    private static ParkReason? Problem(BillingFacts facts) => InvoiceCalculator.Calculate(facts, Day("2026-02-01"), Policy()).Problem?.Reason;

    private static string[] Drafts(BillingFacts facts, string through, BillingPolicy? policy = null) =>
        [.. InvoiceCalculator.Calculate(facts, Day(through), policy ?? Policy()).Drafts.Select(Text)];

    private static string Text(InvoiceDraft draft) => $"{Text(draft.Period.Start)}..{Text(draft.Period.End)} @{Text(draft.IssueDate)} {draft.Total}";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
