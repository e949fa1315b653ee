using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>The bar of a billing run at work.</summary>
public partial class RunBar
{
    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public RunSummary Run { get; set; } = default!;

    /// <summary>Where it is steered; null for those who may not.</summary>
    [Parameter, EditorRequired]
    public string? Href { get; set; }
}
