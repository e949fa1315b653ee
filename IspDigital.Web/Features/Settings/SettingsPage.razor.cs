using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Settings;

/// <summary>Hosts every feature's settings.</summary>
public partial class SettingsPage
{
    /// <summary>Which one; the first where none is named.</summary>
    [Parameter]
    public string? Slug { get; set; }

    private IEnumerable<SettingsTab> Tabs => SettingsTabs.All.Where(t => Actor.Current.May(t.Permission));

    private SettingsTab? Shown => Slug is null ? Tabs.FirstOrDefault() : Tabs.FirstOrDefault(t => t.Slug == Slug);
}
