using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Features.Routers;

/// <summary>How a state of a router looks.</summary>
/// <param name="Key">Resource key of the word.</param>
/// <param name="Meaning">Its colour.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="AdviceKey">Resource key of what to do, or null where there is nothing to do.</param>
public sealed record RouterSign(string Key, Meaning Meaning, string Icon, string? AdviceKey = null);

/// <summary>What to show for routers.</summary>
public static class RouterView
{
    /// <summary>The sign of a router.</summary>
    public static RouterSign Of(RouterHealth health, bool isActive) => (isActive, health) switch
    {
        (false, _) => new("State.Retired", Meaning.Idle, Icons.Material.Filled.PauseCircle),
        (_, RouterHealth.Up) => new("State.Up", Meaning.Good, Icons.Material.Filled.CheckCircle),
        (_, RouterHealth.Down) => new("State.Down", Meaning.Bad, Icons.Material.Filled.LinkOff, "Advice.Down"),
        (_, RouterHealth.Refusing) => new("State.Refusing", Meaning.Warn, Icons.Material.Filled.GppBad, "Advice.Refusing"),
        (_, RouterHealth.Unknown) => new("State.Unknown", Meaning.Idle, Icons.Material.Filled.HelpOutline),
        _ => throw new ArgumentOutOfRangeException(nameof(health), health, null),
    };

    /// <summary>The colour of a difference.</summary>
    public static Meaning Of(AccountDifferenceKind kind) => kind switch
    {
        AccountDifferenceKind.DisabledButPaid => Meaning.Bad,
        AccountDifferenceKind.EnabledButUnpaid or AccountDifferenceKind.OnlineButUnpaid or AccountDifferenceKind.WrongProfile => Meaning.Warn,
        AccountDifferenceKind.UnknownToUs => Meaning.Warn,
        AccountDifferenceKind.UnknownToRouter => Meaning.Due,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The sign of something that happened.</summary>
    public static RouterSign Of(RouterHappening happening) => happening switch
    {
        { Action: AuditAction.RouterHealthChanged, Health: { } health } => Of(health, isActive: true) with { AdviceKey = null },
        { Action: AuditAction.RouterAdded } => new("Happened.RouterAdded", Meaning.Due, Icons.Material.Filled.Add),
        { Action: AuditAction.RouterRetried } => new("Happened.RouterRetried", Meaning.Due, Icons.Material.Filled.Refresh),
        { Action: AuditAction.Disconnected } => new("Happened.Disconnected", Meaning.Bad, Icons.Material.Filled.LinkOff),
        { Action: AuditAction.Reconnected } => new("Happened.Reconnected", Meaning.Good, Icons.Material.Filled.Link),
        { Action: AuditAction.RouterCommandFailed } => new("Happened.RouterCommandFailed", Meaning.Warn, Icons.Material.Filled.Warning),
        _ => new("Happened.RouterChanged", Meaning.Due, Icons.Material.Filled.Edit),
    };

    /// <summary>How long it has been up, in its two largest units.</summary>
    public static string Uptime(TimeSpan uptime, IStringLocalizer words) => uptime switch
    {
        { TotalDays: >= 1 } => words["Uptime.Days", MoneyText.Count(uptime.Days), MoneyText.Count(uptime.Hours)],
        _ => words["Uptime.Hours", MoneyText.Count(uptime.Hours), MoneyText.Count(uptime.Minutes)],
    };
}
