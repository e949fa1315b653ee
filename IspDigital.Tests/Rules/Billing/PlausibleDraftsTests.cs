using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>
/// What can be right about a draft and what cannot, told without the calculation: February at 500.00 and 5% on top, issued on the 1st,
/// looked at on the 10th. What is off by the rounding of its edges is let through; what is off by more is not.
/// </summary>
public sealed class PlausibleDraftsTests
{
    private static readonly BillingPolicy s_policy = Policy(
        new(Home, "Home", new(), [new(Day("2020-01-01"), Money.FromTaka(500)), new(Day("2026-03-01"), Money.FromTaka(600))], Vat()), Plan(Fast, "Fast", 1_000, Vat()));

    private static readonly BillingFacts s_facts = Facts("2026-01-01") with
    {
        OwnPrices = [new(Day("2026-01-01"), Money.FromTaka(450)), new(Day("2026-02-01"), null, 1_000, Money.FromTaka(50))],
    };

    private static readonly InvoiceDraft s_february = Draft(new(
        LineKind.Recurring, "Home", new(Day("2026-02-01"), Day("2026-03-01")), 28, Money.FromTaka(500), Money.FromTaka(500), 500, Money.FromTaka(25)) { PlanId = Home });

    private static LineDraft Line => s_february.Lines[0];

    [Fact]
    public void Check_TheCalculationsOwnDraft_IsPlausible() => Assert.Null(Check(s_february));

    [Theory]
    [InlineData("2026-02-10", null)]
    [InlineData("2026-02-11", ParkReason.WrongDay)] // later than it is looked at
    [InlineData("2026-01-31", ParkReason.WrongDay)] // in advance without lead days: not before the period
    public void Check_IssueDate_IsNeverLaterThanAskedNorBeforeItsPeriod(string issued, ParkReason? expected) =>
        Assert.Equal(expected, Check(s_february with { IssueDate = Day(issued) })?.Reason);

    [Theory]
    [InlineData("2026-01-27", null)]
    [InlineData("2026-01-26", ParkReason.WrongDay)]
    public void Check_IssueDateInAdvance_MayComeByItsLeadDays(string issued, ParkReason? expected) =>
        Assert.Equal(expected, Check(s_february with { IssueDate = Day(issued) }, s_facts with { Terms = new() { LeadDays = 5 } })?.Reason);

    [Theory]
    [InlineData("2026-02-09", null)]
    [InlineData("2026-02-10", ParkReason.WrongDay)]
    public void Check_IssueDateInArrears_IsNotBeforeTheEnd(string issued, ParkReason? expected)
    {
        var arrears = s_facts with { Terms = new() { Timing = BillingTiming.Arrears } };
        var draft = Priced(l => l with { Days = new(Day("2026-02-01"), Day("2026-02-10")), Net = Money.FromTaka(160.71m), Tax = Money.FromTaka(8.04m) });

        Assert.Equal(expected, Check(draft with { Period = new(Day("2026-02-01"), Day(expected is null ? "2026-02-09" : "2026-02-11")), IssueDate = Day(issued) }, arrears)?.Reason);
        Assert.Null(Check(draft with { Period = new(Day("2026-02-01"), Day("2026-02-10")), IssueDate = Day("2026-02-10") }, arrears));
    }

    [Fact]
    public void Check_TermsOfAnyOfTheSubscribersPlans_MayHaveSetTheDay()
    {
        var early = s_february with { IssueDate = Day("2026-01-25") };
        var plans = new[] { s_policy.Plans[Home], s_policy.Plans[Fast] with { Terms = new() { LeadDays = 7 } } };
        var both = s_facts with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-02-01"), Fast)] };

        Assert.Null(PlausibleDrafts.Check([early], both, Day("2026-02-10"), Policy(plans)));
        Assert.Equal(ParkReason.WrongDay, PlausibleDrafts.Check([early], s_facts, Day("2026-02-10"), Policy(plans))?.Reason);
        Assert.Equal(ParkReason.WrongDay, Check(s_february, s_facts with { Plans = [new(Day("2026-01-01"), 99)] })?.Reason);
    }

    [Theory]
    [InlineData("2026-02-01", null)]
    [InlineData("2026-02-02", ParkReason.WrongDay)]
    public void Check_DaysThatAreSettled_AreNotBilledAgain(string billedUntil, ParkReason? expected)
    {
        var problem = Check(s_february, s_facts with { BilledUntil = Day(billedUntil) });

        Assert.Equal(expected, problem?.Reason);
        Assert.Equal(expected is null ? null : Day("2026-02-01"), problem?.Day);
    }

    [Fact]
    public void Check_ACorrection_IsBoundToNoPeriodsDayButToItsPriceAndNotToTheFuture()
    {
        var correction = s_february with { Kind = InvoiceKind.Adjustment, IssueDate = Day("2026-01-15") };

        Assert.Null(Check(correction));
        Assert.Equal(ParkReason.WrongDay, Check(correction with { IssueDate = Day("2026-02-11") })?.Reason);
        Assert.Equal(ParkReason.WrongPrice, Check(correction with { Lines = [Line with { Net = Money.FromTaka(900) }] })?.Reason);
    }

    [Fact]
    public void Check_WhatIsChargedOnceOrGivenBack_HasNoListPrice()
    {
        var charge = Line with { Kind = LineKind.OneOff, PlanId = null, ListPrice = Money.FromTaka(123), FullPrice = Money.FromTaka(123), Net = Money.FromTaka(9) };

        Assert.Null(Check(s_february with { Lines = [Line, charge, charge with { Kind = LineKind.UnusedDays }] }));
        Assert.Equal(ParkReason.WrongPrice, Check(s_february with { Lines = [charge, charge with { Kind = LineKind.Proration }] })?.Reason);
    }

    [Theory]
    [InlineData(500, 500, null)]
    [InlineData(600, 600, null)] // a price that the plan has from March
    [InlineData(450, 450, null)] // their own
    [InlineData(1000, 1000, ParkReason.WrongPrice)] // another plan's
    [InlineData(500, 499.99, ParkReason.WrongPrice)] // less than the list without a discount
    [InlineData(500, 500.01, ParkReason.WrongPrice)]
    public void Check_Price_IsOneThatPlanOrSubscriberHave(decimal list, decimal full, ParkReason? expected) =>
        Assert.Equal(expected, Check(At(Money.FromTaka(full), Money.FromTaka(list)))?.Reason);

    [Theory]
    [InlineData(1_000, 0, 450, null)]
    [InlineData(1_000, 50, 400, null)]
    [InlineData(1_000, 30, 420, null)] // less than agreed is taken off where the price is small
    [InlineData(0, 50, 450, ParkReason.WrongPrice)] // the percent that was agreed is missing
    [InlineData(1_000, 50.01, 399.99, ParkReason.WrongPrice)]
    [InlineData(2_000, 0, 400, ParkReason.WrongPrice)]
    [InlineData(1_000, 0, 500, null)]
    [InlineData(1_000, 0, 500.01, ParkReason.WrongPrice)] // a discount that makes it dearer
    public void Check_Discount_IsOneThatWasAgreed(int basisPoints, decimal discount, decimal full, ParkReason? expected)
    {
        var draft = At(Money.FromTaka(full), Money.FromTaka(500), basisPoints, Money.FromTaka(discount));

        Assert.Equal(expected, Check(draft)?.Reason);
        Assert.Equal(ParkReason.WrongPrice, Check(draft, Facts("2026-01-01"))?.Reason); // nothing was agreed
    }

    [Fact]
    public void Check_AFixedDiscountAlone_IsReducedToo()
    {
        var agreed = s_facts with { OwnPrices = [new(Day("2026-01-01"), null, 0, Money.FromTaka(75))] };

        Assert.Null(Check(At(Money.FromTaka(425), Money.FromTaka(500), 0, Money.FromTaka(75)), agreed));
        Assert.Equal(ParkReason.WrongPrice, Check(At(Money.FromTaka(500), Money.FromTaka(500), 0, Money.FromTaka(75)), Facts("2026-01-01"))?.Reason);
    }

    [Theory]
    [InlineData(178.57, 1, null)] // ten of 28 days: 178.571…
    [InlineData(178.58, 1, null)]
    [InlineData(178.56, 1, ParkReason.WrongPrice)] // 1.14 poisha off
    [InlineData(178.59, 1, ParkReason.WrongPrice)]
    [InlineData(179.57, 100, null)]
    [InlineData(179.58, 100, ParkReason.WrongPrice)]
    [InlineData(177.58, 100, null)]
    [InlineData(177.57, 100, ParkReason.WrongPrice)]
    [InlineData(178.58, 0, null)] // no unit was set: the poisha
    [InlineData(178.59, 0, ParkReason.WrongPrice)]
    public void Check_Amount_IsThatOfTheDaysGiveOrTakeOneUnit(decimal net, int unit, ParkReason? expected)
    {
        var draft = Priced(l => l with { Kind = LineKind.Proration, Days = new(Day("2026-02-01"), Day("2026-02-11")), Net = Money.FromTaka(net), Tax = Money.FromTaka(8.93m) });

        Assert.Equal(expected, PlausibleDrafts.Check([draft], s_facts, Day("2026-02-10"), s_policy with { Rounding = new(unit) })?.Reason);
    }

    [Fact]
    public void Check_AFullPeriodOffByExactlyAUnit_IsLetThrough()
    {
        Assert.Null(Check(Priced(l => l with { Net = Money.FromTaka(500.01m) })));
        Assert.Equal(new(ParkReason.WrongPrice, Day("2026-02-01"), "525.02"), Check(Priced(l => l with { Net = Money.FromTaka(500.02m) })));
        Assert.Equal(ParkReason.WrongPrice, Check(Priced(l => l with { Net = Money.FromTaka(-500), Tax = Money.FromTaka(-25) }))?.Reason);
    }

    [Fact]
    public void Check_MoreDaysThanThePeriodHas_IsWrongThoughTheAmountFits()
    {
        var longer = Line with { Days = new(Day("2026-02-01"), Day("2026-03-02")), Net = Money.FromTaka(517.86m), Tax = Money.FromTaka(25.89m) };

        Assert.Equal(ParkReason.WrongPrice, Check(s_february with { Lines = [longer] })?.Reason);
        Assert.Null(Check(s_february with { Lines = [longer with { DaysInPeriod = 29, Net = Money.FromTaka(500), Tax = Money.FromTaka(25) }] }));
    }

    [Theory]
    [InlineData(476.19, 23.81, null)]
    [InlineData(500.00, 25.00, ParkReason.WrongPrice)] // the tax came on top
    public void Check_AmountWithTheTaxInside_IsMeasuredWithIt(decimal net, decimal tax, ParkReason? expected) =>
        Assert.Equal(expected, Check(Priced(l => l with { TaxMode = TaxMode.Inclusive, Net = Money.FromTaka(net), Tax = Money.FromTaka(tax) }))?.Reason);

    [Theory]
    [InlineData(500, 25.02, null)]
    [InlineData(500, 24.98, null)]
    [InlineData(500, 25.03, ParkReason.WrongPrice)]
    [InlineData(500, 24.97, ParkReason.WrongPrice)]
    [InlineData(0, 0, null)] // not taxed, for instance before the tax began
    [InlineData(0, 25, ParkReason.WrongPrice)]
    [InlineData(1_500, 75, ParkReason.WrongPrice)] // a rate that the plan's tax never had
    public void Check_Tax_IsOfARateThatThePlanHasHad(int basisPoints, decimal tax, ParkReason? expected) =>
        Assert.Equal(expected, Check(Priced(l => l with { TaxBasisPoints = basisPoints, Tax = Money.FromTaka(tax) }))?.Reason);

    [Fact]
    public void Check_PriceOrRateThatCameBack_IsOneThatTheyHave()
    {
        var tax = new TaxRule(TaxMode.Exclusive, [new(Day("2020-01-01"), 500), new(Day("2025-01-09"), 1_550), new(Day("2025-01-22"), 500)]);
        var prices = new DatedPrice[] { new(Day("2020-01-01"), Money.FromTaka(500)), new(Day("2025-01-01"), Money.FromTaka(600)), new(Day("2026-01-01"), Money.FromTaka(500)) };
        var policy = Policy(new TariffPlan(Home, "Home", new(), prices, tax));
        var twice = Facts("2026-01-01") with { OwnPrices = [new(Day("2026-01-01"), Money.FromTaka(450)), new(Day("2026-01-15"), null), new(Day("2026-02-01"), Money.FromTaka(450))] };

        Assert.Null(PlausibleDrafts.Check([s_february], s_facts, Day("2026-02-10"), policy));
        Assert.Null(PlausibleDrafts.Check([At(Money.FromTaka(450), Money.FromTaka(450))], twice, Day("2026-02-10"), policy));
    }

    [Fact]
    public void Check_LineOfNoPlanOrAnUnknownOne_HasNeitherPriceNorTax()
    {
        Assert.Equal(ParkReason.WrongPrice, Check(Priced(l => l with { PlanId = null }))?.Reason);
        Assert.Equal(ParkReason.WrongPrice, Check(Priced(l => l with { PlanId = 99 }))?.Reason);
        var own = At(Money.FromTaka(450), Money.FromTaka(450)).Lines[0];
        Assert.Equal(ParkReason.WrongPrice, Check(s_february with { Lines = [own with { PlanId = null }] })?.Reason); // whose tax?
        Assert.Null(Check(s_february with { Lines = [own with { PlanId = null, TaxBasisPoints = 0, Tax = Money.Zero }] }));
    }

    private static BillingProblem? Check(InvoiceDraft draft, BillingFacts? facts = null) =>
        PlausibleDrafts.Check([draft], facts ?? s_facts, Day("2026-02-10"), s_policy);

    private static InvoiceDraft Priced(Func<LineDraft, LineDraft> change) => s_february with { Lines = [change(Line)] };

    /// <summary>February at a full price, with its 5%.</summary>
    private static InvoiceDraft At(Money full, Money list, int basisPoints = 0, Money discount = default) => Priced(l => l with
    {
        ListPrice = list, FullPrice = full, Net = full, Tax = Rounding.ToPoisha.Share(full, 500, 10_000), DiscountBasisPoints = basisPoints, Discount = discount,
    });

    private static InvoiceDraft Draft(LineDraft line) => new(1, InvoiceKind.Recurring, line.Days, line.Days.Start, Day("2026-02-08"), Day("2026-02-11"), [line]);
}
