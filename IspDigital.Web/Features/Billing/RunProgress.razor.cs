using IspDigital.Core.Billing;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>The active run: its bar, or why it waits.</summary>
public partial class RunProgress
{
    /// <summary>The run.</summary>
    [Parameter, EditorRequired]
    public BillingRun Run { get; set; } = default!;

    /// <summary>A person lets it go on.</summary>
    [Parameter]
    public EventCallback OnApprove { get; set; }

    /// <summary>A person stops it.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }
}
