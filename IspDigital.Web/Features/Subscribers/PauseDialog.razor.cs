using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Pauses service from a day to a day, or open-ended.</summary>
public partial class PauseDialog
{
    private readonly PauseInput _input = new();
    private PreviewedChange? _change;
    private DateOnly _today;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private PauseSubscriber PauseSubscriber { get; set; } = default!;

    [Inject]
    private ChangePreviewQueries Previews { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _today = (await Clock.Now()).Today;
        await ChooseFrom(_today.ToDateTime(default));
    }

    private Task ChooseFrom(DateTime? day)
    {
        _input.From = day;
        return Foresee();
    }

    private Task ChooseUntil(DateTime? day)
    {
        _input.Until = day;
        return Foresee();
    }

    private async Task Foresee() =>
        _change = Day(_input.From) is { } from && from >= _today && !(Day(_input.Until) <= from) && Actor.Current.May(Permission.ViewMoney)
            ? await Previews.Pause(SubscriberId, from, Day(_input.Until))
            : null;

    private PauseSubscriberRequest ToRequest() => new(SubscriberId, Day(_input.From) ?? default, Day(_input.Until), _input.Reason ?? "");

    private static DateOnly? Day(DateTime? chosen) => chosen is { } day ? DateOnly.FromDateTime(day) : null;

    private void Finish() => Dialog.Close(DialogResult.Ok(true));

    private void Cancel() => Dialog.Cancel();

    private sealed class PauseInput
    {
        public DateTime? From { get; set; }

        public DateTime? Until { get; set; }

        public string? Reason { get; set; }
    }
}
