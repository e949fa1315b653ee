using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Audit;

/// <summary>The reason of a deed, and, opened, what was before and after.</summary>
public partial class ActivityDetails
{
    /// <summary>The deed.</summary>
    [Parameter, EditorRequired]
    public ActivityRow Row { get; set; } = default!;
}
