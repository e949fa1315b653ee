using Bunit;
using IspDigital.Core.Access;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Access;
using IspDigital.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Web.Access;

public sealed class DisconnectionsPageTests : PortalComponents
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Board_NothingPlanned_SaysThatAllIsQuiet()
    {
        SignIn(Role.Technician);
        var page = Render<DisconnectionsPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Nothing to do", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Board_CutsHeldByTheBrake_ApprovedAfterAConfirmationThatNamesHowManyAndForHowMuch()
    {
        var lines = await Planned([.. Enumerable.Range(1, 12).Select(n => $"user{n:0000}")]);
        SignIn(Role.Owner);
        var dialogs = RenderDialogs();
        var page = Render<DisconnectionsPage>();
        await page.WaitForElementAsync("[data-testid=held]");
        Assert.Equal(12, page.FindAll(".cut").Count);

        var pressed = page.Find("[data-testid=approve]").ClickAsync(new()); // goes on when the dialog was answered
        await dialogs.WaitForAssertionAsync(() => Assert.Contains("12 subscribers who owe ৳ 6,000.00 together", dialogs.Markup, StringComparison.Ordinal));
        await dialogs.Find("[data-testid=confirm-yes]").ClickAsync(new());
        await pressed.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[data-testid=held]")));
        await using var db = Portal.OpenDb();
        Assert.Equal(lines.Count, await db.PlannedCuts.CountAsync(c => c.ApprovedBy == "Owner", Cancellation));
    }

    [Fact]
    public async Task Board_ForATechnician_OffersNeitherApprovalNorExclusionAndNoMoney()
    {
        await Planned("rahim");
        SignIn(Role.Technician);
        var page = Render<DisconnectionsPage>();
        await page.WaitForElementAsync("[data-testid=section-planned]");

        Assert.Empty(page.FindAll("[data-testid=approve], [data-testid=exclude]"));
        Assert.DoesNotContain("৳", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_OneIsTakenOut_LeavesTheListWithTheReason()
    {
        await Planned("rahim", "karim");
        SignIn(Role.Billing);
        var dialogs = RenderDialogs();
        var page = Render<DisconnectionsPage>();
        await page.WaitForElementAsync(".cut");

        var pressed = page.Find("[data-testid=exclude]").ClickAsync(new()); // goes on when the dialog was answered
        await dialogs.WaitForElementAsync("[data-testid=confirm-yes]");
        await dialogs.Find("input").InputAsync(new() { Value = "Comes to the office" });
        await dialogs.Find("[data-testid=confirm-yes]").ClickAsync(new());
        await pressed.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await page.WaitForAssertionAsync(() => Assert.Single(page.FindAll(".cut")));
        Assert.Contains((await Portal.PlannedCuts()), c => c is { State: CutState.Excluded, Why: "Comes to the office" });
    }

    [Fact]
    public async Task Board_CutsReleased_MovesThemToInProgressWithoutAReload()
    {
        var lines = await Planned("rahim");
        SignIn(Role.Owner);
        var page = Render<DisconnectionsPage>();
        await page.WaitForElementAsync("[data-testid=section-planned]");

        Portal.GoTo(Portal.Today, 10);
        await Portal.AccessMinute();

        await page.WaitForAssertionAsync(() => Assert.Contains("Being cut", page.Find($"[data-testid=line-{lines[0]}]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("overdue beyond grace", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_OfACutSubscriber_TellsWhyAndTakesAPromise()
    {
        var line = (await Planned("rahim"))[0];
        Portal.GoTo(Portal.Today, 10);
        await Portal.AccessMinute();
        SignIn(Role.Support);
        var dialogs = RenderDialogs();
        var panel = Render<AccessPanel>(p => p.Add(a => a.SubscriberId, line));
        await panel.WaitForAssertionAsync(() => Assert.Contains("৳ 500.00 overdue beyond grace since 01/01/2026", panel.Find("[data-testid=why]").TextContent, StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("[data-testid=reconnect]"));

        var pressed = panel.Find("[data-testid=promise]").ClickAsync(new());
        await dialogs.WaitForElementAsync("[data-testid=submit]");
        await dialogs.Find("[data-testid=submit]").ClickAsync(new());
        await pressed.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await panel.WaitForAssertionAsync(() => Assert.Contains("Promised to pay by 04/01/2026", panel.Find("[data-testid=why]").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.True((await Portal.DesiredState(line)).Online);
    }

    [Fact]
    public async Task Board_InBangla_SpeaksBangla()
    {
        Speak(Language.Bangla);
        await Planned("rahim");
        SignIn(Role.Owner);
        var page = Render<DisconnectionsPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("লাইন কাটার তালিকা", page.Markup, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<long>> Planned(params string[] names)
    {
        var lines = await Portal.GivenLines(await Portal.GivenRouter(), names);
        await Portal.Owes(lines, 500, Portal.Today.AddDays(-1));
        await Portal.AccessMinute();
        return lines;
    }
}
