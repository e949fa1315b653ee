using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Features.Routers;

namespace IspDigital.Tests.Web.Routers;

public sealed class RouterViewTests
{
    [Theory]
    [InlineData(RouterHealth.Up, true, "State.Up", Meaning.Good, null)]
    [InlineData(RouterHealth.Down, true, "State.Down", Meaning.Bad, "Advice.Down")]
    [InlineData(RouterHealth.Refusing, true, "State.Refusing", Meaning.Warn, "Advice.Refusing")]
    [InlineData(RouterHealth.Unknown, true, "State.Unknown", Meaning.Idle, null)]
    [InlineData(RouterHealth.Down, false, "State.Retired", Meaning.Idle, null)]
    public void Health_IsShownWithWhatToDo(RouterHealth health, bool isActive, string key, Meaning meaning, string? advice)
    {
        var sign = RouterView.Of(health, isActive);

        Assert.Equal((key, meaning, advice), (sign.Key, sign.Meaning, sign.AdviceKey));
    }

    [Theory]
    [InlineData(AuditAction.RouterHealthChanged, RouterHealth.Down, "State.Down", Meaning.Bad)]
    [InlineData(AuditAction.RouterHealthChanged, RouterHealth.Up, "State.Up", Meaning.Good)]
    [InlineData(AuditAction.Disconnected, null, "Happened.Disconnected", Meaning.Bad)]
    [InlineData(AuditAction.Reconnected, null, "Happened.Reconnected", Meaning.Good)]
    [InlineData(AuditAction.RouterCommandFailed, null, "Happened.RouterCommandFailed", Meaning.Warn)]
    [InlineData(AuditAction.RouterAdded, null, "Happened.RouterAdded", Meaning.Due)]
    [InlineData(AuditAction.RouterChanged, null, "Happened.RouterChanged", Meaning.Due)]
    public void Happening_HasItsWordAndColour(AuditAction action, RouterHealth? health, string key, Meaning meaning)
    {
        var sign = RouterView.Of(new RouterHappening(1, default, action, "rahim", health, null, null, null));

        Assert.Equal((key, meaning), (sign.Key, sign.Meaning));
    }

    [Fact]
    public void PayingSubscriber_WhoIsOff_IsTheGravestDifference() =>
        Assert.Equal(
            [AccountDifferenceKind.DisabledButPaid],
            Enum.GetValues<AccountDifferenceKind>().Where(kind => RouterView.Of(kind) == Meaning.Bad));

    [Fact]
    public void Port_FollowsTheEncryptionWhileItIsAUsualOne()
    {
        var input = new RouterFormInput { UseTls = false };
        Assert.Equal(8728, input.Port);
        input.Port = 18728;
        input.UseTls = true;
        Assert.Equal(18728, input.Port);
    }

    [Fact]
    public void Outcome_HoldsOnlyForWhatWasTried()
    {
        var input = new RouterFormInput { Host = "10.0.0.1", UserName = "billing", Password = "secret" };
        input.Keep(input.ToTest(), new RouterUnreachable("no answer"));
        input.SaveAnyway = true;
        Assert.True(input.ToAdd().SaveAnyway);

        input.Name = "Mirpur"; // a name is no part of the try
        Assert.NotNull(input.Failure);
        input.Host = "10.0.0.2";

        Assert.Null(input.Failure);
        Assert.False(input.ToAdd().SaveAnyway);
    }
}
