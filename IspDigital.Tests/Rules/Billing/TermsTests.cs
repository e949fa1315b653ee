using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>What holds for a subscriber: terms by level, plan and agreement by day.</summary>
public sealed class TermsTests
{
    private static readonly BillingTermsOverride s_all = new()
    {
        Timing = BillingTiming.Arrears, CycleUnit = CycleUnit.Month, CycleCount = 3, AlignDay = 15, LeadDays = 2, DueDays = 14, GraceDays = 0,
    };

    [Fact]
    public void Terms_NobodyElseSaysAnything_AreTheOperators()
    {
        var terms = EffectiveTerms.Of(Terms, new(), new());

        Assert.Equal(Terms, terms.Terms);
        Assert.Equal(Origins(TermsOrigin.Operator), Origins(terms));
    }

    [Fact]
    public void Terms_ThatThePlanSays_AreThePlans()
    {
        var terms = EffectiveTerms.Of(Terms, s_all, new());

        Assert.Equal(new BillingTerms(BillingTiming.Arrears, new(CycleUnit.Month, 3), 15, 2, 14, 0), terms.Terms);
        Assert.Equal(Origins(TermsOrigin.Plan), Origins(terms));
    }

    [Fact]
    public void Terms_ThatTheSubscriberSays_GoBeforeThePlans()
    {
        var terms = EffectiveTerms.Of(Terms, s_all, s_all with { AlignDay = 20 });

        Assert.Equal(20, terms.Terms.AlignDay);
        Assert.Equal(Origins(TermsOrigin.Subscriber), Origins(terms));
    }

    [Fact]
    public void Cycle_OfWhichOnlyHalfIsSaid_IsTheLevelsAbove()
    {
        Assert.Equal(TermsOrigin.Operator, EffectiveTerms.Of(Terms, new() { CycleCount = 3 }, new() { CycleUnit = CycleUnit.Day }).Cycle);
        Assert.Equal(TermsOrigin.Plan, EffectiveTerms.Of(Terms, s_all, new() { CycleUnit = CycleUnit.Day }).Cycle);
    }

    [Fact]
    public void Anniversary_SaidByTheSubscriber_SetsThePlansAlignmentAside()
    {
        var terms = EffectiveTerms.Of(Terms, s_all, new() { IsAnniversary = true });

        Assert.Equal((null, TermsOrigin.Subscriber), (terms.Terms.AlignDay, terms.AlignDay));
        Assert.Equal(TermsOrigin.Plan, EffectiveTerms.Of(Terms, s_all, new() { IsAnniversary = false }).AlignDay);
    }

    [Fact]
    public void FirstDay_OfACalculation_IsTheLatestOfActivationBillingAndWhatIsSettled()
    {
        var facts = Facts("2026-01-10");

        Assert.Equal(Day("2026-01-10"), facts.FirstDay);
        Assert.Equal(Day("2026-01-20"), (facts with { BillFrom = Day("2026-01-20") }).FirstDay);
        Assert.Equal(Day("2026-01-10"), (facts with { BillFrom = Day("2026-01-05"), BilledUntil = Day("2026-01-09") }).FirstDay);
        Assert.Equal(Day("2026-03-10"), (facts with { BilledUntil = Day("2026-03-10") }).FirstDay);
    }

    [Theory]
    [InlineData("2026-01-09", "2026-12-31", null)]
    [InlineData("2026-01-10", "2026-12-31", Home)]
    [InlineData("2026-02-09", "2026-12-31", Home)]
    [InlineData("2026-02-10", "2026-12-31", Fast)]
    [InlineData("2026-02-10", "2026-02-01", Fast)] // on the day on which it was decided
    [InlineData("2026-02-10", "2026-01-31", Home)] // not decided yet
    public void Plan_OnADay_IsTheLastThatBeganAndWasKnown(string day, string knownOn, long? expected)
    {
        var facts = Facts("2026-01-10") with { Plans = [new(Day("2026-01-10"), Home), new(Day("2026-02-10"), Fast, Day("2026-02-01"))] };

        Assert.Equal(expected, facts.PlanOn(Day(day), Day(knownOn))?.PlanId);
    }

    [Theory]
    [InlineData("2026-01-09", null)]
    [InlineData("2026-01-10", 450)]
    [InlineData("2026-02-09", 450)]
    [InlineData("2026-02-10", 400)]
    public void Agreement_OnADay_IsTheLastThatBegan(string day, int? taka)
    {
        var facts = Facts("2026-01-01") with { OwnPrices = [new(Day("2026-01-10"), Money.FromTaka(450)), new(Day("2026-02-10"), Money.FromTaka(400))] };

        Assert.Equal(taka, facts.AgreedOn(Day(day), Day(day))?.Price?.Taka);
    }

    [Theory]
    [InlineData("2026-02-09", 450)]
    [InlineData("2026-02-10", 400)]
    public void Agreement_AsAnInvoiceKnowsIt_WasDecidedByItsDate(string issued, int taka)
    {
        var facts = Facts("2026-01-01") with
        {
            OwnPrices = [new(Day("2026-01-10"), Money.FromTaka(450)), new(Day("2026-02-10"), Money.FromTaka(400), DecidedOn: Day("2026-02-10"))],
        };

        Assert.Equal(taka, facts.AgreedOn(Day("2026-03-01"), Day(issued))?.Price?.Taka);
    }

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", 500)]
    [InlineData("2026-01-14", 500)]
    [InlineData("2026-01-15", 600)]
    public void Price_OnADay_IsTheLastThatBegan(string day, int? taka)
    {
        var plan = Plan(Home, "Home", 500);

        Assert.Equal(taka, (plan with { Prices = [.. plan.Prices, new(Day("2026-01-15"), Money.FromTaka(600))] }).PriceOn(Day(day))?.Taka);
    }

    [Theory]
    [InlineData("2026-01-14", "2026-01-14", 500)] // joined while the old price held
    [InlineData("2026-01-15", "2026-01-15", 600)]
    [InlineData("2025-05-01", "2026-01-20", 600)] // service of last year, billed by us from then on
    [InlineData("2026-01-20", "2026-01-02", 600)] // billing cannot begin before service does
    [InlineData("2025-05-01", "2026-01-14", 500)]
    public void Price_OfAShortFirstPeriod_IsThatOfTheDayOnWhichBillingBegan(string activatedOn, string billFrom, int taka)
    {
        var policy = Policy(new TariffPlan(Home, "Home", new(), [new(Day("2020-01-01"), Money.FromTaka(500)), new(Day("2026-01-15"), Money.FromTaka(600))], TaxRule.None));
        var facts = Facts(activatedOn) with { BillFrom = Day(billFrom), Terms = new() { AlignDay = 1 }, Plans = [new(Day("2020-01-01"), Home)] };

        Assert.Equal(taka, InvoiceCalculator.Calculate(facts, Day("2026-01-31"), policy).Drafts[0].Lines[0].FullPrice.Taka);
    }

    [Theory]
    [InlineData("2026-01-14", 1_000)]
    [InlineData("2026-01-15", 1_200)]
    public void Price_OfAPlanTakenInsideAPeriod_IsThatOfTheDayOnWhichItWasTaken(string from, int taka)
    {
        var policy = Policy(Plan(Home, "Home", 500), new TariffPlan(Fast, "Fast", new(), [new(Day("2020-01-01"), Money.FromTaka(1_000)), new(Day("2026-01-15"), Money.FromTaka(1_200))], TaxRule.None));
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day(from), Fast, Day(from))] };

        Assert.Equal(taka, InvoiceCalculator.Calculate(facts, Day("2026-01-31"), policy).Drafts[1].Lines[1].FullPrice.Taka);
    }

    [Fact]
    public void Price_OfTheirOwn_NeedsNoneOfThePlan() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 450.00"],
            Drafts(Facts("2026-01-01") with { OwnPrices = [new(Day("2026-01-01"), Money.FromTaka(450))] }, "2026-01-31", Policy(new TariffPlan(Home, "Home", new(), [], TaxRule.None))));

    [Theory]
    [InlineData("2026-02-14", 1_000, 40, 410)] // 10% first, then 40.00
    [InlineData("2026-02-15", 0, 0, 500)] // the first day without it
    public void FullPrice_WithADiscountThatEnds_TakesThePercentFirst(string day, int basisPoints, int discount, int price)
    {
        var agreed = new OwnPrice(Day("2026-01-01"), null, 1_000, Money.FromTaka(40), Day("2026-02-15"));

        Assert.Equal(
            new(Money.FromTaka(500), basisPoints, Money.FromTaka(discount), Money.FromTaka(price)), FullPrice.Of(Money.FromTaka(500), agreed, Day(day), Rounding.ToPoisha));
    }

    [Fact]
    public void FullPrice_OfADiscountLargerThanThePrice_IsNothingAndNeverLess()
    {
        Assert.Equal(new(Money.FromTaka(500), 0, Money.FromTaka(500), Money.Zero), FullPrice.Of(Money.FromTaka(500), new(Day("2026-01-01"), null, 0, Money.FromTaka(600)), Day("2026-01-01"), Rounding.ToPoisha));
        Assert.Equal(new(Money.FromTaka(300), 10_000, Money.Zero, Money.Zero), FullPrice.Of(Money.FromTaka(500), new(Day("2026-01-01"), Money.FromTaka(300), 10_000, Money.FromTaka(5)), Day("2026-01-01"), Rounding.ToPoisha));
    }

    [Theory]
    [InlineData("2026-01-10", "2026-01-15", "2026-01-25", "2026-02-01")] // both decided before
    [InlineData("2026-01-20", "2026-01-20", "2026-02-05", "2026-02-05")] // both put on record late
    public void DaysOff_Show_WhenTheDayHasComeAndItIsDecided(string decided, string begins, string endDecided, string ends)
    {
        var off = Pause("2026-01-15", "2026-02-01", decided, endDecided);

        Assert.Equal((Day(begins), Day(ends)), (off.BeginsToShow, off.EndsToShow));
    }

    [Fact]
    public void DaysOff_AsKnownOnADay_AreNothingBeforeTheyWereDecidedAndOpenUntilTheirEndWas()
    {
        var off = Pause("2026-01-15", "2026-03-01", "2026-01-10").EndedOn(Day("2026-02-01"), Day("2026-01-25"));

        Assert.True(off.AsKnownOn(Day("2026-01-09")).IsEmpty);
        Assert.Equal(new(Day("2026-01-15"), Day("2026-03-01")), off.AsKnownOn(Day("2026-01-10")));
        Assert.Equal(new(Day("2026-01-15"), Day("2026-03-01")), off.AsKnownOn(Day("2026-01-24")));
        Assert.Equal(new(Day("2026-01-15"), Day("2026-02-01")), off.AsKnownOn(Day("2026-01-25")));
        Assert.Equal(new(Day("2026-01-15"), DateOnly.MaxValue), DaysOff.Cut(Day("2026-01-15"), null).AsKnownOn(Day("2026-01-15")));
    }

    private static TermsOrigin[] Origins(TermsOrigin all) => [all, all, all, all, all, all];

    private static TermsOrigin[] Origins(EffectiveTerms terms) => [terms.Timing, terms.Cycle, terms.AlignDay, terms.LeadDays, terms.DueDays, terms.GraceDays];
}
