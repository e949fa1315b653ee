using IspDigital.Core.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Access;

/// <summary>Disconnects or reconnects one line by hand.</summary>
public partial class OverrideDialog
{
    private OverrideInput _input = new();

    /// <summary>Whose line.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <summary>On or off.</summary>
    [Parameter]
    public bool Online { get; set; }

    /// <summary>The last day that is proposed for switching on; switching off stands until it is lifted unless a day is given.</summary>
    [Parameter]
    public DateOnly LastDay { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private OverrideAccess OverrideAccess { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _input = new OverrideInput { LastDay = Online ? DayInput.Text(LastDay) : null };

    private OverrideAccessRequest Request() => new(SubscriberId, Online, DayInput.Day(_input.LastDay), _input.Reason ?? "");

    private sealed class OverrideInput
    {
        public string? LastDay { get; set; }

        public string? Reason { get; set; }
    }
}
