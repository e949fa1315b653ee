using Bunit;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Settings;
using IspDigital.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Web.Access;

/// <summary>The hours of cuts and the limits of promises: what is wrong is said at its field, and nothing else is saved in its place.</summary>
public sealed class AccessSettingsTabTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("en", "cut-from", "", "Write a time such as 09:00.")]
    [InlineData("bn", "cut-to", "দশটা", "সময় লিখুন, যেমন ০৯:০০।")]
    [InlineData("en", "days-Support", "366", "Between 0 and 365 days.")]
    [InlineData("bn", "times-Billing", "-1", "০ থেকে ১০০ বারের মধ্যে।")]
    public async Task Settings_WhatIsWrong_IsRefusedAtItsFieldAsTyped(string language, string field, string typed, string says)
    {
        Speak(Language.Of(language));
        SignIn(Role.Owner);
        RenderDialogs();
        var tab = Render<AccessSettingsTab>();

        await tab.WaitForElement($"[data-testid={field}]", s_patience).ChangeAsync(new() { Value = typed });
        await tab.Find("[data-testid=submit]").ClickAsync(new());

        tab.WaitForAssertion(() => Assert.Contains(says, tab.Markup, StringComparison.Ordinal), s_patience);
        var wrong = Assert.Single(tab.FindAll("[aria-invalid=true]"));
        Assert.Equal((field, typed), (wrong.GetAttribute("data-testid"), wrong.GetAttribute("value") ?? ""));
        await using var db = Portal.OpenDb();
        Assert.False(await db.Settings.AnyAsync(s => s.Name == "Access", Xunit.TestContext.Current.CancellationToken));
    }
}
