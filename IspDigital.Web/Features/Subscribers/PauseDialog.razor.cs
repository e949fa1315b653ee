using System.Globalization;
using IspDigital.Core.Operations;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Pauses service from a day to a day, or open-ended.</summary>
public partial class PauseDialog
{
    private const string DayFormat = "yyyy-MM-dd";
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
        _input.From = (await Clock.Now()).Today.ToString(DayFormat, CultureInfo.InvariantCulture);

    private PauseSubscriberRequest ToRequest() => new(SubscriberId, Day(_input.From) ?? default, Day(_input.Until), _input.Reason ?? "");

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private void Finish() => Dialog.Close(DialogResult.Ok(true));

    private void Cancel() => Dialog.Cancel();

    private sealed class PauseInput
    {
        public string From { get; set; } = "";

        public string? Until { get; set; }

        public string? Reason { get; set; }
    }
}
