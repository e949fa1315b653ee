using IspDigital.Core.Billing;

namespace IspDigital.Benchmarks.Lives;

/// <summary>
/// Looks at the documents of a life and says what cannot be: days, dates and amounts, worked out anew from the deeds. It shares no code with the
/// rules. Deeds and documents are gone through in the order in which they came about.
/// </summary>
internal sealed partial class LifeOracle
{
    private readonly LivedWorld _world;
    private readonly LifeStart _start;
    private readonly LivedRecord _record;
    private readonly OracleFacts _facts;
    private readonly OracleDays _days;
    private readonly OracleMoney _money;
    private readonly List<LivedDocument> _standing = [];
    private readonly Dictionary<long, (ChargeDeed Deed, int WaitsSince, bool IsBilled)> _charges = [];
    private readonly List<string> _broken = [];

    /// <summary>The oracle of a life.</summary>
    public LifeOracle(LivedWorld world, LifeStart start, LivedRecord record)
    {
        (_world, _start, _record) = (world, start, record);
        (_facts, _money) = (new(world, start), new(world.Policy));
        _days = new(_facts.FirstDay, world.Last);
    }

    /// <summary>What does not hold; empty when all does.</summary>
    public IReadOnlyList<string> Broken()
    {
        var done = 0;
        foreach (var document in _record.Documents)
        {
            Take(ref done, document.AfterDeeds);
            if (document.Draft.Lines.Any(l => l.PlanId is not null && l.Days.Start < _facts.FirstDay))
            {
                return [$"{LifeText.WithLines(document)}: days before {_facts.FirstDay:yyyy-MM-dd}"];
            }
            Look(document);
            if (_broken.Count > 0)
            {
                return _broken; // the rest would only follow from it
            }
            _standing.Add(document);
        }
        Take(ref done, _record.Deeds.Count);
        LookAtDays();
        LookAtPeriods();
        LookAtCharges();
        return _broken;
    }

    private void Take(ref int done, int until)
    {
        for (; done < until; done++)
        {
            switch (_record.Deeds[done])
            {
                case ChargeDeed charge:
                    _charges[charge.ChargeId] = (charge, done, false);
                    break;
                case VoidDeed taken:
                    Void(taken, done);
                    break;
                case var deed:
                    _facts.Take(deed);
                    break;
            }
        }
    }

    private void Void(VoidDeed deed, int done)
    {
        var document = _standing.FindLast(d => d.Key == deed.Document)!;
        _standing.Remove(document);
        _days.Untake(document.Draft);
        if (document.Draft.Kind == InvoiceKind.Recurring)
        {
            _days.Uninvoice(document.Draft, deed.IsWaived);
        }
        foreach (var line in document.Draft.Lines)
        {
            if (line.ChargeId is { } id)
            {
                _charges[id] = (_charges[id].Deed, done, false);
            }
        }
    }

    /// <summary>Every day through the last charged one stands on the plan that was served; what is left out lies in a cut, or was waived.</summary>
    private void LookAtDays()
    {
        for (var day = _facts.FirstDay; day <= _world.Last && _broken.Count < 4; day = day.AddDays(1))
        {
            var stands = _days.On(day)?.PlanId ?? 0;
            var isPaused = _facts.IsPaused(day, DateOnly.MaxValue);
            var served = _facts.ClosedOn <= day || isPaused ? 0 : _facts.PlanOn(day, DateOnly.MaxValue).Id;
            var isRight = stands == served
                || (served == 0 && isPaused && day < _facts.ClosedOn && !_world.Policy.CreditsPausedDays)
                || (stands == 0 && (_days.IsWaived(day) || _facts.IsLeftOut(day, DateOnly.MaxValue) || !IsOver(day)));
            if (!isRight)
            {
                _broken.Add($"{day:yyyy-MM-dd} stands charged on plan {stands}, served on {served} (0 is none)");
            }
        }
    }

    /// <summary>Whether the day has to be charged by the last day of the world, whatever plan they were on.</summary>
    private bool IsOver(DateOnly day)
    {
        if (_facts.ClosedOn <= _world.Last)
        {
            return true;
        }
        foreach (var plan in _facts.Plans.Where(p => p.Stands))
        {
            var terms = _facts.TermsOf(plan.Id);
            if (terms.IsArrears && terms.PeriodOf(day).End > _world.Last)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A period that stands wholly charged at one price comes to that price; what was given back wholly comes to nothing.</summary>
    private void LookAtPeriods()
    {
        Dictionary<(long, DateOnly, int, long), (long Sum, int Days)> parts = [];
        foreach (var document in _standing)
        {
            foreach (var line in document.Draft.Lines)
            {
                if (line.PlanId is { } plan)
                {
                    var key = (plan, line.PeriodStart, line.DaysInPeriod, line.FullPrice.Minor);
                    var (sum, days) = parts.GetValueOrDefault(key);
                    var amount = line.TaxMode == Core.Plans.TaxMode.Exclusive ? line.Net.Minor : line.Net.Minor + line.Tax.Minor;
                    parts[key] = (sum + amount, days + (line.Kind == LineKind.UnusedDays ? -line.Days.Days : line.Days.Days));
                }
            }
        }
        foreach (var ((plan, start, days, price), part) in parts)
        {
            if ((part.Days == 0 && part.Sum != 0) || (part.Days == days && part.Sum != _money.Days(price, 0, days, days)))
            {
                _broken.Add($"the period of {days} days from {start:yyyy-MM-dd} on plan {plan} stands with {part.Days} days at {part.Sum} of {price} poisha");
            }
        }
    }

    /// <summary>What is billed alone, or after a closing, is billed; what waits had no invoice that could take it.</summary>
    private void LookAtCharges()
    {
        foreach (var (charge, since, isBilled) in _charges.Values)
        {
            var hasToBe = charge.IsAlone || _facts.ClosedOn <= _world.Last || (charge.Amount.Minor > 0 && _standing.Exists(d =>
                d.AfterDeeds > since && d.Draft.Kind != InvoiceKind.CreditNote && d.Draft.IssueDate >= charge.Day && !IsOfAlone(d.Draft)));
            if (!isBilled && hasToBe)
            {
                _broken.Add($"{charge} was never billed");
            }
        }
    }

    private bool IsOfAlone(InvoiceDraft draft) => draft.Lines[0].ChargeId is { } id && _charges[id].Deed.IsAlone;

    private void Say(LivedDocument document, string what) => _broken.Add($"{LifeText.WithLines(document)}: {what}");
}
