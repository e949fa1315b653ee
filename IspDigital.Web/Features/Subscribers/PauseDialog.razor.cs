using IspDigital.Core.Operations;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Pauses service from a day to a day, or open-ended.</summary>
public partial class PauseDialog
{
    private readonly PauseInput _input = new();

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private PauseSubscriber PauseSubscriber { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        _input.From = (await Clock.Now()).Today.ToDateTime(default);

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
