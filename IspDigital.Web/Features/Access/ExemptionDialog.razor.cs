using IspDigital.Core.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Access;

/// <summary>Grants an exemption: until a day, or explicitly without end.</summary>
public partial class ExemptionDialog
{
    private ExemptionInput _input = new();

    /// <summary>Who is exempt.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <summary>The last day that is proposed.</summary>
    [Parameter]
    public DateOnly LastDay { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private GrantExemption GrantExemption { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _input = new ExemptionInput { LastDay = DayInput.Text(LastDay) };

    private GrantExemptionRequest Request() =>
        new(SubscriberId, _input.NeverEnds ? null : DayInput.Day(_input.LastDay), _input.NeverEnds, _input.Reason ?? "");

    private sealed class ExemptionInput
    {
        public string? LastDay { get; set; }

        public bool NeverEnds { get; set; }

        public string? Reason { get; set; }
    }
}
