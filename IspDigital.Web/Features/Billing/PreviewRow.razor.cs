using IspDigital.Core.Billing;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>One subscriber of a preview: what is different, and on demand every draft with every line and why.</summary>
public partial class PreviewRow
{
    /// <summary>The subscriber.</summary>
    [Parameter, EditorRequired]
    public PreviewedSubscriber Row { get; set; } = default!;

    private string Percent => Row.Difference.Percent is { } percent ? $"({(percent > 0 ? "+" : "")}{MoneyText.Count(percent)}%)" : "";
}
