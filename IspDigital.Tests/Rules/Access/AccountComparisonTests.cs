using IspDigital.Core.Access.Rules;
using IspDigital.Core.Routers;

namespace IspDigital.Tests.Rules.Access;

public sealed class AccountComparisonTests
{
    [Theory]
    [InlineData(true, false, "plan-10M", null)]
    [InlineData(false, true, "plan-10M", null)]
    [InlineData(false, true, "other", null)] // nobody is served with it
    [InlineData(null, true, "other", null)] // nothing was decided yet
    [InlineData(true, true, "plan-10M", AccountDifferenceKind.DisabledButPaid)]
    [InlineData(true, true, "other", AccountDifferenceKind.DisabledButPaid)]
    [InlineData(false, false, "plan-10M", AccountDifferenceKind.EnabledButUnpaid)]
    [InlineData(true, false, "other", AccountDifferenceKind.WrongProfile)]
    public void Account_OfALine_IsJudgedByWhatWasDecided(bool? online, bool disabled, string profile, AccountDifferenceKind? expected)
    {
        var found = AccountComparison.Of([new RouterAccount("*1", "rahim", profile, disabled)], [Line("rahim", online)]);

        Assert.Equal(expected, found.SingleOrDefault()?.Kind);
    }

    [Fact]
    public void Line_ThatMayHaveAnyProfile_HasNoWrongOne() =>
        Assert.Empty(AccountComparison.Of([new RouterAccount("*1", "rahim", "other", false)], [Line("rahim", true) with { Profile = null }]));

    [Fact]
    public void Names_AreComparedExactlyAsRoutersDo()
    {
        var found = AccountComparison.Of([new RouterAccount("*1", "Rahim", "plan-10M", false)], [Line("rahim", true)]);

        Assert.Equal([AccountDifferenceKind.UnknownToUs, AccountDifferenceKind.UnknownToRouter], found.Select(d => d.Kind));
    }

    [Fact]
    public void Line_ThatIsToBeOffAndHasNoAccount_IsOffAsItShould() =>
        Assert.Empty(AccountComparison.Of([], [Line("rahim", false)]));

    [Fact]
    public void Differences_ComeGravestFirstThenByName()
    {
        var found = AccountComparison.Of(
            [new("*1", "b-stranger", "default", false), new("*2", "a-stranger", "default", true), new("*3", "paid", "plan-10M", true)],
            [Line("paid", true), Line("gone", true)]);

        Assert.Equal(["paid", "a-stranger", "b-stranger", "gone"], found.Select(d => d.PppName));
    }

    private static KnownLine Line(string pppName, bool? online) => new(1, "C-1", "Rahim", pppName, online, "plan-10M", false);
}
