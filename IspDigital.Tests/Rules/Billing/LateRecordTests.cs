using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>
/// What is put on record about days that an earlier change has settled already: decided late, invoiced late, corrected late. It is corrected
/// all the same, once, on the day on which it is put on record.
/// </summary>
public sealed class LateRecordTests
{
    private const string January = "2026-01-01..2026-02-01 @2026-01-01 500.00";

    private static readonly DaysOff s_twoDays = Pause("2026-01-12", "2026-01-14", decidedOn: "2026-01-12");

    [Fact]
    public void Pause_DecidedForDaysThatAreOver_IsGivenBack()
    {
        var facts = Facts("2026-01-01") with { Pauses = [Pause("2026-01-03", "2026-01-06", decidedOn: "2026-01-20"), s_twoDays] };

        Assert.Equal(
            [January, "CreditNote 2026-01-12..2026-01-14 @2026-01-12 -32.26", "CreditNote 2026-01-03..2026-01-06 @2026-01-20 -48.39"], Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Resumed_OnADayThatIsOver_IsChargedFromThatDay()
    {
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-16"), Fast, Day("2026-01-16"))],
            Pauses = [Pause("2026-01-03", "2026-01-06", decidedOn: "2026-01-03", endDecidedOn: "2026-01-20")],
        };

        Assert.Equal(
            [January, "CreditNote 2026-01-03..2026-02-01 @2026-01-03 -467.74", "Adjustment 2026-01-06..2026-02-01 @2026-01-20 677.42"], Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Resumed_LaterThanPlannedOnADayThatIsOver_IsGivenBackFromThePlannedEnd()
    {
        // To the 6th as was planned; on the 20th it is put on record that it was to the 9th.
        var facts = Facts("2026-01-01") with { Pauses = [Pause("2026-01-03", "2026-01-06", "2026-01-01").EndedOn(Day("2026-01-09"), Day("2026-01-20")), s_twoDays] };

        Assert.Equal(
            [
                "2026-01-01..2026-01-03 @2026-01-01 32.26", "2026-01-06..2026-02-01 @2026-01-06 419.35", "CreditNote 2026-01-12..2026-01-14 @2026-01-12 -32.26",
                "CreditNote 2026-01-06..2026-01-09 @2026-01-20 -48.38",
            ],
            Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Plan_DecidedForDaysThatAreOver_IsChargedFromItsDay()
    {
        var facts = Facts("2026-01-01") with { Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-06"), Fast, Day("2026-01-20"))], Pauses = [s_twoDays] };

        Assert.Equal(
            [January, "CreditNote 2026-01-12..2026-01-14 @2026-01-12 -32.26", "Adjustment 2026-01-06..2026-02-01 @2026-01-20 387.11"], Drafts(facts, "2026-01-31"));
    }

    [Fact]
    public void Invoice_InArrearsThatDidNotKnowWhatHappened_IsCorrectedOnItsOwnDateFromTheFirstChange()
    {
        // January was invoiced on 1 February as if nothing had been: but from the 6th it was Fast, and from the 12th to the 14th nothing.
        var facts = Facts("2026-01-01") with
        {
            Invoiced = [new(new(Day("2026-01-01"), Day("2026-02-01")), Day("2026-02-01"))],
            Charged = [Standing("2026-01-01", "2026-02-01", Home, 500, "2026-02-01")],
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-06"), Fast, Day("2026-01-06"))],
            Pauses = [s_twoDays],
        };

        Assert.Equal(["Adjustment 2026-01-06..2026-02-01 @2026-02-01 354.85"], Drafts(facts, "2026-02-01")[1..]);
    }

    [Fact]
    public void Days_ChargedOtherwiseByALaterDocument_AreCorrectedOnTheNextDayOnWhichSomethingShows()
    {
        // On the 20th somebody made the days from the 3rd to the 6th stand on Fast; the next change is a pause from the 25th.
        var facts = Facts("2026-01-01") with
        {
            Invoiced = [Invoiced("2026-01-01", "2026-02-01")],
            Charged =
            [
                Standing("2026-01-01", "2026-01-03", Home, 500, "2026-01-01"), Standing("2026-01-03", "2026-01-06", Fast, 1_000, "2026-01-20"),
                Standing("2026-01-06", "2026-02-01", Home, 500, "2026-01-01"),
            ],
            Pauses = [s_twoDays, Pause("2026-01-25", "2026-01-26", decidedOn: "2026-01-25")],
        };

        Assert.Equal(
            ["CreditNote 2026-01-12..2026-01-14 @2026-01-12 -32.26", "CreditNote 2026-01-03..2026-01-26 @2026-01-25 -64.51"], Drafts(facts, "2026-01-31")[..2]);
    }

    [Fact]
    public void Days_PutOnRecordLateTwice_AreEachCorrectedOnTheDayOnWhichTheyWere()
    {
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-20"), Fast, Day("2026-01-25"))],
            Pauses = [Pause("2026-01-03", "2026-01-06", decidedOn: "2026-01-18"), s_twoDays],
        };

        Assert.Equal(
            [
                January, "CreditNote 2026-01-12..2026-01-14 @2026-01-12 -32.26", "CreditNote 2026-01-03..2026-01-06 @2026-01-18 -48.39",
                "Adjustment 2026-01-20..2026-02-01 @2026-01-25 193.55",
            ],
            Drafts(facts, "2026-01-31"));
    }

    private static StandingDays Standing(string from, string until, long plan, decimal taka, string issuedOn)
    {
        DateRange days = new(Day(from), Day(until)), period = new(Day("2026-01-01"), Day("2026-02-01"));
        var price = Money.FromTaka(taka);
        return new(days, new(days, period, plan, plan == Home ? "Home" : "Fast", new(price, 0, Money.Zero, price), Core.Plans.TaxMode.Exclusive, 0, Day(issuedOn)), Day(issuedOn));
    }
}
