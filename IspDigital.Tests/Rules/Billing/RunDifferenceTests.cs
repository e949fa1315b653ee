using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

public sealed class RunDifferenceTests
{
    [Theory]
    [InlineData("2026-02-01", "2026-03-01", 500, 500, 31, DifferenceKind.Same, 500, 0)] // a month is a month
    [InlineData("2026-02-01", "2026-03-01", 600, 500, 31, DifferenceKind.Same, 500, 20)] // at the threshold
    [InlineData("2026-02-01", "2026-03-01", 601, 500, 31, DifferenceKind.Changed, 500, 20)]
    [InlineData("2026-02-01", "2026-03-01", 399, 500, 31, DifferenceKind.Changed, 500, -20)]
    [InlineData("2026-02-01", "2026-02-11", 161.29, 500, 31, DifferenceKind.Same, 161.29, 0)] // ten days at its rate
    [InlineData("2026-02-01", "2026-03-01", 500, 150, 10, DifferenceKind.Same, 420, 19)] // after a short first period
    [InlineData("2026-02-01", "2026-02-13", 180, 150, 10, DifferenceKind.Same, 180, 0)] // twelve days after ten: by the day
    [InlineData("2026-02-01", "2026-03-01", 280, 270, 27, DifferenceKind.Same, 280, 0)] // 27 days are no month
    [InlineData("2026-02-01", "2026-03-01", 466.67, 1500, 90, DifferenceKind.Same, 466.67, 0)] // a month after a quarter
    [InlineData("2026-02-01", "2026-03-01", 500, 500, 28, DifferenceKind.Same, 500, 0)]
    [InlineData("2026-02-01", "2026-03-01", 500, 500, 32, DifferenceKind.Same, 437.50, 14)] // four days apart: by the day
    [InlineData("2026-02-01", "2026-03-01", 5000, 500, 31, DifferenceKind.Changed, 500, 900)]
    [InlineData("2026-02-01", "2026-03-01", 500, 0, 0, DifferenceKind.New, 0, null)]
    [InlineData("2026-02-01", "2026-03-01", 500, 0, 31, DifferenceKind.Changed, 0, null)] // was free
    public void Difference_BesideLastTime_IsByAsManyDays(
        string start, string end, double now, double lastTaka, int lastDays, DifferenceKind kind, double last, int? percent)
    {
        var difference = RunDifference.Of(new([Draft(start, end, now)], Day(end), null), Money.FromTaka((decimal)lastTaka), lastDays, 20);

        Assert.Equal((kind, Money.FromTaka((decimal)now), Money.FromTaka((decimal)last)), (difference.Kind, difference.Now, difference.Last));
        Assert.Equal(percent, difference.Percent);
    }

    [Fact]
    public void Difference_WhoCannotBeBilled_IsAProblem() =>
        Assert.Equal(DifferenceKind.Problem, RunDifference.Of(new([], default, null, new(ParkReason.NoPrice)), Money.FromTaka(500), 31, 20).Kind);

    [Fact]
    public void Difference_OnlyACharge_IsExtraAndComparesWithNothing()
    {
        var charge = Draft("2026-02-01", "2026-02-02", 900) with { Kind = InvoiceKind.Adjustment };

        Assert.Equal(new RunDifference(DifferenceKind.Extra, Money.Zero, Money.Zero), RunDifference.Of(new([charge], default, null), Money.FromTaka(500), 31, 20));
    }

    [Fact]
    public void Difference_SeveralPeriodsMadeUpFor_AreEachComparedWithLastTime()
    {
        InvoiceDraft[] drafts = [Draft("2026-02-01", "2026-03-01", 500), Draft("2026-03-01", "2026-04-01", 500)];

        Assert.Equal(new RunDifference(DifferenceKind.Same, Money.FromTaka(1_000), Money.FromTaka(1_000)), RunDifference.Of(new(drafts, default, null), Money.FromTaka(500), 31, 20));
    }

    [Theory]
    [InlineData("2026-01-31", null)] // the period still runs
    [InlineData("2026-02-01", NoBillReason.Paused)]
    [InlineData("2026-02-28", NoBillReason.Paused)]
    [InlineData("2026-03-04", null)] // that was last month's news
    public void Gone_PausedSinceTheTwentieth_IsNamedInTheMonthThatIsNotBilled(string through, NoBillReason? expected) =>
        Assert.Equal(expected, Gone(Facts("2026-01-01") with { Pauses = [Pause("2026-01-20")] }, through));

    [Fact]
    public void Gone_ClosedOrCut_NamesTheReasonAndCutsThatAreBilledAreNone()
    {
        var closed = Facts("2026-01-01") with { ClosedOn = Day("2026-02-01") };
        var cut = Facts("2026-01-01") with { Cuts = [DaysOff.Cut(Day("2026-01-15"), null)] };

        Assert.Equal(NoBillReason.Closed, Gone(closed, "2026-02-01"));
        Assert.Equal(NoBillReason.Cut, Gone(cut, "2026-02-01"));
        Assert.Null(Gone(cut, "2026-02-01", Policy() with { BillsWhileCut = true }));
        Assert.Null(Gone(Facts("2026-01-01"), "2026-02-01"));
    }

    [Theory]
    [InlineData("2026-01-20", "2026-02-01", "2026-01-31", NoBillReason.Closed)] // before the first unbilled day, known on the day
    [InlineData("2026-02-01", "2026-02-01", "2026-01-20", NoBillReason.Closed)]
    [InlineData("2026-02-10", "2026-02-01", "2026-02-10", NoBillReason.Closed)]
    [InlineData("2026-02-10", "2026-02-01", "2026-02-09", null)] // still to come
    public void Why_Closing_CountsOnceItsDayOrTheFirstUnbilledDayHasCome(string closedOn, string firstUnbilled, string through, NoBillReason? expected) =>
        Assert.Equal(expected, NoBill.Why(Facts("2026-01-01") with { ClosedOn = Day(closedOn) }, Policy(), Day(firstUnbilled), Day(through)));

    [Fact]
    public void Why_SeveralReasons_NamesTheOneThatLastsLongest()
    {
        var all = Facts("2026-01-01") with { ClosedOn = Day("2026-02-01"), Pauses = [Pause("2026-01-20")], Cuts = [DaysOff.Cut(Day("2026-01-15"), null)] };

        Assert.Equal(NoBillReason.Closed, NoBill.Why(all, Policy(), Day("2026-02-01"), Day("2026-02-01")));
        Assert.Equal(NoBillReason.Paused, NoBill.Why(all with { ClosedOn = null }, Policy(), Day("2026-02-01"), Day("2026-02-01")));
        Assert.Equal(NoBillReason.Paused, NoBill.Why(all with { ClosedOn = null, Pauses = [Pause("2026-02-05", "2026-02-20")] }, Policy(), Day("2026-02-01"), Day("2026-02-10"))); // on the day of the run
    }

    [Fact]
    public void Gone_OnAPlanThatIsNotThere_IsTakenForAdvance()
    {
        var paused = Facts("2026-01-01") with { Pauses = [Pause("2026-01-20")], Terms = new() { Timing = BillingTiming.Arrears } };

        Assert.Equal(NoBillReason.Paused, Gone(paused with { Plans = [] }, "2026-02-01"));
        Assert.Equal(NoBillReason.Paused, Gone(paused with { Plans = [new(Day("2026-01-01"), 99)] }, "2026-02-01"));
    }

    [Fact]
    public void Gone_InArrears_IsNamedWhenTheNextPeriodIsOver()
    {
        var paused = Facts("2026-01-01") with { Pauses = [Pause("2026-02-01")], Terms = new BillingTermsOverride { Timing = BillingTiming.Arrears } };

        Assert.Null(Gone(paused, "2026-02-20"));
        Assert.Equal(NoBillReason.Paused, Gone(paused, "2026-03-04"));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01", NoBillReason.Paused)]
    [InlineData("2026-02-28", "2026-02-28", null)]
    public void Why_PauseDecidedLater_IsNotKnownBefore(string firstUnbilled, string through, NoBillReason? expected) =>
        Assert.Equal(expected, NoBill.Why(Facts("2026-01-01") with { Pauses = [Pause("2026-02-01", decidedOn: "2026-03-01")] }, Policy(), Day(firstUnbilled), Day(through)));

    private static NoBillReason? Gone(BillingFacts facts, string through, BillingPolicy? policy = null) =>
        NoBill.Gone(facts, policy ?? Policy(), new(Day("2026-01-01"), Day("2026-02-01")), Day(through));

    private static InvoiceDraft Draft(string start, string end, double taka)
    {
        var days = new DateRange(Day(start), Day(end));
        var amount = Money.FromTaka((decimal)taka);
        return new(1, InvoiceKind.Recurring, days, days.Start, days.Start, days.Start, [new(LineKind.Recurring, "Home", days, days.Days, amount, amount, 0, Money.Zero)]);
    }
}
