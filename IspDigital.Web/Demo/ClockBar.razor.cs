using System.Globalization;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Web.Components.Live;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Demo;

/// <summary>Moves the demo's time. A move goes on when the page is left; every open screen shows it.</summary>
public partial class ClockBar : LivePage
{
    private BusinessDay? _day;

    /// <summary>The demo's clock.</summary>
    [Parameter, EditorRequired]
    public required DemoClock Clock { get; set; }

    [Inject]
    private BusinessClock Business { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Clock];

    private bool IsMoving => Clock.Move is not null;

    private string Time => _day is null ? "" : Digits.Localise(string.Create(
        CultureInfo.InvariantCulture, $"{DateText.Day(_day.Today)} {_day.TimeOfDay:HH\\:mm}"));

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _day = await Business.Now(cancellation);

    private void NextDay() => Begin(() => Clock.NextDay());

    private void NextEvent() => Begin(() => Clock.NextEvent());

    private void NextMonth() => Begin(() => Clock.NextMonth());

    private void TogglePaying(ChangeEventArgs change) => Clock.SubscribersPay = change.Value is true;

    /// <summary>The move is not this screen's: it outlives it, so it is not awaited here; its failure is shown here.</summary>
    private void Begin(Func<Task> move)
    {
        if (!IsMoving)
        {
            _ = Watch(Task.Run(move));
        }
    }

    private async Task Watch(Task move)
    {
        try
        {
            await move;
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
