using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>When a plan change holds.</summary>
public enum PlanChangeTime
{
    /// <summary>From the first day that is not billed yet.</summary>
    Renewal,
    /// <summary>From today: unused days are credited, the same days charged anew.</summary>
    Now,
    /// <summary>From another day.</summary>
    Day,
}

/// <summary>Puts a subscriber on another plan, at the next renewal unless told otherwise, and says what that credits and charges.</summary>
public partial class ChangePlanDialog
{
    private readonly PlanChoiceInput _input = new();
    private IReadOnlyList<PlanChoice>? _plans;
    private PreviewedChange? _change;
    private DateOnly _today;

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
    private ChangePreviewQueries Previews { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    private DateOnly From => _input switch
    {
        { When: PlanChangeTime.Renewal } => Renewal ?? _today,
        { When: PlanChangeTime.Now } => _today,
        { From: { } day } => DateOnly.FromDateTime(day),
        _ => default,
    };

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _today = (await Clock.Now()).Today;
        _input.When = Renewal is null ? PlanChangeTime.Now : PlanChangeTime.Renewal;
        _input.From = (Renewal ?? _today).ToDateTime(default);
        _plans = await Plans.Choices();
    }

    private ChangePlanRequest ToRequest() => new(Profile.Id, _input.PlanId ?? 0, From);

    private Task ChoosePlan(long? planId)
    {
        _input.PlanId = planId;
        return Foresee();
    }

    private Task ChooseWhen(PlanChangeTime when)
    {
        _input.When = when;
        return Foresee();
    }

    private Task ChooseDay(DateTime? day)
    {
        _input.From = day;
        return Foresee();
    }

    private async Task Foresee() => _change = _input.PlanId is { } plan && From >= _today && Actor.Current.May(Permission.ViewMoney)
        ? await Previews.PlanChange(Profile.Id, plan, From)
        : null;

    private void Finish() => Dialog.Close(DialogResult.Ok(true));

    private void Cancel() => Dialog.Cancel();

    private sealed class PlanChoiceInput
    {
        public long? PlanId { get; set; }

        public PlanChangeTime When { get; set; }

        public DateTime? From { get; set; }
    }
}
