using IspDigital.Core.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Access;

/// <summary>Grants a promise to pay.</summary>
public partial class PromiseDialog
{
    private PromiseInput _input = new();

    /// <summary>Who promises.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <summary>The day that is proposed.</summary>
    [Parameter]
    public DateOnly Until { get; set; }

    /// <summary>How far the person may promise, in days.</summary>
    [Parameter]
    public int DaysMax { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private GrantPromise GrantPromise { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _input = new PromiseInput { Until = DayInput.Text(Until) };

    private GrantPromiseRequest Request() => new(SubscriberId, DayInput.Day(_input.Until) ?? DateOnly.MinValue, _input.Note ?? "");

    private sealed class PromiseInput
    {
        public string? Until { get; set; }

        public string? Note { get; set; }
    }
}
