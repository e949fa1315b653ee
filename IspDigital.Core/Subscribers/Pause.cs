namespace IspDigital.Core.Subscribers;

/// <summary>Days without service and without charge.</summary>
public sealed class Pause
{
    private readonly List<PauseEnd> _ends = [];

    private Pause()
    {
    }

    /// <summary>From a day to a day (exclusive), or open-ended.</summary>
    public Pause(DateOnly from, DateOnly? until, DateOnly decidedOn)
    {
        From = from;
        EndOn(until, decidedOn);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The subscriber.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>First paused day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>First day of service again, as it stands; null while open-ended.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Its ends in the order in which they were decided: the first on the day of the pause's own decision; the last counts.</summary>
    public IReadOnlyList<PauseEnd> Ends => _ends;

    /// <summary>Whether the day is paused.</summary>
    public bool Covers(DateOnly day) => From <= day && (Until is null || day < Until);

    internal void EndOn(DateOnly? day, DateOnly decidedOn)
    {
        Until = day;
        _ends.Add(new(day, decidedOn));
    }
}

/// <summary>An end of a pause, as it was decided on a day.</summary>
public sealed class PauseEnd
{
    private PauseEnd()
    {
    }

    internal PauseEnd(DateOnly? until, DateOnly decidedOn) => (Until, DecidedOn) = (until, decidedOn);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The pause.</summary>
    public long PauseId { get; private set; }

    /// <summary>First day of service again; null for open-ended.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>The day it was decided: an invoice issued before could not know of it and is corrected.</summary>
    public DateOnly DecidedOn { get; private set; }
}
