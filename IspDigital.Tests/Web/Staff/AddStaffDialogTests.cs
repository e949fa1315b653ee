using Bunit;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Staff;

/// <summary>The form of a use case: its validator at the fields, its answer where it belongs, one press one deed.</summary>
public sealed class AddStaffDialogTests : PortalComponents
{
    public AddStaffDialogTests() => SignIn(Role.Owner);

    [Fact]
    public async Task Form_SentEmpty_SaysWhatIsMissingAtTheFields()
    {
        var dialogs = await Open();

        await dialogs.Find("[data-testid=submit]").ClickAsync(new());

        await dialogs.WaitForAssertionAsync(() =>
        {
            Assert.Contains("Enter the name.", dialogs.Markup, StringComparison.Ordinal);
            Assert.Contains("Enter a user name.", dialogs.Markup, StringComparison.Ordinal);
        });
        JSInterop.VerifyInvoke("isp.focusFirstError");
    }

    [Fact]
    public async Task Form_NameTaken_SaysSoAtTheFieldUntilItIsChanged()
    {
        await Portal.Run<AddStaffRequest, FirstSignIn>(s => s.GetRequiredService<AddStaff>(), new AddStaffRequest { DisplayName = "Karim", UserName = "karim" });
        var dialogs = await Open();
        await Fill(dialogs, "Karim Ahmed", "karim");

        await dialogs.Find("[data-testid=submit]").ClickAsync(new());

        await dialogs.WaitForAssertionAsync(() => Assert.Contains("is taken. Choose another user name.", dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(dialogs.FindAll("[data-testid=error]"));
        await dialogs.Find("[data-testid=user-name]").ChangeAsync(new() { Value = "karim2" });
        await dialogs.WaitForAssertionAsync(() => Assert.DoesNotContain("is taken", dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_FilledIn_AddsThePersonOnce()
    {
        var dialogs = await Open();
        await Fill(dialogs, "Karim Ahmed", "karim");

        await dialogs.Find("[data-testid=submit]").ClickAsync(new());

        await dialogs.WaitForAssertionAsync(() => Assert.Empty(dialogs.FindAll("[data-testid=submit]")));
        await using var db = Portal.OpenDb();
        Assert.Equal("Karim Ahmed", (await db.Users.SingleAsync(Xunit.TestContext.Current.CancellationToken)).DisplayName);
    }

    private async Task<IRenderedComponent<MudDialogProvider>> Open()
    {
        var dialogs = RenderDialogs();
        await dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<AddStaffDialog>());
        return dialogs;
    }

    private static async Task Fill(IRenderedComponent<MudDialogProvider> dialogs, string name, string userName)
    {
        await dialogs.Find("[data-testid=display-name]").ChangeAsync(new() { Value = name });
        await dialogs.Find("[data-testid=user-name]").ChangeAsync(new() { Value = userName });
    }
}
