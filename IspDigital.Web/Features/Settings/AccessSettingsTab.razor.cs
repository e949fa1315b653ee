using System.Globalization;
using IspDigital.Core.Access;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Settings;

/// <summary>When cuts are made, when a person must look first, and who may promise how much.</summary>
public partial class AccessSettingsTab
{
    // A week in Bangladesh begins on Saturday.
    private static readonly DayOfWeek[] s_week =
        [DayOfWeek.Saturday, DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private AccessInput? _input;

    [Inject]
    private AccessQueries Access { get; set; } = default!;

    [Inject]
    private SaveAccessSettings SaveAccessSettings { get; set; } = default!;

    [Inject]
    private FluentValidation.IValidator<AccessSettings> Validator { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _input = new AccessInput(await Access.Settings());

    /// <summary>What is wrong with one number of a role's promises.</summary>
    private IEnumerable<string> Wrong(Promising limit, string number) => Validator.Validate(_input!.ToRequest()).Errors
        .Where(e => e.PropertyName == $"{nameof(AccessSettings.PromiseLimits)}[{_input.Promises.ToList().IndexOf(limit)}].{number}").Select(e => Errors.Of(FieldErrors.From(e)));

    private void Saved() => Snackbar.Add(L["Settings.Saved"], Severity.Success);

    private sealed class Promising
    {
        public Role Role { get; init; }

        public int DaysMax { get; set; }

        public int TimesMax { get; set; }
    }

    private sealed class AccessInput(AccessSettings present)
    {
        private const string Date = "dd/MM/yyyy";

        public TimeSpan? CutFrom { get; set; } = present.CutFrom.ToTimeSpan();

        public TimeSpan? CutTo { get; set; } = present.CutTo.ToTimeSpan();

        public IReadOnlyCollection<DayOfWeek> SparedWeekdays { get; set; } = [.. present.SparedWeekdays];

        public string? Holidays { get; set; } = string.Join('\n', present.Holidays.Select(day => day.ToString(Date, CultureInfo.InvariantCulture)));

        public decimal ThresholdTaka { get; set; } = new Money(present.ThresholdMinor).Taka;

        public int BrakeLeastCuts { get; set; } = present.BrakeLeastCuts;

        public int BrakePercent { get; set; } = present.BrakePercent;

        public int PortalDownHoursMax { get; set; } = present.PortalDownHoursMax;

        public bool OffWhilePaused { get; set; } = present.OffWhilePaused;

        public IReadOnlyList<Promising> Promises { get; } =
        [
            .. new[] { Role.Owner, Role.Billing, Role.Support }.Select(role => present.PromiseLimitOf(role) is { } limit
                ? new Promising { Role = role, DaysMax = limit.DaysMax, TimesMax = limit.TimesMax }
                : new Promising { Role = role }),
        ];

        public AccessSettings ToRequest() => present with
        {
            CutFrom = TimeOnly.FromTimeSpan(CutFrom ?? TimeSpan.Zero),
            CutTo = TimeOnly.FromTimeSpan(CutTo ?? TimeSpan.Zero),
            SparedWeekdays = [.. SparedWeekdays],
            Holidays = [.. Days(Holidays)],
            ThresholdMinor = Money.FromTaka(ThresholdTaka).Minor,
            BrakeLeastCuts = BrakeLeastCuts,
            BrakePercent = BrakePercent,
            PortalDownHoursMax = PortalDownHoursMax,
            OffWhilePaused = OffWhilePaused,
            PromiseLimits = [.. Promises.Select(p => new PromiseLimit(p.Role, p.DaysMax, p.TimesMax))],
        };

        private static IEnumerable<DateOnly> Days(string? text) =>
            Digits.ToLatin(text ?? "").Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(day => DateOnly.TryParseExact(day, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known : DateOnly.MinValue)
                .Distinct().Order();
    }
}
