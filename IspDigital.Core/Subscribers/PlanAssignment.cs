namespace IspDigital.Core.Subscribers;

/// <summary>A plan from a day on.</summary>
public sealed class PlanAssignment
{
    private PlanAssignment()
    {
    }

    /// <summary>Decided on no day: the plan a subscriber began with, unless it was changed on the day of activation.</summary>
    public static DateOnly FromTheStart => DateOnly.MinValue;

    /// <summary>A plan from a day on.</summary>
    public PlanAssignment(DateOnly from, long planId, DateOnly decidedOn) => (From, PlanId, DecidedOn) = (from, planId, decidedOn);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The subscriber.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>First day on this plan.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The plan.</summary>
    public long PlanId { get; private set; }

    /// <summary>The day it was decided, or <see cref="FromTheStart"/>: an invoice issued before could not know of it and is corrected.</summary>
    public DateOnly DecidedOn { get; private set; }
}

/// <summary>A plan that was planned from a day on and gave way to another before that day.</summary>
public sealed class SupersededPlan
{
    private SupersededPlan()
    {
    }

    internal SupersededPlan(PlanAssignment planned, DateOnly supersededOn) =>
        (From, PlanId, DecidedOn, SupersededOn) = (planned.From, planned.PlanId, planned.DecidedOn, supersededOn);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The subscriber.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>The day it was to begin.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The plan.</summary>
    public long PlanId { get; private set; }

    /// <summary>The day it was decided.</summary>
    public DateOnly DecidedOn { get; private set; }

    /// <summary>The day it gave way: an invoice of that day or later does not know of it.</summary>
    public DateOnly SupersededOn { get; private set; }
}
