using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>Corrections of days that are invoiced already.</summary>
/// <param name="Drafts">Adjustments and credit notes, in order.</param>
/// <param name="NextOn">The day on which something that is decided already will change invoiced days, or null.</param>
/// <param name="HeldFrom">First of the invoiced days that it will change: they are not settled yet.</param>
/// <param name="Problem">Why days cannot be priced, or null.</param>
internal sealed record Corrected(IReadOnlyList<InvoiceDraft> Drafts, DateOnly? NextOn = null, DateOnly? HeldFrom = null, BillingProblem? Problem = null);

/// <summary>
/// One rule for a plan change at once, a pause, its end and a closing (product rules, §5): on the day on which the facts change, what is
/// charged and not used is given back, and what is used and not charged is charged. Days that did not change are not touched, so the
/// rule can be applied any number of times. Day after day goes by like this, and each looks only at what the one before had not settled:
/// the days since, and earlier ones of which something was put on record late.
/// </summary>
internal sealed class ServiceCorrections
{
    private readonly BillingFacts _facts;
    private readonly BillingPolicy _policy;
    private readonly KnownDaysOff _pauses;
    private readonly InOrder<InvoicedDays> _invoiced;
    private readonly InOrder<Decision> _late;
    private readonly List<InvoiceDraft> _drafts = [];
    private readonly ChargedCalendar _charged;

    private ServiceCorrections(BillingFacts facts, BillingPolicy policy, IReadOnlyList<InvoiceDraft> recurring)
    {
        (_facts, _policy, _pauses, _charged) = (facts, policy, new(facts.Pauses), new(facts.Charged));
        List<InvoicedDays> invoiced = [.. facts.Invoiced.Where(i => !i.IsWaived)];
        foreach (var draft in recurring)
        {
            _charged.Take(draft);
            invoiced.Add(new(draft.Period, draft.IssueDate));
        }
        invoiced.Sort((one, other) => one.IssueDate.CompareTo(other.IssueDate));
        _invoiced = new(invoiced, i => i.Days.End);
        _late = new(Late(facts, _charged.Standing), l => l.On);
    }

    /// <summary>Everything that shows through the day, over what is invoiced and what is drafted with it.</summary>
    public static Corrected Of(BillingFacts facts, BillingPolicy policy, IReadOnlyList<InvoiceDraft> recurring, DateOnly upTo)
    {
        var moments = Moments(facts);
        return moments.Count == 0 ? new([]) : new ServiceCorrections(facts, policy, recurring).Through(moments, upTo);
    }

    /// <summary>The days on which invoiced days can change.</summary>
    public static IReadOnlyList<DateOnly> Moments(BillingFacts facts)
    {
        List<DateOnly> days = [facts.ClosedOn ?? DateOnly.MaxValue];
        foreach (var change in PlanFrom.Changes(facts.Plans))
        {
            days.Add(change.From > change.KnownOn ? change.From : change.KnownOn);
        }
        foreach (var pause in facts.Pauses)
        {
            days.Add(pause.BeginsToShow);
            days.Add(pause.EndsToShow);
        }
        // What was put on record late, an invoice of a later date could not know: it is corrected as of its own date.
        var first = days.Min();
        days.AddRange(facts.Invoiced.Where(i => !i.IsWaived && i.IssueDate > first).Select(i => i.IssueDate));
        days.RemoveAll(d => d == DateOnly.MaxValue);
        days.Sort();
        return [.. days.Distinct()];
    }

    /// <summary>What was put on record about days before it, in order: decided late, invoiced in arrears, corrected.</summary>
    private static List<Decision> Late(BillingFacts facts, IEnumerable<StandingDays> charged)
    {
        List<Decision> late = [.. Decision.OfService(facts).Concat(charged.Select(s => new Decision(s.On, s.Days.Start))).Where(l => l.From < l.On)];
        late.Sort((one, other) => one.On.CompareTo(other.On));
        return late;
    }

    private Corrected Through(IReadOnlyList<DateOnly> moments, DateOnly upTo)
    {
        var settled = DateOnly.MinValue;
        foreach (var moment in moments.TakeWhile(m => m <= upTo))
        {
            if (Correct(moment, _late.From(settled).TakeWhile(l => l.On <= moment).Select(l => l.From).Append(settled).Min()) is { } problem)
            {
                return new([], Problem: problem);
            }
            settled = moment;
        }
        foreach (var moment in moments.Where(m => m > upTo))
        {
            // An invoice of a day to come, made by a clock that was ahead, is corrected on its own day, though it is for days before.
            if (_invoiced.From(moment.AddDays(-1)).Where(i => i.Days.End > moment || i.IssueDate == moment).Select(i => (DateOnly?)i.Days.Start).Min() is { } held)
            {
                return new(_drafts, moment, held);
            }
        }
        return new(_drafts);
    }

    /// <summary>Corrects what the moment shows of the days from one on; those before stand as it wants them.</summary>
    private BillingProblem? Correct(DateOnly moment, DateOnly since)
    {
        List<LineDraft> lines = [];
        foreach (var run in Runs(moment, since))
        {
            foreach (var standing in _charged.Over(run.Days).Where(s => s.Charge is not null))
            {
                lines.Add(ChargeLines.Unused(standing.Charge!, standing.Days.Intersect(run.Days), _policy.Rounding, run.Cause));
            }
            if (run.PlanId is not null && Charge(run, moment, lines) is { } problem)
            {
                return problem;
            }
        }
        if (lines.Count > 0)
        {
            var draft = Draft(lines, moment);
            _drafts.Add(draft);
            _charged.Take(draft);
        }
        return null;
    }

    private InvoiceDraft Draft(List<LineDraft> lines, DateOnly moment)
    {
        var plan = _policy.Plans[_facts.PlanOn(moment, moment)?.PlanId ?? _facts.Plans[0].PlanId];
        var dates = InvoiceDates.After(moment, _policy.TermsOf(plan, _facts));
        var days = new DateRange(lines.Min(l => l.Days.Start), lines.Max(l => l.Days.End));
        var kind = lines.Sum(l => l.Net + l.Tax).IsNegative ? InvoiceKind.CreditNote : InvoiceKind.Adjustment;
        return new(_facts.SubscriberId, kind, days, dates.Issue, dates.Due, dates.LastDayToPay, lines);
    }

    /// <summary>Charges days on a plan, parted where its own periods part.</summary>
    private BillingProblem? Charge(Run run, DateOnly moment, List<LineDraft> lines)
    {
        if (TermsProblem.On(run.Days.Start, _facts, _policy) is { } wrong)
        {
            return wrong;
        }
        var periods = BillingPeriods.For(_policy.TermsOf(_policy.Plans[run.PlanId!.Value], _facts), _facts.ActivatedOn);
        for (var day = run.Days.Start; day < run.Days.End;)
        {
            var period = periods.Containing(day);
            var part = new DateRange(day, period.End < run.Days.End ? period.End : run.Days.End);
            var (charged, problem) = ChargeLines.Of(_facts, _policy, period, [part], moment, _ => run.Cause);
            if (problem is not null)
            {
                return problem;
            }
            lines.AddRange(charged);
            day = part.End;
        }
        return null;
    }

    /// <summary>Invoiced days that stand otherwise than the facts of the moment want them, joined where they want the same for the same cause.</summary>
    private List<Run> Runs(DateOnly moment, DateOnly since)
    {
        List<Run> runs = [];
        foreach (var part in Parts(moment, since))
        {
            var wanted = Wanted(part, moment);
            if (wanted is null || wanted.Value.Effective > moment)
            {
                continue;
            }
            var run = new Run(part.Days, wanted.Value.PlanId, wanted.Value.Cause);
            var last = runs.LastOrDefault();
            if (last?.Days.End == part.Days.Start && last == run with { Days = last.Days })
            {
                runs[^1] = last with { Days = new(last.Days.Start, part.Days.End) };
            }
            else
            {
                runs.Add(run);
            }
        }
        return runs;
    }

    /// <summary>How part of what stands should stand where that differs from how it does; null where nothing is to be done.</summary>
    private (long? PlanId, LineCause Cause, DateOnly Effective)? Wanted(StandingDays part, DateOnly moment)
    {
        var (day, charged) = (part.Days.Start, part.Charge?.PlanId);
        if (_facts.ClosedOn is { } closed && closed <= day && closed <= moment)
        {
            return charged is null ? null : (null, LineCause.Closed, closed);
        }
        if (_pauses.On(day, moment) is { } pause)
        {
            return charged is null || !_policy.CreditsPausedDays ? null : (null, LineCause.Paused, pause.Start);
        }
        if (_facts.PlanOn(day, moment) is not { } plan || plan.PlanId == charged)
        {
            return null;
        }
        // A plan that changed while the day was paused, as it was known then, shows when its service does.
        var served = ServedAgain(day, moment, charged is null ? null : plan.From);
        return charged is null ? (plan.PlanId, LineCause.Resumed, served ?? day)
            : (plan.PlanId, LineCause.PlanChanged, served > plan.From ? served.Value : plan.From);
    }

    /// <summary>
    /// The end of the last pause by the day, as known on the moment; where a day is given, only of those that were to hold the day and of which it was decided
    /// after that one that they do not.
    /// </summary>
    private DateOnly? ServedAgain(DateOnly day, DateOnly moment, DateOnly? heldOn)
    {
        DateOnly? end = null;
        foreach (var pause in _facts.Pauses)
        {
            if (pause.KnownOn <= moment && (heldOn is null || pause.LetGoOn(day, moment) > heldOn)
                && pause.AsKnownOn(moment).End is var until && until <= day && !(until <= end))
            {
                end = until;
            }
        }
        return end;
    }

    /// <summary>
    /// The invoiced days from one on as they stand, cut wherever what is wanted can change. What was never charged is no correction; what a
    /// later document made so knows more than this moment.
    /// </summary>
    private IEnumerable<StandingDays> Parts(DateOnly moment, DateOnly since)
    {
        DateRange unsettled = new(since, DateOnly.MaxValue);
        foreach (var invoice in _invoiced.From(since).TakeWhile(i => i.IssueDate <= moment).OrderBy(i => i.Days.Start))
        {
            foreach (var standing in _charged.Over(invoice.Days.Intersect(unsettled)).Where(s => s.On <= moment))
            {
                foreach (var days in Cut(standing.Days.Intersect(invoice.Days).Intersect(unsettled), moment))
                {
                    yield return standing with { Days = days };
                }
            }
        }
    }

    private IEnumerable<DateRange> Cut(DateRange days, DateOnly moment)
    {
        List<DateOnly> edges = [days.End, _facts.ClosedOn ?? days.End];
        foreach (var plan in _facts.Plans)
        {
            edges.Add(plan.From);
        }
        foreach (var off in _pauses.Near(days, moment))
        {
            edges.Add(off.Start);
            edges.Add(off.End);
        }
        edges.Sort();
        var start = days.Start;
        foreach (var edge in edges)
        {
            if (start < edge && edge <= days.End)
            {
                yield return new(start, edge);
                start = edge;
            }
        }
    }

    /// <summary>Days that are to stand on a plan, or on none.</summary>
    private sealed record Run(DateRange Days, long? PlanId, LineCause Cause);
}
