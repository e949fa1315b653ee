using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>The bones of a table while its rows are read.</summary>
public partial class SkeletonTable
{
    /// <summary>How many rows.</summary>
    [Parameter]
    public int Rows { get; set; } = 8;
}
