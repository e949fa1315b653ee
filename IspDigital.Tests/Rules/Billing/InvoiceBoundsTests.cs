using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>What no calculation may bring into the books, given by hand: January and February at 500.00, nothing above 1,000,000.00.</summary>
public sealed class InvoiceBoundsTests
{
    private static readonly InvoiceDraft s_january = Service("2026-01-01", "2026-02-01", 500);
    private static readonly InvoiceDraft s_february = Service("2026-02-01", "2026-03-01", 500);
    private static readonly InvoiceDraft s_credit = Back("2026-01-11", "2026-02-01", -338.71m);

    [Fact]
    public void Check_OneInvoiceAfterTheOther_IsRightInAnyOrder()
    {
        Assert.Null(Check([s_january, s_february]));
        Assert.Null(Check([s_february, s_january]));
        Assert.Null(Check([]));
    }

    [Fact]
    public void Check_ATotalBelowNothing_IsForACreditNoteOnly()
    {
        Assert.Equal(new(ParkReason.NegativeTotal, Day("2026-01-11"), "-338.71"), Check([s_january, s_credit with { Kind = InvoiceKind.Adjustment }]));
        Assert.Equal(new(ParkReason.NegativeTotal, Day("2026-01-01"), "500.00"), Check([s_january with { Kind = InvoiceKind.CreditNote }]));
        Assert.Equal(ParkReason.NegativeTotal, Check([With(s_january, Once(-500.01m))])?.Reason);
        Assert.Null(Check([With(s_january, Once(-500))]));
        Assert.Null(Check([Service("2026-01-01", "2026-02-01", 0)]));
    }

    [Fact]
    public void Check_ServiceBelowNothing_IsWrongWhateverElseIsOnTheInvoice() =>
        Assert.Equal(new(ParkReason.NegativeTotal, Day("2026-01-01"), "400.00"), Check([With(Service("2026-01-01", "2026-02-01", -500), Once(900))]));

    [Theory]
    [InlineData(1_000_000, null)]
    [InlineData(1_000_000.01, ParkReason.TotalTooLarge)]
    public void Check_MoreThanTheOperatorsBound_IsTooLarge(decimal taka, ParkReason? expected) =>
        Assert.Equal(expected, Check([Service("2026-01-01", "2026-02-01", taka)])?.Reason);

    [Theory]
    [InlineData(-1_000_000, null)]
    [InlineData(-1_000_000.01, ParkReason.TotalTooLarge)]
    public void Check_MoreGivenBackThanTheOperatorsBound_IsTooLarge(decimal taka, ParkReason? expected)
    {
        var gift = Once(taka);

        Assert.Equal(expected, Check([s_january with { Kind = InvoiceKind.CreditNote, Lines = [gift] }])?.Reason);
    }

    [Fact]
    public void Check_TheSameChargeOnTwoInvoices_IsChargedTwice()
    {
        var first = With(s_january, Once(150) with { ChargeId = 7 });

        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-20")), Check([first, With(s_february, Once(150) with { ChargeId = 7 })]));
        Assert.Null(Check([first, With(s_february, Once(150) with { ChargeId = 8 })]));
        Assert.Null(Check([With(s_january, Once(150)), With(s_february, Once(150))])); // what has no charge behind it was not charged before
    }

    [Theory]
    [InlineData("2026-02-01", "2026-03-01", null)]
    [InlineData("2026-01-31", "2026-03-01", "2026-01-31")] // one day is on both
    [InlineData("2025-12-01", "2026-01-01", null)]
    [InlineData("2025-12-01", "2026-01-02", "2026-01-01")]
    [InlineData("2026-01-10", "2026-01-11", "2026-01-10")]
    [InlineData("2026-02-01", "2026-02-01", "2026-02-01")] // no day at all
    public void Check_ADayOnTwoInvoices_IsChargedTwice(string start, string end, string? day) =>
        Assert.Equal(day is null ? null : new BillingProblem(ParkReason.ChargedTwice, Day(day)), Check([Service(start, end, 100), s_january]));

    [Fact]
    public void Check_ADayThatWasInvoicedBefore_IsChargedTwice()
    {
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-01")), Check([s_january], invoiced: [Invoiced("2025-12-15", "2026-01-02")]));
        Assert.Null(Check([s_january], invoiced: [Invoiced("2025-12-01", "2026-01-01"), Invoiced("2026-02-01", "2026-03-01")]));
    }

    [Fact]
    public void Check_DaysGivenBack_MustStandChargedJustThen()
    {
        Assert.Null(Check([s_january, s_credit]));
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-11")), Check([s_credit]));
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-11")), Check([s_credit, s_january])); // before they were charged
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-02-01")), Check([s_january, Back("2026-01-20", "2026-02-02", -200)]));
    }

    [Fact]
    public void Check_DaysGivenBackThatStandFromBefore_AreRightOnce()
    {
        var standing = new ChargedCalendar([]);
        standing.Take(s_january);

        Assert.Null(Check([s_credit], standing.Standing));
        Assert.Equal(ParkReason.ChargedTwice, Check([s_credit, s_credit], standing.Standing)?.Reason);
        standing.Take(s_credit);
        Assert.Equal(ParkReason.ChargedTwice, Check([s_credit], standing.Standing)?.Reason);
    }

    [Fact]
    public void Check_DaysGivenBackAndChargedAgain_AreRightOnACorrectionAndNotOnAPeriodsInvoice()
    {
        var again = Service("2026-01-11", "2026-02-01", 677.42m) with { Kind = InvoiceKind.Adjustment };
        InvoicedDays[] january = [Invoiced("2026-01-01", "2026-02-01")];
        var standing = new ChargedCalendar([]);
        standing.Take(s_january);

        Assert.Null(Check([s_credit, again], standing.Standing, january));
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-11")), Check([again], standing.Standing, january)); // not given back
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-11")), Check([s_credit, again with { Kind = InvoiceKind.Recurring }], standing.Standing, january));
    }

    [Fact]
    public void Check_WhatIsNoServiceAmongCorrections_ChangesNothingOfTheCount()
    {
        var again = With(Service("2026-01-11", "2026-02-01", 677.42m) with { Kind = InvoiceKind.Adjustment }, Once(20));
        var standing = new ChargedCalendar([]);
        standing.Take(s_january);
        standing.Take(s_credit);

        Assert.Null(Check([s_january, With(s_credit, Once(-20))]));
        Assert.Equal(new(ParkReason.ChargedTwice, Day("2026-01-11")), Check([With(s_credit, Once(-20))]));
        Assert.Null(Check([again], standing.Standing, [Invoiced("2026-01-01", "2026-02-01")]));
    }

    private static BillingProblem? Check(IReadOnlyList<InvoiceDraft> drafts, IReadOnlyList<StandingDays>? charged = null, IReadOnlyList<InvoicedDays>? invoiced = null) =>
        InvoiceBounds.Check(drafts, Facts("2026-01-01") with { Charged = charged ?? [], Invoiced = invoiced ?? [] }, Policy());

    private static InvoiceDraft Service(string start, string end, decimal taka) => Draft(InvoiceKind.Recurring, LineKind.Recurring, start, end, taka);

    private static InvoiceDraft Back(string start, string end, decimal taka) => Draft(InvoiceKind.CreditNote, LineKind.UnusedDays, start, end, taka);

    private static InvoiceDraft With(InvoiceDraft draft, LineDraft line) => draft with { Lines = [.. draft.Lines, line] };

    private static LineDraft Once(decimal taka) =>
        new(LineKind.OneOff, "Router", new(Day("2026-01-20"), Day("2026-01-21")), 1, Money.FromTaka(taka), Money.FromTaka(taka), 0, Money.Zero);

    private static InvoiceDraft Draft(InvoiceKind kind, LineKind line, string start, string end, decimal taka)
    {
        var (days, amount) = (new DateRange(Day(start), Day(end)), Money.FromTaka(taka));
        return new(1, kind, days, days.Start, days.Start, days.Start, [new(line, "Home", days, 31, amount, amount, 0, Money.Zero) { PlanId = Home }]);
    }
}
