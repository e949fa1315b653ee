using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>What is charged once: monthly in advance at 500.00 from 1 January, seen on 1 February unless a case says otherwise.</summary>
public sealed class PendingChargesTests
{
    [Theory]
    [InlineData("2026-01-01", 650, 500)] // on the day of the invoice
    [InlineData("2026-01-02", 500, 650)] // the day after: the next one
    [InlineData("2026-02-01", 500, 650)]
    [InlineData("2026-02-02", 500, 500)] // it waits
    public void Charge_OfADay_StandsOnTheFirstInvoiceFromThatDay(string chargedOn, decimal january, decimal february) =>
        Assert.Equal([january, february], Calculate([Charge(150, chargedOn)]).Drafts.Select(d => d.Total.Taka));

    [Fact]
    public void Charge_OnAnInvoice_SaysWhatItIsForOnItsOwnDay()
    {
        var line = Calculate([Charge(150, "2026-01-20")]).Drafts[1].Lines[1];

        Assert.Equal("OneOff Router 2026-01-20..2026-01-21 Period 150.00+0.00", Text(line));
        Assert.Equal((1, 1L, null), (line.DaysInPeriod, line.ChargeId, line.PlanId));
    }

    [Fact]
    public void Charge_BilledAtOnce_IsAnInvoiceOfItsOwnWithItsOwnDates()
    {
        var draft = Calculate([Charge(300, "2026-01-20", isAlone: true)]).Drafts[1];

        Assert.Equal("Adjustment 2026-01-20..2026-01-21 @2026-01-20 300.00", Text(draft));
        Assert.Equal((1L, Day("2026-01-27"), Day("2026-01-30")), (draft.SubscriberId, draft.DueDate, draft.LastDayToPay));
    }

    [Fact]
    public void Charge_BilledAtOnceOnALaterDay_TellsWhenToLookAgain()
    {
        var one = Calculate([Charge(300, "2026-02-20", isAlone: true)], "2026-02-01");
        var two = Calculate([Charge(300, "2026-02-10", isAlone: true), Charge(20, "2026-02-20", 2, isAlone: true)], "2026-02-01");
        var unordered = Calculate([Charge(20, "2026-02-20", 2, isAlone: true), Charge(300, "2026-02-10", isAlone: true)], "2026-02-01");

        Assert.Equal((2, Day("2026-02-20")), (one.Drafts.Count, one.NextIssueOn));
        Assert.Equal((2, Day("2026-02-10")), (two.Drafts.Count, two.NextIssueOn));
        Assert.Equal(Day("2026-02-10"), unordered.NextIssueOn);
        Assert.Equal(3, Calculate([Charge(300, "2026-02-01", isAlone: true)], "2026-02-01").Drafts.Count);
    }

    [Fact]
    public void Charges_BilledAtOnceOnTheSameDay_ShareAnInvoice() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-20..2026-01-21 @2026-01-20 320.00", "Adjustment 2026-01-25..2026-01-26 @2026-01-25 7.00", "2026-02-01..2026-03-01 @2026-02-01 500.00"],
            Calculate([Charge(300, "2026-01-20", isAlone: true), Charge(20, "2026-01-20", 2, isAlone: true), Charge(7, "2026-01-25", 3, isAlone: true)]).Drafts.Select(Text));

    [Fact]
    public void Charges_BilledAtOnceBeforeServiceBegins_ShareTheFirstInvoiceOfAll() =>
        Assert.Equal(
            ["Adjustment 2025-12-20..2025-12-21 @2025-12-20 1150.00"],
            Calculate([Charge(1_000, "2025-12-20", isAlone: true), Charge(150, "2025-12-20", 2, isAlone: true)], "2025-12-31").Drafts.Select(Text));

    [Fact]
    public void Charge_AfterAPlanChange_IsOnTheTermsAndTheTaxOfTheNewPlan()
    {
        var policy = Policy(Plan(Home, "Home", 500), Plan(Fast, "Fast", 1_000, Vat()) with { Terms = new() { DueDays = 14 } });
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-11"))] };

        var before = PendingCharges.Alone(Charge(100, "2026-01-10", isAlone: true), Day("2026-01-10"), facts, policy);
        var after = PendingCharges.Alone(Charge(100, "2026-01-11", isAlone: true), Day("2026-01-11"), facts, policy);

        Assert.Equal([(100.00m, "2026-01-17"), (105.00m, "2026-01-25")], new[] { before, after }.Select(d => (d.Total.Taka, Text(d.DueDate))));
    }

    [Fact]
    public void Charge_BilledAtOnce_DoesNotGoOnACorrectionOfServiceOfThatDay()
    {
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-11"), Fast, Day("2026-01-11"))],
            Charges = [Charge(300, "2026-01-11", isAlone: true)],
        };

        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-11..2026-02-01 @2026-01-11 338.71", "Adjustment 2026-01-11..2026-01-12 @2026-01-11 300.00"],
            Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Credit_GivenAtOnce_IsACreditNoteOfItsOwnEach() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-20..2026-01-21 @2026-01-20 300.00", "CreditNote 2026-01-20..2026-01-21 @2026-01-20 -100.00", "CreditNote 2026-01-20..2026-01-21 @2026-01-20 -5.00"],
            Drafts(Facts("2026-01-01") with
            {
                Charges = [Charge(300, "2026-01-20", isAlone: true), Charge(-100, "2026-01-20", 2, isAlone: true), Charge(-5, "2026-01-20", 3, isAlone: true)],
            }, "2026-01-31"));

    [Theory]
    [InlineData(-500, 0, 500)] // all of the invoice
    [InlineData(-500.01, 500, 500)] // more than it: waits for one that stays at zero or above
    public void Credit_OnTheNextInvoice_NeverBringsItBelowNothing(decimal credit, decimal january, decimal february) =>
        Assert.Equal([january, february], Calculate([Charge(credit, "2026-01-01")]).Drafts.Select(d => d.Total.Taka));

    [Fact]
    public void Credit_LargerThanTheFirstInvoice_GoesOnTheLargerOneThatFollows() =>
        Assert.Equal(
            ["2026-01-21..2026-02-01 @2026-01-21 177.42", "2026-02-01..2026-03-01 @2026-02-01 200.00"],
            Drafts(Facts("2026-01-21") with { Terms = new() { AlignDay = 1 }, Charges = [Charge(-300, "2026-01-21")] }, "2026-02-01"));

    [Fact]
    public void Charge_OnTheNextInvoice_NeverGoesOnACreditNote() =>
        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "CreditNote 2026-01-11..2026-01-20 @2026-01-11 -145.16", "2026-02-01..2026-03-01 @2026-02-01 650.00"],
            Drafts(Facts("2026-01-01") with { Pauses = [Pause("2026-01-11", "2026-01-20", decidedOn: "2026-01-05")], Charges = [Charge(150, "2026-01-10")] }, "2026-02-01"));

    [Theory]
    [InlineData("2026-01-20", "2026-01-25")] // nothing else will come: on the closing day
    [InlineData("2026-01-28", "2026-01-28")] // came up after it
    public void Charge_LeftWhenTheAccountCloses_IsAnInvoiceOfItsOwn(string chargedOn, string issued)
    {
        var facts = Facts("2026-01-01") with { ClosedOn = Day("2026-01-25"), Charges = [Charge(150, chargedOn)] };

        Assert.Contains($"Adjustment {issued}..{Text(Day(issued).AddDays(1))} @{issued} 150.00", Drafts(facts, "2026-01-31"));
        Assert.DoesNotContain(InvoiceCalculator.Calculate(facts, Day(issued).AddDays(-1), Policy()).Drafts, d => d.Kind == InvoiceKind.Adjustment);
    }

    [Fact]
    public void Tax_OfACharge_IsItsOwnOrThePlansOfTheInvoicesDayOrNone()
    {
        var policy = Policy(Plan(Home, "Home", 500, new(TaxMode.Exclusive, [new(Day("2020-01-01"), 500), new(Day("2026-02-01"), 1_000)])));
        var facts = Facts("2026-01-01") with
        {
            Charges =
            [
                Charge(100, "2026-01-20"), Charge(100, "2026-01-20", 2) with { IsTaxed = false },
                Charge(115, "2026-01-20", 3) with { Tax = new(TaxMode.Inclusive, 1_500) }, Charge(115, "2026-01-20", 4) with { IsTaxed = false, Tax = new(TaxMode.Inclusive, 1_500) },
            ],
        };

        Assert.Equal(
            [(500.00m, 50.00m, 1_000, TaxMode.Exclusive), (100.00m, 10.00m, 1_000, TaxMode.Exclusive), (100.00m, 0.00m, 0, TaxMode.Exclusive), (100.00m, 15.00m, 1_500, TaxMode.Inclusive), (115.00m, 0.00m, 0, TaxMode.Exclusive)],
            InvoiceCalculator.Calculate(facts, Day("2026-02-01"), policy).Drafts[1].Lines.Select(l => (l.Net.Taka, l.Tax.Taka, l.TaxBasisPoints, l.TaxMode)));
    }

    [Fact]
    public void Charge_BeforeTheFirstPlan_IsOnTheTermsOfThatPlan()
    {
        var policy = Policy(Plan(Home, "Home", 500, Vat()) with { Terms = new() { DueDays = 2, GraceDays = 1 } });
        var draft = PendingCharges.Alone(Charge(1_000, "2025-12-20"), Day("2025-12-20"), Facts("2026-01-01"), policy);

        Assert.Equal((1_050.00m, Day("2025-12-22"), Day("2025-12-23")), (draft.Total.Taka, draft.DueDate, draft.LastDayToPay));
    }

    private static Calculated Calculate(IReadOnlyList<PendingCharge> charges, string through = "2026-02-01") =>
        InvoiceCalculator.Calculate(Facts("2026-01-01") with { Charges = charges }, Day(through), Policy());

    private static PendingCharge Charge(decimal taka, string on, long id = 1, bool isAlone = false) =>
        new(id, LineKind.OneOff, "Router", Money.FromTaka(taka), Day(on), isAlone, true, null);
}
