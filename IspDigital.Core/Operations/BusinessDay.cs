namespace IspDigital.Core.Operations;

/// <summary>An instant in the operator's zone: which day it is there, what the clock on the wall says, and the way back.</summary>
/// <param name="Now">The instant, UTC.</param>
/// <param name="Zone">The operator's zone.</param>
public sealed record BusinessDay(DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>The operator's calendar at an instant.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="timeZone">IANA id.</param>
    public static BusinessDay At(DateTimeOffset now, string timeZone) => new(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone));

    /// <summary>Today there.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>Time of day there.</summary>
    public TimeOnly TimeOfDay => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <summary>The day there at an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>
    /// The instant (UTC) of a wall-clock time there. A time that a DST change skips is taken after the gap;
    /// one that happens twice is taken the first time.
    /// </summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

/// <summary>Reads the operator's calendar now, outside a write.</summary>
public sealed class BusinessClock(Microsoft.EntityFrameworkCore.IDbContextFactory<Data.IspDbContext> contexts, TimeProvider clock)
{
    /// <summary>The operator's calendar now.</summary>
    public async Task<BusinessDay> Now(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return BusinessDay.At(clock.GetUtcNow(), (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone);
    }
}
