using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Reports;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Puts a subscriber on another plan; the next renewal is proposed.</summary>
public partial class ChangePlanDialog
{
    private readonly PlanChoiceInput _input = new();
    private IReadOnlyList<PlanChoice>? _plans;

    /// <summary>The subscriber.</summary>
    [Parameter, EditorRequired]
    public SubscriberProfile Profile { get; set; } = default!;

    /// <summary>The next renewal, where it is known.</summary>
    [Parameter]
    public DateOnly? Renewal { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private ChangePlan ChangePlan { get; set; } = default!;

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var from = Renewal ?? (await Clock.Now()).Today;
        _input.From = from.ToDateTime(default);
        _plans = await Plans.Choices();
    }

    private ChangePlanRequest ToRequest() => new(
        Profile.Id, _input.PlanId ?? 0,
        _input.From is { } day ? DateOnly.FromDateTime(day) : default);

    private void Finish() => Dialog.Close(DialogResult.Ok(true));

    private void Cancel() => Dialog.Cancel();

    private sealed class PlanChoiceInput
    {
        public long? PlanId { get; set; }

        public DateTime? From { get; set; }
    }
}
