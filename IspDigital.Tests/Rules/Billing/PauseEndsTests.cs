using IspDigital.Core.Billing.Rules;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Pauses that end otherwise than planned, once or again. Monthly in advance at 500.00.</summary>
public sealed class PauseEndsTests
{
    [Fact]
    public void Resumed_EarlierThanPlanned_IsChargedUpToThePlannedEndOnly()
    {
        // Off from 11 to 25 January as was planned on the 5th, and given back so; on the 15th it is decided to be back on the 20th.
        var pause = Pause("2026-01-11", "2026-01-25", "2026-01-05").EndedOn(Day("2026-01-20"), Day("2026-01-15"));

        Assert.Equal(
            ["2026-01-01..2026-02-01 @2026-01-01 500.00", "CreditNote 2026-01-11..2026-01-25 @2026-01-11 -225.81", "Adjustment 2026-01-20..2026-01-25 @2026-01-20 80.65"],
            Drafts(Facts("2026-01-01") with { Pauses = [pause] }, "2026-01-31"));
    }

    [Fact]
    public void Resumed_EarlierThanPlannedBeforeAPlanChange_IsChargedToThePlannedEndAtOnce()
    {
        // Back on the 20th instead of the 25th; on the 22nd, which nobody knew of then, it is Fast.
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-22"), Fast, Day("2026-01-22"))],
            Pauses = [Pause("2026-01-11", "2026-01-25", "2026-01-05").EndedOn(Day("2026-01-20"), Day("2026-01-15"))],
        };

        Assert.Equal(
            ["Adjustment 2026-01-20..2026-01-25 @2026-01-20 80.65", "Adjustment 2026-01-22..2026-02-01 @2026-01-22 161.29"], Drafts(facts, "2026-01-31")[2..]);
    }

    [Fact]
    public void Resumed_EarlierAndThenEarlierAgain_IsBilledByWhatWasKnownBetween()
    {
        // To 20 February as planned on 20 January; on the 22nd to the 10th; on 5 February to the 7th. What is billed on 31 January knows of the second end alone.
        var facts = Facts("2026-01-01") with
        {
            Terms = new() { LeadDays = 10 },
            Pauses = [Pause("2026-01-25", "2026-02-20", "2026-01-20").EndedOn(Day("2026-02-10"), Day("2026-01-22")).EndedOn(Day("2026-02-07"), Day("2026-02-05"))],
        };

        Assert.Equal(
            ["2026-02-10..2026-03-01 @2026-01-31 339.29", "2026-02-07..2026-02-10 @2026-02-05 53.57"],
            Drafts(facts, "2026-02-15").Where(d => d.StartsWith("2026-02", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2026-07-16")] // an invoice goes out on that day
    [InlineData("2026-07-17")]
    public void PlanChange_InsideTwoPausesOfWhichTheSecondIsShortened_ShowsWhenServiceDoes(string askedFirst)
    {
        // Paused days are kept. On the 11th Fast, and a pause without an end; on the 12th a pause to the 27th instead; on the 13th to the 17th.
        var policy = Policy() with { CreditsPausedDays = false };
        var facts = Facts("2026-06-29") with
        {
            Terms = new() { LeadDays = 13 },
            Plans = [new(Day("2026-06-29"), Home), new(Day("2026-07-11"), Fast, Day("2026-07-11"))],
            Pauses =
            [
                Pause("2026-07-11", "2026-07-12", endDecidedOn: "2026-07-12"),
                Pause("2026-07-12", "2026-07-27", "2026-07-12").EndedOn(Day("2026-07-17"), Day("2026-07-13")),
            ],
        };

        var first = InvoiceCalculator.Calculate(facts, Day(askedFirst), policy).Drafts;
        var then = InvoiceCalculator.Calculate(Issue(facts, first), Day("2026-07-20"), policy).Drafts;

        Assert.Equal(
            [
                "2026-06-29..2026-07-29 @2026-06-29 500.00", "Adjustment 2026-07-27..2026-07-29 @2026-07-12 33.34",
                "2026-07-29..2026-08-29 @2026-07-16 1000.00", "Adjustment 2026-07-17..2026-07-27 @2026-07-17 166.66",
            ],
            first.Concat(then).Select(Text));
    }

    [Theory]
    [InlineData("2026-01-10")]
    [InlineData("2026-02-10")]
    public void PlanChange_OnTheDayOnWhichAPauseIsShortenedForTheFirstTime_ShowsOnceForTheDaysLetGoThen(string askedFirst)
    {
        // Paused days are kept. A pause from the 20th to the 30th; on the 10th Fast, and to the 25th; on the 22nd to the 23rd.
        var policy = Policy() with { CreditsPausedDays = false };
        var facts = Facts("2026-01-01") with
        {
            Plans = [new(Day("2026-01-01"), Home), new(Day("2026-01-10"), Fast, Day("2026-01-10"))],
            Pauses = [Pause("2026-01-20", "2026-01-30", "2026-01-05").EndedOn(Day("2026-01-25"), Day("2026-01-10")).EndedOn(Day("2026-01-23"), Day("2026-01-22"))],
        };

        var first = InvoiceCalculator.Calculate(facts, Day(askedFirst), policy).Drafts;
        var then = InvoiceCalculator.Calculate(Issue(facts, first), Day("2026-02-10"), policy).Drafts;

        Assert.Equal(
            [
                "2026-01-01..2026-02-01 @2026-01-01 500.00", "Adjustment 2026-01-10..2026-02-01 @2026-01-10 274.20",
                "Adjustment 2026-01-23..2026-01-25 @2026-01-23 32.25", "2026-02-01..2026-03-01 @2026-02-01 1000.00",
            ],
            first.Concat(then).OrderBy(d => d.IssueDate).Select(Text));
    }
}
