using IspDigital.Core.Routers;
using IspDigital.Core.Routers.RouterOs;

namespace IspDigital.Tests.Routers;

public class RouterOsValuesTests
{
    [Theory]
    [InlineData("1w2d3h4m5s", "9.03:04:05")]
    [InlineData("1d7h44m20s", "1.07:44:20")]
    [InlineData("551us", "00:00:00.0005510")]
    [InlineData("1s500ms", "00:00:01.5")]
    [InlineData("900ns", "00:00:00.0000009")]
    [InlineData("5m", "00:05:00")]
    [InlineData("0s", "00:00:00")]
    [InlineData("01:22:53", "01:22:53")]
    [InlineData("00:00:00.25", "00:00:00.25")]
    [InlineData("1w2d03:04:05", "9.03:04:05")]
    [InlineData("100:00:00", "4.04:00:00")]
    public void Duration_InAnyVersionsForm_IsRead(string text, string expected) =>
        Assert.Equal(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), RouterOsValues.Duration(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("never")]
    [InlineData("5")]
    [InlineData("5x")]
    [InlineData("m5")]
    [InlineData("1:2")]
    [InlineData("1:2:3:4")]
    [InlineData("99999999999w")]
    [InlineData("9999999999999999999999999999999999s")]
    public void Duration_ThatIsNone_IsNull(string? text) => Assert.Null(RouterOsValues.Duration(text));

    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("false", false)]
    [InlineData("no", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Flag_AsAnyVersionWritesIt_IsRead(string? text, bool expected) => Assert.Equal(expected, RouterOsValues.Flag(text));

    [Theory]
    [InlineData("no such item", RouterRefusal.NoSuchItem)]
    [InlineData("no such item (4)", RouterRefusal.NoSuchItem)]
    [InlineData("no such command prefix", RouterRefusal.NoSuchCommand)]
    [InlineData("no such command or directory (x)", RouterRefusal.NoSuchCommand)]
    [InlineData("failure: secret with the same name already exists", RouterRefusal.Duplicate)]
    [InlineData("failure: already have such entry", RouterRefusal.Duplicate)]
    [InlineData("failure: already have such address", RouterRefusal.Duplicate)]
    [InlineData("input does not match any value of profile", RouterRefusal.NoSuchProfile)]
    [InlineData("Not Enough Permissions (9)", RouterRefusal.NotPermitted)]
    [InlineData("std failure: not allowed (9)", RouterRefusal.NotPermitted)]
    [InlineData("invalid user name or password (6)", RouterRefusal.Login)]
    [InlineData("cannot log in", RouterRefusal.Login)]
    [InlineData("action failed (6)", RouterRefusal.Other)]
    public void Trap_WithAKnownText_HasItsMeaning(string text, RouterRefusal expected) => Assert.Equal(expected, RouterOsTraps.Meaning(text));

    [Fact]
    public void ChallengeResponse_OfAKnownPair_IsTheKnownAnswer() => Assert.Equal(
        "21277bff9ac7caf06aa608e46616d47f",
        RouterOsConnector.ChallengeResponse("passTest", "abc123"));
}
