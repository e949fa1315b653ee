using IspDigital.Core.Access;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Access;

/// <summary>The list of the next cuts by name and amount: each can be taken out, and where the brake holds it a person must approve.</summary>
public partial class PlannedCuts
{
    /// <summary>The list.</summary>
    [Parameter, EditorRequired]
    public CutListView List { get; set; } = default!;

    /// <summary>Whether the person may approve.</summary>
    [Parameter]
    public bool MayApprove { get; set; }

    /// <summary>Whether the person may take somebody out.</summary>
    [Parameter]
    public bool MayExclude { get; set; }

    /// <summary>Approve what the brake holds.</summary>
    [Parameter]
    public EventCallback OnApprove { get; set; }

    /// <summary>Take somebody out.</summary>
    [Parameter]
    public EventCallback<PlannedLine> OnExclude { get; set; }

    private bool IsHeld => List.HeldBecause.Count > 0;
}
