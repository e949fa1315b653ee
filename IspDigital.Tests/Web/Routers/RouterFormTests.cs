using Bunit;
using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Routers;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Routers;

/// <summary>The form of a router: it is tried before it is saved, and errors stand where they belong.</summary>
public sealed class RouterFormTests : PortalComponents
{
    private readonly FakeRouter _router = new(TimeProvider.System);

    public RouterFormTests()
    {
        Services.AddSingleton<IRouterConnector>(_router);
        SignIn(Role.Technician);
        Render<MudPopoverProvider>();
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Test_ShowsWhoAnsweredAndSavesNothing()
    {
        _router.AddAccount("rahim");
        _router.AddAccount("karim");
        var page = await Filled();

        await page.Find("[data-testid=test]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("Connected to “fake”", page.Find("[data-testid=passed]").TextContent, StringComparison.Ordinal));
        Assert.Equal("2", page.Find("[data-testid=secrets]").TextContent);
        Assert.Contains("7.16 (stable)", page.Markup, StringComparison.Ordinal);
        await using var db = Portal.OpenDb();
        Assert.False(await db.Routers.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Test_OfAnEmptyForm_SaysWhatIsMissingAtTheFields()
    {
        var page = Render<AddRouterPage>();

        await page.Find("[data-testid=test]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("Enter the router’s address.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Enter the API user.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, _router.Connects);
    }

    [Fact]
    public async Task Save_OfARouterThatIsDown_TellsWhatToDoAndOffersToSaveAnyway()
    {
        _router.Offline = true;
        var page = await Filled();

        await page.Find("[data-testid=submit]").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains("firewall", page.Find("[data-testid=failed]").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=error]"));
        await page.Find("input[data-testid=anyway], [data-testid=anyway] input").ChangeAsync(new() { Value = true });
        await page.Find("[data-testid=submit]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Matches(@"/routers/\d+$", Services.GetRequiredService<NavigationManager>().Uri));
        await using var db = Portal.OpenDb();
        Assert.Equal(("Mirpur", RouterHealth.Unknown), await db.Routers.Select(r => ValueTuple.Create(r.Name, r.Health)).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Name_ThatIsTaken_IsToldAtItsField()
    {
        await Portal.GivenRouter("Mirpur");
        var page = await Filled();

        await page.Find("[data-testid=submit]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("Another router is called “Mirpur”", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[data-testid=error]"));
    }

    [Fact]
    public async Task RoutersPage_ShowsHealthWithAdviceAndHidesAddingFromWhoMayNot()
    {
        var id = await Portal.GivenRouter("Uttara");
        await Portal.Write(async work => (await work.Db.Routers.SingleAsync(Cancellation)).Saw(RouterHealth.Down, work.Now, "no answer within 5 s", null));
        SignIn(Role.Support);

        var page = Render<RoutersPage>();

        await page.WaitForAssertionAsync(() => Assert.Contains("Down", page.Find($"[data-testid=router-{id}]").TextContent, StringComparison.Ordinal));
        Assert.Contains("no answer within 5 s", page.Find("[data-testid=trouble]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=add-router]"));
    }

    private async Task<IRenderedComponent<AddRouterPage>> Filled()
    {
        var page = Render<AddRouterPage>();
        await page.Find("input[data-testid=tls], [data-testid=tls] input").ChangeAsync(new() { Value = false });
        foreach (var (field, value) in new[] { ("name", "Mirpur"), ("host", "10.0.0.1"), ("user", "billing"), ("password", "secret") })
        {
            await page.Find($"[data-testid={field}]").ChangeAsync(new() { Value = value });
        }
        return page;
    }
}
