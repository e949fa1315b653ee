using CsCheck;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>An invoice of 500.00 with its last day to pay on 11 January, made on the 1st.</summary>
public sealed class LateFeesTests
{
    private static readonly LateFeePolicy s_fixed = new(LateFeeKind.Fixed, Money.FromTaka(50), 0, 1, LateFeeRepeat.Once, BillingCycle.Monthly, Money.Zero, Day("2026-01-01"), Rounding.ToPoisha);
    private static readonly LateFeePolicy s_weekly = s_fixed with { Kind = LateFeeKind.Percent, BasisPoints = 200, Repeat = LateFeeRepeat.Interval, Every = new(CycleUnit.Day, 7) };

    [Theory]
    [InlineData("2026-01-11", "")]
    [InlineData("2026-01-12", "1 12/01 50.00")]
    [InlineData("2026-04-30", "1 12/01 50.00")]
    public void LateFees_FixedAndOnce_FallOnTheDayAfterTheLastDayToPay(string today, string fees) =>
        Assert.Equal(fees, Text(LateFees.Due(Late(), s_fixed, Day(today))));

    [Theory]
    [InlineData(5, "1 16/01 50.00")]
    [InlineData(1, "1 12/01 50.00")]
    [InlineData(0, "1 12/01 50.00")] // never on the last day to pay itself
    public void LateFees_SoManyDaysLater_FallOnThatDay(int afterDays, string fees) =>
        Assert.Equal(fees, Text(LateFees.Due(Late(), s_fixed with { AfterDays = afterDays }, Day("2026-01-31"))));

    [Theory]
    [InlineData("2026-01-12", "1 12/01 10.00")]
    [InlineData("2026-01-18", "1 12/01 10.00")]
    [InlineData("2026-01-26", "1 12/01 10.00, 2 19/01 10.00, 3 26/01 10.00")]
    public void LateFees_PercentEverySevenDays_ComeAgainWhileItIsUnpaid(string today, string fees) =>
        Assert.Equal(fees, Text(LateFees.Due(Late(), s_weekly, Day(today))));

    [Fact]
    public void LateFees_EveryMonth_KeepTheDayOfTheFirst() =>
        Assert.Equal("1 31/01 50.00, 2 28/02 50.00, 3 31/03 50.00", Text(LateFees.Due(
            Late() with { LastDayToPay = Day("2026-01-30") }, s_fixed with { Repeat = LateFeeRepeat.Interval, Every = BillingCycle.Monthly }, Day("2026-04-15"))));

    [Theory]
    [InlineData(CycleUnit.Month, 1, "2026-04-11", "1 12/01 50.00, 2 12/02 50.00, 3 12/03 50.00")]
    [InlineData(CycleUnit.Month, 3, "2026-07-11", "1 12/01 50.00, 2 12/04 50.00")]
    [InlineData(CycleUnit.Day, 45, "2026-05-26", "1 12/01 50.00, 2 26/02 50.00, 3 12/04 50.00")]
    [InlineData(CycleUnit.Month, 0, "2026-05-26", "1 12/01 50.00")] // a subscriber whose terms are damaged
    public void LateFees_ForEachPeriod_ComeAgainInTheSubscribersOwnCycle(CycleUnit unit, int count, string until, string fees) =>
        Assert.Equal(fees, Text(LateFees.Due(
            Late() with { Cycle = new(unit, count) }, s_fixed with { Repeat = LateFeeRepeat.EachPeriod }, Day(until))));

    [Fact]
    public void LateFees_PaidInBetween_AreJudgedByWhatWasUnpaidWhenTheDayBegan()
    {
        var late = Late() with { Paid = [new(Day("2026-01-18"), Money.FromTaka(300)), new(Day("2026-01-26"), Money.FromTaka(200))] };

        Assert.Equal("1 12/01 10.00, 2 19/01 4.00, 3 26/01 4.00", Text(LateFees.Due(late, s_weekly, Day("2026-03-01"))));
    }

    [Fact]
    public void LateFees_PaymentTakenBack_CountAgainFromTheNextDay()
    {
        var late = Late() with { Paid = [new(Day("2026-01-10"), Money.FromTaka(500)), new(Day("2026-01-20"), Money.FromTaka(-500))] };

        Assert.Equal("3 26/01 10.00", Text(LateFees.Due(late, s_weekly, Day("2026-01-31"))));
    }

    [Fact]
    public void LateFees_WithACap_NeverComeToMore() =>
        Assert.Equal("1 12/01 10.00, 2 19/01 10.00, 3 26/01 5.00", Text(LateFees.Due(Late(), s_weekly with { Cap = Money.FromTaka(25) }, Day("2026-06-01"))));

    [Fact]
    public void LateFees_TakenBack_AreNotChargedAgainAndLeaveRoomUnderTheCap() =>
        Assert.Equal("3 26/01 10.00", Text(LateFees.Due(
            Late() with { Fees = [new(1, Money.FromTaka(10)), new(2, Money.Zero)] }, s_weekly with { Cap = Money.FromTaka(25) }, Day("2026-01-31"))));

    [Fact]
    public void LateFees_SwitchedOnLater_AreNotForDaysBefore()
    {
        Assert.Equal("3 26/01 10.00", Text(LateFees.Due(Late(), s_weekly with { From = Day("2026-01-20") }, Day("2026-01-31"))));
        Assert.Equal("", Text(LateFees.Due(Late(), s_fixed with { From = Day("2026-01-13") }, Day("2026-01-31"))));
        Assert.Equal("1 12/01 50.00", Text(LateFees.Due(Late(), s_fixed with { From = Day("2026-01-12") }, Day("2026-01-31")))); // on that day already
        Assert.Equal("", Text(LateFees.Due(Late(), s_fixed with { Kind = LateFeeKind.Off }, Day("2026-01-31"))));
        Assert.Equal("", Text(LateFees.Due(Late(), s_weekly with { Kind = LateFeeKind.Off }, Day("2026-01-31"))));
    }

    [Fact]
    public void LateFees_InvoiceMadeUpFor_NeverFallOnTheDayItWasMade() =>
        Assert.Equal("1 21/03 50.00", Text(LateFees.Due(Late() with { CreatedOn = Day("2026-03-20") }, s_fixed, Day("2026-03-31"))));

    [Fact]
    public void LateFees_HoweverLateTheyAreLookedFor_AreTheSame()
    {
        var payments = Gen.Select(Gen.Int[0, 90], Gen.Long[1, 50_000]).Array[0, 3];
        Gen.Select(payments, Gen.Int[1, 30], Gen.Long[0, 10_000], AnyOf.These(Rounding.ToPoisha, Rounding.ToTaka)).Holds((paid, every, cap, rounding) =>
        {
            var policy = s_weekly with { Every = new(CycleUnit.Day, every), Cap = new(cap), Rounding = rounding };
            var late = Late() with { Paid = [.. paid.Select(p => new PaidShare(Day("2026-01-01").AddDays(p.Item1), new(p.Item2)))] };
            List<LateFee> daily = [];
            for (var day = Day("2026-01-01"); day <= Day("2026-05-01"); day = day.AddDays(1))
            {
                var known = late with { Paid = [.. late.Paid.Where(p => p.On <= day)], Fees = [.. daily.Select(f => new ChargedFee(f.Ordinal, f.Amount))] };
                daily.AddRange(LateFees.Due(known, policy, day));
            }

            Assert.Equal(LateFees.Due(late, policy, Day("2026-05-01")), daily);
            Assert.True(cap == 0 || daily.Sum(f => f.Amount).Minor <= cap);
        });
    }

    private static LateInvoice Late() => new(1, "INV-2026-000001", 1, Day("2026-01-11"), Day("2026-01-01"), Money.FromTaka(500), BillingCycle.Monthly, [], []);

    private static string Text(IReadOnlyList<LateFee> fees) => string.Join(", ", fees.Select(f => $"{f.Ordinal} {f.On.Day:00}/{f.On.Month:00} {f.Amount}"));
}
