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
/// rule can be applied any number of times.
/// </summary>
internal sealed class ServiceCorrections
{
    private readonly BillingFacts _facts;
    private readonly BillingPolicy _policy;
    private readonly List<InvoicedDays> _invoiced;
    private readonly List<InvoiceDraft> _waiting;
    private readonly List<InvoiceDraft> _drafts = [];
    private readonly ChargedCalendar _charged;

    private ServiceCorrections(BillingFacts facts, BillingPolicy policy, IReadOnlyList<InvoiceDraft> recurring)
    {
        (_facts, _policy, _waiting) = (facts, policy, [.. recurring]);
        _invoiced = [.. facts.Invoiced.Where(i => !i.IsWaived)];
        _charged = new(facts.Charged);
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
        SortedSet<DateOnly> days = [];
        foreach (var change in PlanFrom.Changes(facts.Plans))
        {
            days.Add(change.From > change.KnownOn ? change.From : change.KnownOn);
        }
        foreach (var pause in facts.Pauses)
        {
            days.Add(pause.BeginsToShow);
            days.Add(pause.EndsToShow);
        }
        days.Add(facts.ClosedOn ?? DateOnly.MaxValue);
        days.Remove(DateOnly.MaxValue);
        if (days.Count > 0)
        {
            // What was put on record late, an invoice of a later date could not know: it is corrected as of its own date.
            var first = days.Min;
            days.UnionWith(facts.Invoiced.Where(i => !i.IsWaived && i.IssueDate > first).Select(i => i.IssueDate));
        }
        return [.. days];
    }

    private Corrected Through(IReadOnlyList<DateOnly> moments, DateOnly upTo)
    {
        foreach (var moment in moments.Where(m => m <= upTo))
        {
            TakeIssued(moment);
            if (Correct(moment) is { } problem)
            {
                return new([], Problem: problem);
            }
        }
        TakeIssued(upTo);
        foreach (var moment in moments.Where(m => m > upTo))
        {
            if (_invoiced.Where(i => i.Days.End > moment).Select(i => (DateOnly?)i.Days.Start).Min() is { } held)
            {
                return new(_drafts, moment, held);
            }
        }
        return new(_drafts);
    }

    /// <summary>Takes in the drafted invoices that were issued by that day.</summary>
    private void TakeIssued(DateOnly moment)
    {
        foreach (var draft in _waiting.Where(d => d.IssueDate <= moment).ToList())
        {
            _waiting.Remove(draft);
            _charged.Take(draft);
            _invoiced.Add(new(draft.Period, draft.IssueDate));
        }
    }

    private BillingProblem? Correct(DateOnly moment)
    {
        List<LineDraft> lines = [];
        foreach (var run in Runs(moment))
        {
            foreach (var standing in _charged.Standing.Where(s => s.Charge is not null))
            {
                var days = standing.Days.Intersect(run.Days);
                if (!days.IsEmpty)
                {
                    lines.Add(ChargeLines.Unused(standing.Charge!, days, _policy.Rounding, run.Cause));
                }
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
    private List<Run> Runs(DateOnly moment)
    {
        List<Run> runs = [];
        foreach (var days in _invoiced.Where(i => i.IssueDate <= moment).Select(i => i.Days).OrderBy(d => d.Start))
        {
            foreach (var part in Parts(days, moment))
            {
                var wanted = Wanted(part.Start, moment);
                if (wanted is null || wanted.Value.Effective > moment)
                {
                    continue;
                }
                var run = new Run(part, wanted.Value.PlanId, wanted.Value.Cause);
                var last = runs.LastOrDefault();
                if (last?.Days.End == part.Start && last == run with { Days = last.Days })
                {
                    runs[^1] = last with { Days = new(last.Days.Start, part.End) };
                }
                else
                {
                    runs.Add(run);
                }
            }
        }
        return runs;
    }

    /// <summary>How a day should stand where that differs from how it does; null where nothing is to be done.</summary>
    private (long? PlanId, LineCause Cause, DateOnly Effective)? Wanted(DateOnly day, DateOnly moment)
    {
        // What was never charged is no correction; what a later document made so knows more than this moment.
        if (_charged.On(day) is not { } standing || standing.On > moment)
        {
            return null;
        }
        var charged = standing.Charge?.PlanId;
        if (_facts.ClosedOn is { } closed && closed <= day && closed <= moment)
        {
            return charged is null ? null : (null, LineCause.Closed, closed);
        }
        foreach (var pause in _facts.Pauses)
        {
            if (pause.AsKnownOn(moment).Contains(day))
            {
                return charged is null || !_policy.CreditsPausedDays ? null : (null, LineCause.Paused, pause.Start);
            }
        }
        if (_facts.PlanOn(day, moment) is not { } plan || plan.PlanId == charged)
        {
            return null;
        }
        return charged is not null
            ? (plan.PlanId, LineCause.PlanChanged, plan.From)
            : (plan.PlanId, LineCause.Resumed, _facts.Pauses.Where(p => p.End <= day).Select(p => p.End).DefaultIfEmpty(day).Max());
    }

    /// <summary>The days cut wherever what stands or what is wanted can change.</summary>
    private IEnumerable<DateRange> Parts(DateRange days, DateOnly moment)
    {
        SortedSet<DateOnly> edges = [days.Start, days.End];
        edges.UnionWith(_charged.Standing.SelectMany(s => new[] { s.Days.Start, s.Days.End }));
        edges.UnionWith(_facts.Plans.Select(p => p.From));
        edges.UnionWith(_facts.Pauses.SelectMany(p => new[] { p.AsKnownOn(moment).Start, p.AsKnownOn(moment).End }));
        edges.Add(_facts.ClosedOn ?? days.End);
        var inside = edges.Where(d => days.Start <= d && d <= days.End).ToList();
        return inside.Zip(inside.Skip(1), (start, end) => new DateRange(start, end));
    }

    /// <summary>Days that are to stand on a plan, or on none.</summary>
    private sealed record Run(DateRange Days, long? PlanId, LineCause Cause);
}
