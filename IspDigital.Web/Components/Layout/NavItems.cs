using IspDigital.Core.Staff;
using MudBlazor;

namespace IspDigital.Web.Components.Layout;

/// <summary>One place of the navigation.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Key">Resource key of its name.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Permission">The right that shows it; the page asks for the same.</param>
/// <param name="ShortKey">Resource key of its name on a phone, where the whole one is too long for a fifth of the screen.</param>
public sealed record NavItem(string Href, string Key, string Icon, Permission Permission, string? ShortKey = null);

/// <summary>A group of places under a small heading.</summary>
/// <param name="Key">Resource key of the heading; null for none.</param>
/// <param name="Items">Its places.</param>
public sealed record NavGroup(string? Key, IReadOnlyList<NavItem> Items);

/// <summary>Where a person can go, in the order of a working day.</summary>
public static class NavItems
{
    private static readonly NavItem s_dashboard = new("/", "Nav.Dashboard", Icons.Material.Outlined.SpaceDashboard, Permission.ViewDashboard);
    private static readonly NavItem s_subscribers = new("/subscribers", "Nav.Subscribers", Icons.Material.Outlined.Group, Permission.ViewSubscribers);
    private static readonly NavItem s_payments = new("/payments", "Nav.Payments", Icons.Material.Outlined.Payments, Permission.ViewMoney);
    private static readonly NavItem s_disconnections = new("/disconnections", "Nav.Disconnections", Icons.Material.Outlined.LinkOff, Permission.ViewAccess, "Nav.Disconnections.Short");
    private static readonly NavItem s_routers = new("/routers", "Nav.Routers", Icons.Material.Outlined.Router, Permission.ViewRouters);

    /// <summary>Everything, in groups.</summary>
    public static IReadOnlyList<NavGroup> Groups { get; } =
    [
        new(null,
        [
            s_dashboard,
            s_subscribers,
        ]),
        new("Nav.Money",
        [
            new("/invoices", "Nav.Invoices", Icons.Material.Outlined.ReceiptLong, Permission.ViewMoney),
            new("/billing-runs", "Nav.BillingRuns", Icons.Material.Outlined.Autorenew, Permission.IssueInvoices),
            new("/billing-forecast", "Nav.Forecast", Icons.Material.Outlined.QueryStats, Permission.IssueInvoices),
            s_payments,
            new("/plans", "Nav.Plans", Icons.Material.Outlined.Speed, Permission.ViewPlans),
        ]),
        new("Nav.Access",
        [
            s_disconnections,
            s_routers,
        ]),
        new("Nav.Words",
        [
            new("/reminders", "Nav.Reminders", Icons.Material.Outlined.NotificationsActive, Permission.ViewReminders),
            new("/messages", "Nav.Messages", Icons.Material.Outlined.Sms, Permission.ViewReminders),
        ]),
        new("Nav.House",
        [
            new("/activity", "Nav.Activity", Icons.Material.Outlined.History, Permission.ViewAudit),
            new("/staff", "Nav.Staff", Icons.Material.Outlined.Badge, Permission.ManageStaff),
            new("/settings", "Nav.Settings", Icons.Material.Outlined.Settings, Permission.ManageSettings),
        ]),
    ];

    /// <summary>Every place.</summary>
    public static IEnumerable<NavItem> All => Groups.SelectMany(g => g.Items);

    /// <summary>What a thumb reaches first; the first four that the person may see are shown.</summary>
    public static IReadOnlyList<NavItem> Thumb { get; } = [s_dashboard, s_subscribers, s_disconnections, s_payments, s_routers];
}
