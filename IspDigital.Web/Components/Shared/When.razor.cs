using System.Globalization;
using IspDigital.Core.Operations;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>A day or an instant as people say it, with the exact one on hover. Give one of <see cref="At"/> and <see cref="Day"/>.</summary>
public partial class When
{
    private string? _spoken;
    private string? _exact;
    private string? _machine;

    /// <summary>The instant.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    /// <summary>The business day.</summary>
    [Parameter]
    public DateOnly? Day { get; set; }

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private DateText Dates { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (At is null && Day is null)
        {
            _spoken = null;
            return;
        }
        var today = await Clock.Now();
        if (At is { } instant)
        {
            (_spoken, _exact) = (Dates.Spoken(instant, today), DateText.Exact(instant, today));
            _machine = instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }
        else if (Day is { } day)
        {
            (_spoken, _exact) = (Dates.Spoken(day, today.Today), DateText.Day(day));
            _machine = day.ToString("O", CultureInfo.InvariantCulture);
        }
    }
}
