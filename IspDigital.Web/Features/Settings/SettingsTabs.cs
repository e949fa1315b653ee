using IspDigital.Core.Staff;

namespace IspDigital.Web.Features.Settings;

/// <summary>One feature's settings.</summary>
/// <param name="Slug">Its part of the address: <c>/settings/company</c>.</param>
/// <param name="Key">Resource key of its name, in <see cref="SettingsText"/>.</param>
/// <param name="Component">What is shown; it loads and saves by itself.</param>
/// <param name="Permission">The right that shows it.</param>
public sealed record SettingsTab(string Slug, string Key, Type Component, Permission Permission);

/// <summary>Every feature's settings, in the order of the page. To add one: write the component, list it here.</summary>
public static class SettingsTabs
{
    /// <summary>The tabs.</summary>
    public static IReadOnlyList<SettingsTab> All { get; } =
    [
        new("company", "Tab.Company", typeof(CompanySettingsTab), Permission.ManageSettings),
        new("billing", "Tab.Billing", typeof(BillingSettingsTab), Permission.ManageSettings),
        new("messages", "Tab.Messages", typeof(MessagingSettingsTab), Permission.ManageSettings),
        new("access", "Tab.Access", typeof(AccessSettingsTab), Permission.ManageSettings),
    ];
}
