using System.Text.Json.Serialization;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Access;

/// <summary>How many days a promise may run and how often one may be granted.</summary>
/// <param name="Role">Whose limit.</param>
/// <param name="DaysMax">Days from today; zero: may not.</param>
/// <param name="TimesMax">Promises to one subscriber within 30 days.</param>
public sealed record PromiseLimit(Role Role, int DaysMax, int TimesMax);

/// <summary>Who may be online: the operator's terms.</summary>
public sealed record AccessSettings : ISettings
{
    /// <inheritdoc/>
    public static string Name => "Access";

    /// <summary>Up to this much (poisha) beyond grace nobody is cut; ৳ 1 by default, so that a rounded payment does not cost the line.</summary>
    public long ThresholdMinor { get; init; } = 100;

    /// <summary>Cuts for non-payment begin, in the operator's zone.</summary>
    public TimeOnly CutFrom { get; init; } = new(10, 0);

    /// <summary>Cuts for non-payment end.</summary>
    public TimeOnly CutTo { get; init; } = new(17, 0);

    /// <summary>Weekdays without cuts.</summary>
    public IReadOnlyList<DayOfWeek> SparedWeekdays { get; init; } = [DayOfWeek.Friday];

    /// <summary>Days without cuts: Eid, elections, exams.</summary>
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>Up to so many cuts in 24 hours never wait for a person.</summary>
    public int BrakeLeastCuts { get; init; } = 10;

    /// <summary>Share of active subscribers, in percent, that may be cut in 24 hours without a person.</summary>
    public int BrakePercent { get; init; } = 10;

    /// <summary>After so many hours without the portal the next cuts wait for a person; a little more than a day by default.</summary>
    public int PortalDownHoursMax { get; init; } = 26;

    /// <summary>Whether service is off while paused.</summary>
    public bool OffWhilePaused { get; init; } = true;

    /// <summary>Promises, by role; a role that is not listed may grant none.</summary>
    public IReadOnlyList<PromiseLimit> PromiseLimits { get; init; } =
        [new(Role.Owner, 60, 12), new(Role.Billing, 15, 3), new(Role.Support, 3, 1)];

    /// <summary>The window as a rule.</summary>
    [JsonIgnore]
    public CutWindow Window => new(CutFrom, CutTo, SparedWeekdays, Holidays);

    /// <summary>The brake as a rule.</summary>
    [JsonIgnore]
    public CutBrake Brake => new(BrakeLeastCuts, BrakePercent);

    /// <summary>What the decision needs.</summary>
    [JsonIgnore]
    public AccessTerms Terms => new(new Money(ThresholdMinor), OffWhilePaused);

    /// <summary>What a role may promise, or null.</summary>
    public PromiseLimit? PromiseLimitOf(Role? role) => PromiseLimits.FirstOrDefault(l => l.Role == role);
}
