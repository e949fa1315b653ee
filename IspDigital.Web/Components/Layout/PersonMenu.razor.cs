using System.Globalization;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;

namespace IspDigital.Web.Components.Layout;

/// <summary>Who is signed in, and what is theirs: password, theme, the way out.</summary>
public partial class PersonMenu
{
    private static readonly (string Choice, string Icon)[] s_themes =
    [
        ("light", Icons.Material.Outlined.LightMode),
        ("dark", Icons.Material.Outlined.DarkMode),
        ("system", Icons.Material.Outlined.Contrast),
    ];

    private string _name = "";
    private string _role = "";

    /// <summary>Shows the list of keys.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnShowKeys { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private string Initials => string.Concat(_name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2)
        .Select(word => StringInfo.GetNextTextElement(word))).ToUpperInvariant();

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var user = (await Authentication).User;
        _name = StaffClaims.NameOf(user);
        _role = StaffClaims.ActorOf(user).Role is { } role ? L["Role." + role] : "";
    }

    private Task ChooseTheme(string choice) => Browser.InvokeVoidAsync("isp.theme.set", choice).AsTask();
}
