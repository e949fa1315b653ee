using System.Globalization;
using IspDigital.Core.Audit;
using IspDigital.Core.Reports;
using MudBlazor;

namespace IspDigital.Web.Features.Audit;

/// <summary>How a deed on record is shown.</summary>
public static class ActivityView
{
    /// <summary>Resource key of the sentence, in <see cref="AuditText"/>.</summary>
    public static string Key(AuditAction action) => $"Audit.{action}";

    /// <summary>The picture of its area.</summary>
    public static string Icon(AuditAction action) => AuditAreas.Of(action) switch
    {
        AuditArea.Money => Icons.Material.Outlined.Payments,
        AuditArea.Access => Icons.Material.Outlined.PowerSettingsNew,
        AuditArea.Subscribers => Icons.Material.Outlined.Person,
        AuditArea.Messages => Icons.Material.Outlined.Sms,
        AuditArea.Routers => Icons.Material.Outlined.Router,
        AuditArea.Portal => Icons.Material.Outlined.Settings,
    };

    /// <summary>Where the thing is shown; null where there is no page for it.</summary>
    public static string? Href(ActivityRow row)
    {
        var id = row.SubjectId?.ToString(CultureInfo.InvariantCulture);
        return (row.SubjectKind, id) switch
        {
            ("Invoice", not null) => $"/invoices/{id}",
            ("Plan", not null) => "/plans",
            ("Router", not null) => $"/routers/{id}",
            ("BillingRun", not null) => $"/billing-runs/{id}",
            _ when row.SubscriberId is { } subscriber => string.Create(CultureInfo.InvariantCulture, $"/subscribers/{subscriber}"),
            _ => null,
        };
    }

    /// <summary>The actor's name; a job is named without its prefix.</summary>
    public static (string Name, bool IsJob) Who(string actorName) =>
        actorName.StartsWith("job:", StringComparison.Ordinal) ? (actorName["job:".Length..], true) : (actorName, false);
}
