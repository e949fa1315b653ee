using System.Net;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Security;

public sealed class SignInTests : IAsyncLifetime
{
    private readonly PortalHost _host = new();

    public async ValueTask InitializeAsync() => await _host.SetUp();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Page_NobodySignedIn_LeadsToTheSignInAndBack()
    {
        var answer = await _host.Visit().Get("/staff");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?returnUrl=%2Fstaff", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_RightPassword_OpensThePageThatWasWantedAndStandsOnRecord()
    {
        var visitor = _host.Visit();

        var answer = await visitor.SignIn(PortalHost.OwnerName.ToUpperInvariant(), PortalHost.OwnerPassword, "/sign-in?returnUrl=%2Fstaff");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/staff", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/staff")).StatusCode);
        Assert.Equal((AuditAction.SignedIn, PortalHost.OwnerName), await LastEntry());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task SignIn_ReturnAddressOfAnotherHost_LeadsHome(string address)
    {
        var answer = await _host.Visit().SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword, "/sign-in?returnUrl=" + Uri.EscapeDataString(address));

        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PortalHost.OwnerName, "river boat coffee")]
    [InlineData("nobody", PortalHost.OwnerPassword)]
    public async Task SignIn_WrongNameOrPassword_SaysOneSentenceAndStandsOnRecord(string name, string password)
    {
        var visitor = _host.Visit();

        var answer = await visitor.SignIn(name, password);

        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("The user name or the password is not right.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(password, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/staff")).StatusCode);
        Assert.Equal((AuditAction.SignInFailed, "job:SignIn"), await LastEntry());
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_AccountRestsEvenForTheRightOne()
    {
        var visitor = _host.Visit();
        for (var i = 0; i < StaffFeature.WrongPasswordsMax; i++)
        {
            await visitor.SignIn(PortalHost.OwnerName, "wrong password");
        }

        var answer = await visitor.SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword);

        Assert.Contains("Too many wrong passwords. Wait 5 minutes", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.Visit().SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword, withToken: false)).StatusCode);

    [Fact]
    public async Task SignIn_DisabledPerson_StaysOut()
    {
        var first = await Add(Role.Technician);
        await _host.AsOwner(s => s.GetRequiredService<ChangeStaff>().Run(
            new ChangeStaffRequest { StaffId = first.StaffId, DisplayName = "Karim", Role = Role.Technician, IsDisabled = true }));

        var answer = await _host.Visit().SignIn("karim", first.OneTimePassword);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((AuditAction.SignInFailed, "job:SignIn"), await LastEntry());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/staff")]
    public async Task Page_PersonWithAPasswordFromSomebodyElse_LeadsToTheirPassword(string path)
    {
        var visitor = _host.Visit();
        var first = await Add(Role.Technician);
        await visitor.SignIn("karim", first.OneTimePassword);

        Assert.Equal("/account", (await visitor.Get(path)).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/staff", "/not-allowed")]
    [InlineData("/", "/subscribers")]
    public async Task Page_PersonWithoutTheRight_IsNotAllowedOrLedToTheFirstOfTheirs(string path, string place)
    {
        var first = await Add(Role.Collector);
        await _host.As(first.StaffId, Role.Collector, s => s.GetRequiredService<ChangeOwnPassword>().Run(new ChangeOwnPasswordRequest
        {
            PresentPassword = first.OneTimePassword,
            NewPassword = "a boat on the river",
            NewPasswordAgain = "a boat on the river",
        }));
        var visitor = _host.Visit();
        await visitor.SignIn("karim", "a boat on the river");

        Assert.Equal(place, (await visitor.Get(path)).Headers.Location?.ToString());
    }

    [Fact]
    public async Task SignOut_PostedFromAPage_EndsTheSessionAndStandsOnRecord()
    {
        var visitor = _host.Visit();
        await visitor.SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword);

        var answer = await visitor.Post("/staff", [], form: "sign-out");

        Assert.Equal("/sign-in", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Get("/staff")).StatusCode);
        Assert.Equal((AuditAction.SignedOut, PortalHost.OwnerName), await LastEntry());
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryToken_IsRefused()
    {
        var visitor = _host.Visit();
        await visitor.SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword);

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Post("/staff", new() { ["returnUrl"] = "/" }, form: "sign-out", withToken: false)).StatusCode);
    }

    [Fact]
    public async Task Language_Chosen_HoldsForThePageAndForTheNextSignIn()
    {
        var visitor = _host.Visit();
        await visitor.SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword);

        await visitor.Post("/staff", new() { ["language"] = "bn", ["returnUrl"] = "/staff" }, form: "language");

        var page = await (await visitor.Get("/staff")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"bn\"", page, StringComparison.Ordinal);
        await using var db = await _host.Services.GetRequiredService<IDbContextFactory<IspDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal("bn", (await db.Users.SingleAsync(TestContext.Current.CancellationToken)).Language);
    }

    [Fact]
    public async Task EveryAnswer_CarriesTheShield()
    {
        var answer = await _host.Visit().Get("/sign-in");

        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private async Task<FirstSignIn> Add(Role role) => (await _host.AsOwner(s =>
        s.GetRequiredService<AddStaff>().Run(new AddStaffRequest { DisplayName = "Karim", UserName = "karim", Role = role }))).Value;

    private async Task<(AuditAction Action, string Actor)> LastEntry()
    {
        await using var db = await _host.Services.GetRequiredService<IDbContextFactory<IspDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var entry = await db.AuditEntries.OrderByDescending(e => e.Id).FirstAsync(TestContext.Current.CancellationToken);
        return (entry.Action, entry.ActorName);
    }
}
