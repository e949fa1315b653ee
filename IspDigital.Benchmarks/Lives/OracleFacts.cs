
namespace IspDigital.Benchmarks.Lives;

/// <summary>What was decided so far, and when, as the oracle notes it from the deeds alone.</summary>
internal sealed class OracleFacts
{
    private readonly LivedWorld _world;
    private readonly LifeStart _start;
    private readonly Dictionary<long, OracleTerms> _terms = [];
    private readonly List<(DateOnly From, AgreedPrice Agreed)> _agreed = [];

    /// <summary>At the beginning.</summary>
    public OracleFacts(LivedWorld world, LifeStart start)
    {
        (_world, _start) = (world, start);
        Plans.Add(new(start.ActivatedOn, start.PlanId, DateOnly.MinValue));
        if (start.Agreed is { } agreed)
        {
            _agreed.Add((start.ActivatedOn, agreed));
        }
    }

    /// <summary>Plans from days on, in the order in which they were decided.</summary>
    public List<OraclePlan> Plans { get; } = [];

    /// <summary>Pauses.</summary>
    public List<OracleDaysOff> Pauses { get; } = [];

    /// <summary>Cuts for money.</summary>
    public List<OracleDaysOff> Cuts { get; } = [];

    /// <summary>The first day without service for ever.</summary>
    public DateOnly ClosedOn { get; private set; } = DateOnly.MaxValue;

    /// <summary>The first day that can be billed.</summary>
    public DateOnly FirstDay => _start.BillFrom > _start.ActivatedOn ? _start.BillFrom : _start.ActivatedOn;

    /// <summary>Notes a deed.</summary>
    public void Take(Deed deed)
    {
        switch (deed)
        {
            case PlanDeed plan:
                foreach (var planned in Plans.Where(p => p.From >= plan.From))
                {
                    planned.GiveWay(plan.Day);
                }
                Plans.Add(new(plan.From, plan.PlanId, plan.Day));
                break;
            case PauseDeed pause:
                Pauses.Add(new(pause.From, pause.Until ?? DateOnly.MaxValue, pause.Day));
                break;
            case ResumeDeed resume:
                Pauses.Find(p => p.From <= resume.On && resume.On < p.Until)!.End(resume.On, resume.Day);
                break;
            case CutDeed:
                Cuts.Add(new(deed.Day, DateOnly.MaxValue, deed.Day));
                break;
            case ReconnectDeed:
                Cuts[^1].End(deed.Day, deed.Day);
                break;
            case AgreeDeed agree:
                _agreed.RemoveAll(a => a.From >= agree.From);
                _agreed.Add((agree.From, agree.Agreed));
                break;
            case CloseDeed:
                ClosedOn = deed.Day;
                break;
        }
    }

    /// <summary>The plan on a day as known on another, and since when it has been that plan; zero where there is none.</summary>
    public (long Id, DateOnly Since) PlanOn(DateOnly day, DateOnly asKnownOn)
    {
        var found = (Id: 0L, Since: DateOnly.MinValue);
        foreach (var plan in Plans)
        {
            if (plan.From <= day && plan.Holds(asKnownOn) && plan.Id != found.Id)
            {
                found = (plan.Id, plan.From);
            }
        }
        return found;
    }

    /// <summary>The day on which it was decided which plan holds on a day, as known on another.</summary>
    public DateOnly DecidedOn(DateOnly day, DateOnly asKnownOn) => Plans.FindLast(p => p.From <= day && p.Holds(asKnownOn))?.DecidedOn ?? default;

    /// <summary>The plan they begin with.</summary>
    public long First => Plans.Find(p => p.Stands)!.Id;

    /// <summary>The terms while on a plan; for zero those of the plan they began with.</summary>
    public OracleTerms TermsOf(long plan)
    {
        var id = plan == 0 ? First : plan;
        if (!_terms.TryGetValue(id, out var terms))
        {
            _terms[id] = terms = new(_world.Policy.Terms, _world.Policy.Plans[id].Terms, _start.Terms, _start.ActivatedOn);
        }
        return terms;
    }

    /// <summary>What is agreed on a day.</summary>
    public AgreedPrice? AgreedOn(DateOnly day) => _agreed.FindLast(a => a.From <= day).Agreed;

    /// <summary>Whether the day is paused as known on another.</summary>
    public bool IsPaused(DateOnly day, DateOnly asKnownOn)
    {
        foreach (var pause in Pauses)
        {
            if (pause.Holds(day, asKnownOn))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the day lies in a cut that keeps it from being billed, as known on another.</summary>
    public bool IsLeftOut(DateOnly day, DateOnly asKnownOn)
    {
        if (!_world.Policy.BillsWhileCut)
        {
            foreach (var cut in Cuts)
            {
                if (cut.Holds(day, asKnownOn))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>What keeps days from being billed.</summary>
    public IEnumerable<OracleDaysOff> Off => _world.Policy.BillsWhileCut ? Pauses : Pauses.Concat(Cuts);

    /// <summary>Whether something shows on that day that can change days that are invoiced.</summary>
    public bool IsMoment(DateOnly day)
    {
        var shows = ClosedOn == day;
        foreach (var plan in Plans)
        {
            shows |= Later(plan.From, plan.DecidedOn) == day;
        }
        foreach (var pause in Pauses)
        {
            shows |= Later(pause.From, pause.DecidedOn) == day || Later(pause.Until, pause.EndDecidedOn) == day;
        }
        return shows;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A plan from a day on, and what was known of it when.</summary>
internal sealed class OraclePlan(DateOnly from, long id, DateOnly decidedOn)
{
    private DateOnly? _gaveWayOn;

    /// <summary>First day on it.</summary>
    public DateOnly From { get; } = from;

    /// <summary>The plan.</summary>
    public long Id { get; } = id;

    /// <summary>The day it was decided.</summary>
    public DateOnly DecidedOn { get; } = decidedOn;

    /// <summary>Whether it stands at the end.</summary>
    public bool Stands => _gaveWayOn is null;

    /// <summary>From the day on another is planned in its place; once that is so it stays so.</summary>
    public void GiveWay(DateOnly day) => _gaveWayOn ??= day;

    /// <summary>Whether it was planned, as known on a day.</summary>
    public bool Holds(DateOnly asKnownOn) => DecidedOn <= asKnownOn && !(_gaveWayOn <= asKnownOn);
}

/// <summary>Days without service, and what was known of them when.</summary>
internal sealed class OracleDaysOff
{
    private readonly List<(DateOnly Until, DateOnly DecidedOn)> _ends = [];

    /// <summary>From a day to a day, decided on a day.</summary>
    public OracleDaysOff(DateOnly from, DateOnly until, DateOnly decidedOn)
    {
        (From, DecidedOn) = (from, decidedOn);
        End(until, decidedOn);
    }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>The day it was decided.</summary>
    public DateOnly DecidedOn { get; }

    /// <summary>First day of service again, as it was decided last.</summary>
    public DateOnly Until => _ends[^1].Until;

    /// <summary>The day its last end was decided.</summary>
    public DateOnly EndDecidedOn => _ends[^1].DecidedOn;

    /// <summary>Ends it otherwise than planned.</summary>
    public void End(DateOnly on, DateOnly decidedOn) => _ends.Add((on, decidedOn));

    /// <summary>Whether it holds the day, as known on another.</summary>
    public bool Holds(DateOnly day, DateOnly asKnownOn) =>
        DecidedOn <= asKnownOn && From <= day && day < _ends.FindLast(e => e.DecidedOn <= asKnownOn).Until;

    /// <summary>The first day, after one on which it was to hold a day, on which it was decided that it does not; or null.</summary>
    public DateOnly? LetGo(DateOnly day, DateOnly asKnownOn) =>
        Holds(day, asKnownOn) ? _ends.Where(e => e.DecidedOn > asKnownOn && e.Until <= day).Select(e => (DateOnly?)e.DecidedOn).FirstOrDefault() : null;
}
