using IspDigital.Core.Access.Rules;
using IspDigital.Core.Routers;

namespace IspDigital.Tests.Rules.Access;

public sealed class AccountComparisonTests
{
    private static readonly HashSet<string> s_nobody = [];

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
        var found = AccountComparison.Of([new RouterAccount("*1", "rahim", profile, disabled)], s_nobody, [Line("rahim", online)]);

        Assert.Equal(expected, found.SingleOrDefault()?.Kind);
    }

    [Fact]
    public void Line_ThatMayHaveAnyProfile_HasNoWrongOne() =>
        Assert.Empty(AccountComparison.Of([new RouterAccount("*1", "rahim", "other", false)], s_nobody, [Line("rahim", true) with { Profile = null }]));

    [Fact]
    public void Names_AreComparedExactlyAsRoutersDo()
    {
        var found = AccountComparison.Of([new RouterAccount("*1", "Rahim", "plan-10M", false)], s_nobody, [Line("rahim", true)]);

        Assert.Equal([AccountDifferenceKind.UnknownToUs, AccountDifferenceKind.UnknownToRouter], found.Select(d => d.Kind));
    }

    [Fact]
    public void Line_ThatIsToBeOffAndHasNoAccount_IsOffAsItShould() =>
        Assert.Empty(AccountComparison.Of([], s_nobody, [Line("rahim", false)]));

    [Theory]
    [InlineData(false, true, AccountDifferenceKind.OnlineButUnpaid)]
    [InlineData(false, false, AccountDifferenceKind.EnabledButUnpaid)] // which ends no session, but lets it come back
    [InlineData(true, false, null)]
    public void Session_OfALine_IsJudgedByWhatWasDecided(bool? decided, bool disabled, AccountDifferenceKind? expected)
    {
        var found = AccountComparison.Of([new RouterAccount("*1", "rahim", "plan-10M", disabled)], new HashSet<string> { "rahim" }, [Line("rahim", decided)]);

        Assert.Equal(expected, found.SingleOrDefault()?.Kind);
    }

    [Fact]
    public void Session_OfALineThatIsToBeOffAndHasNoAccount_IsADifference()
    {
        var found = Assert.Single(AccountComparison.Of([], new HashSet<string> { "rahim" }, [Line("rahim", false)]));

        Assert.Equal((AccountDifferenceKind.OnlineButUnpaid, "rahim", null), (found.Kind, found.PppName, found.Account));
    }

    [Fact]
    public void Differences_ComeGravestFirstThenByName()
    {
        var found = AccountComparison.Of(
            [new("*1", "b-stranger", "default", false), new("*2", "a-stranger", "default", true), new("*3", "paid", "plan-10M", true)],
            s_nobody, [Line("paid", true), Line("gone", true)]);

        Assert.Equal(["paid", "a-stranger", "b-stranger", "gone"], found.Select(d => d.PppName));
    }

    private static KnownLine Line(string pppName, bool? online) => new(1, "C-1", "Rahim", pppName, online, "plan-10M", false);
}
