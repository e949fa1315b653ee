using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>A change of plan that was planned and gave way to another before its day.</summary>
public sealed class SupersededPlanTests
{
    private static readonly PlanFrom s_home = new(Day("2026-01-01"), Home);
    private static readonly PlanFrom s_planned = new(Day("2026-02-01"), Fast, Day("2026-01-10"));

    [Theory]
    [InlineData("2026-01-09", false)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-01-19", true)]
    [InlineData("2026-01-20", false)]
    public void Plan_ThatGaveWay_IsKnownFromItsDecisionUntilThen(string on, bool isKnown)
    {
        var plans = Facts("2026-01-01") with { Plans = [s_home, s_planned with { SupersededOn = Day("2026-01-20") }] };

        Assert.Equal(isKnown ? Fast : Home, plans.PlanOn(Day("2026-02-01"), Day(on))!.Value.PlanId);
        Assert.Equal(Home, plans.PlanOn(Day("2026-02-01"))!.Value.PlanId);
    }

    [Theory]
    [InlineData("2026-01-31", true)]
    [InlineData("2026-02-01", true)]
    [InlineData("2026-02-02", false)]
    public void Change_InThePlaceOfAnother_SupersedesWhatIsOfItsDayOrLater(string from, bool supersedes)
    {
        var earlier = new PlanFrom(Day("2026-03-01"), Fast, Day("2026-01-05"), Day("2026-01-10"));

        var plans = PlanFrom.Changed([s_home, s_planned, earlier], Day(from), 3, Day("2026-01-20"));

        var planned = supersedes ? s_planned with { SupersededOn = Day("2026-01-20") } : s_planned;
        PlanFrom other = new(Day(from), 3, Day("2026-01-20"));
        Assert.Equal([s_home, .. new[] { planned, other }.OrderBy(p => p.From).ThenBy(p => p.KnownOn), earlier], plans);
    }

    [Fact]
    public void Invoice_OfADayBetween_KnewOfItAndIsCorrectedOnceByWhatCameInItsPlace()
    {
        // Fast, three days ahead: its invoice went out on 29 January; on the 30th it is Home again from February.
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000) with { Terms = new() { LeadDays = 3 } });
        var facts = Facts("2026-01-01") with { Plans = PlanFrom.Changed([s_home, s_planned], Day("2026-02-01"), Home, Day("2026-01-30")) };

        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "2026-02-01..2026-03-01 @2026-01-29 1000.00", "CreditNote 2026-02-01..2026-03-01 @2026-02-01 -500.00"],
            Drafts(facts, "2026-02-28", policy));
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "2026-02-01..2026-03-01 @2026-02-01 500.00"],
            Drafts(facts with { Plans = PlanFrom.Changed([s_home, s_planned], Day("2026-02-01"), Home, Day("2026-01-29")) }, "2026-02-28", policy));
    }

    [Fact]
    public void Invoice_OfAPlanInArrears_IsNotPartedByOneThatGaveWay()
    {
        var policy = Policy(Plan(Home, "Home", 500) with { Terms = new() { Timing = BillingTiming.Arrears } }, Plan(Fast, "Fast", 1_000));
        var planned = new PlanFrom(Day("2026-01-20"), Fast, Day("2026-01-10"));
        var facts = Facts("2026-01-01") with { Plans = PlanFrom.Changed([s_home, planned], Day("2026-01-20"), Home, Day("2026-01-12")) };

        Assert.Equal(["2026-01-01..2026-02-01 @2026-02-01 500.00"], Drafts(facts, "2026-02-01", policy));
    }
}
