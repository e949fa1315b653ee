using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using IspDigital.Web.Security;
using IspDigital.Web.Startup;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace IspDigital.Tests.Support;

/// <summary>
/// Components on a portal of their own: Core on a SQLite file under a fake clock, MudBlazor, both languages, a signed-in person.
/// Add services before the first <c>SignIn</c> or <c>Render</c>. Select by <c>data-testid</c>.
/// </summary>
public abstract class PortalComponents : BunitContext
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _words = CultureInfo.CurrentUICulture;
    private readonly BunitAuthorizationContext _authorization;

    /// <summary>A portal with an empty database, in English; sign in before rendering what acts.</summary>
    protected PortalComponents()
    {
        Speak(Language.English);
        TestPortal.AddCore(Services, Portal.Folder, Portal.Clock);
        // What the portal commits reaches the components, and both write in turn.
        Services.AddSingleton(Portal.Services.GetRequiredService<IChangeFeed>());
        Services.AddSingleton(Portal.Services.GetRequiredService<WriteGate>());
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddLanguages();
        Services.AddWords();
        JSInterop.Mode = JSRuntimeMode.Loose;
        _authorization = AddAuthorization();
    }

    /// <summary>The portal behind the components.</summary>
    protected TestPortal Portal { get; } = TestPortal.Start();

    /// <summary>Makes somebody of that role the one who looks and acts.</summary>
    protected void SignIn(Role role, long staffId = 1)
    {
        _authorization.SetAuthorized(role.ToString());
        _authorization.SetPolicies([.. RolePermissions.Of(role).Select(p => p.ToString())]);
        _authorization.SetClaims(
            new Claim(ClaimTypes.NameIdentifier, staffId.ToString(CultureInfo.InvariantCulture)),
            new Claim(StaffClaims.Role, role.ToString()),
            new Claim(StaffClaims.DisplayName, role.ToString()));
        Services.GetRequiredService<CurrentActor>().Set(Actor.Person(staffId, role.ToString(), role));
    }

    /// <summary>Chooses the language of what is rendered from here on.</summary>
    protected static void Speak(Language language)
    {
        CultureInfo.CurrentCulture = language.Formats;
        CultureInfo.CurrentUICulture = language.Words;
    }

    /// <summary>Renders what holds dialogs; then show one with <c>IDialogService</c>.</summary>
    protected IRenderedComponent<MudDialogProvider> RenderDialogs()
    {
        Render<MudPopoverProvider>();
        return Render<MudDialogProvider>();
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Portal.DisposeAsync();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _words);
    }
}
