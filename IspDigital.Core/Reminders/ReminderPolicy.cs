using IspDigital.Core.Messaging;

namespace IspDigital.Core.Reminders;

/// <summary>Who is reminded when. Precedence: the policy of the subscriber's group, else of their plan, else the default one.</summary>
public sealed class ReminderPolicy
{
    /// <summary>Id of the default policy, which is there from the first day and cannot be removed.</summary>
    public const long DefaultId = -1;

    private readonly List<ReminderStep> _steps = [];
    private readonly List<ReminderAssignment> _assignments = [];

    private ReminderPolicy()
    {
    }

    /// <summary>A new policy.</summary>
    public ReminderPolicy(string name) => Name = name;

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Name; unique.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Raised by one with each change, so that two forms cannot overwrite each other.</summary>
    public int Version { get; private set; }

    /// <summary>Its steps.</summary>
    public IReadOnlyList<ReminderStep> Steps => _steps;

    /// <summary>The plans and groups that it is for; none for the default policy.</summary>
    public IReadOnlyList<ReminderAssignment> Assignments => _assignments;

    /// <summary>Whether it is the one for everybody without another.</summary>
    public bool IsDefault => Id == DefaultId;

    /// <summary>Changes name, steps and whom it is for. A step that is changed or new holds for the time ahead only.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="steps">Its steps; a timing that the policy has already keeps its step, and with it what was sent.</param>
    /// <param name="planIds">Plans that it is for.</param>
    /// <param name="groupIds">Groups that it is for.</param>
    /// <param name="now">The instant of the change, UTC.</param>
    internal void Change(string name, IReadOnlyList<StepTerms> steps, IReadOnlyCollection<long> planIds, IReadOnlyCollection<long> groupIds, DateTimeOffset now)
    {
        Name = name;
        Version++;
        _steps.RemoveAll(old => !steps.Any(old.HasTiming));
        foreach (var terms in steps)
        {
            if (_steps.Find(old => old.HasTiming(terms)) is { } same)
            {
                same.Change(terms, now);
            }
            else
            {
                _steps.Add(new ReminderStep(terms, now));
            }
        }
        _assignments.RemoveAll(a => !(a.PlanId is { } plan ? planIds.Contains(plan) : groupIds.Contains(a.GroupId!.Value)));
        _assignments.AddRange(planIds.Where(id => !_assignments.Exists(a => a.PlanId == id)).Select(ReminderAssignment.ToPlan).ToList());
        _assignments.AddRange(groupIds.Where(id => !_assignments.Exists(a => a.GroupId == id)).Select(ReminderAssignment.ToGroup).ToList());
    }
}

/// <summary>What a step counts its days from.</summary>
public enum StepAnchor
{
    /// <summary>The invoice's due date.</summary>
    DueDate,
    /// <summary>The day of the cut: the day after the last day to pay.</summary>
    Cut,
}

/// <summary>When a step comes, how and with which words.</summary>
/// <param name="Anchor">What the days count from.</param>
/// <param name="Days">Before −, on 0, after +.</param>
/// <param name="At">Time of day in the operator's zone.</param>
/// <param name="Sms">Whether by SMS.</param>
/// <param name="Email">Whether by email.</param>
/// <param name="Kind">The template; <see cref="MessageKind.FinalNotice"/> makes it the final notice.</param>
public sealed record StepTerms(StepAnchor Anchor, int Days, TimeOnly At, bool Sms, bool Email, MessageKind Kind);

/// <summary>One step of a policy.</summary>
public sealed class ReminderStep
{
    private ReminderStep()
    {
    }

    internal ReminderStep(StepTerms terms, DateTimeOffset activeFrom)
    {
        (Anchor, Days, ActiveFrom) = (terms.Anchor, terms.Days, activeFrom);
        Change(terms, activeFrom);
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The policy.</summary>
    public long PolicyId { get; private set; }

    /// <summary>What the days count from.</summary>
    public StepAnchor Anchor { get; private set; }

    /// <summary>Before −, on 0, after +.</summary>
    public int Days { get; private set; }

    /// <summary>Time of day in the operator's zone.</summary>
    public TimeOnly At { get; private set; }

    /// <summary>Whether by SMS.</summary>
    public bool Sms { get; private set; }

    /// <summary>Whether by email.</summary>
    public bool Email { get; private set; }

    /// <summary>The template.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>It holds for moments from this instant on, UTC: a new step reminds nobody of what is past.</summary>
    public DateTimeOffset ActiveFrom { get; private set; }

    /// <summary>Its terms.</summary>
    public StepTerms Terms => new(Anchor, Days, At, Sms, Email, Kind);

    /// <summary>The channels.</summary>
    public IReadOnlyList<Channel> Channels => (Sms, Email) switch
    {
        (true, true) => [Channel.Sms, Channel.Email],
        (true, false) => [Channel.Sms],
        (false, true) => [Channel.Email],
        (false, false) => [],
    };

    /// <summary>The day on which it comes for an invoice.</summary>
    public DateOnly DayFor(DateOnly dueDate, DateOnly lastDayToPay) => Anchor switch
    {
        StepAnchor.DueDate => dueDate.AddDays(Days),
        StepAnchor.Cut => lastDayToPay.AddDays(1 + Days),
    };

    internal bool HasTiming(StepTerms terms) => Anchor == terms.Anchor && Days == terms.Days;

    internal void Change(StepTerms terms, DateTimeOffset now)
    {
        if (At != terms.At)
        {
            ActiveFrom = now;
        }
        (At, Sms, Email, Kind) = (terms.At, terms.Sms, terms.Email, terms.Kind);
    }
}

/// <summary>A plan or a group that a policy is for; each has at most one.</summary>
public sealed class ReminderAssignment
{
    private ReminderAssignment()
    {
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The policy.</summary>
    public long PolicyId { get; private set; }

    /// <summary>The plan, or null.</summary>
    public long? PlanId { get; private set; }

    /// <summary>The group, or null.</summary>
    public long? GroupId { get; private set; }

    internal static ReminderAssignment ToPlan(long id) => new() { PlanId = id };

    internal static ReminderAssignment ToGroup(long id) => new() { GroupId = id };
}
