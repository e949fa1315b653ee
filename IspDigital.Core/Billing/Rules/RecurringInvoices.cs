using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Walks along a subscriber's days and drafts what no recurring invoice is for yet. What an invoice is for depends on its own issue date
/// alone: a pause, a plan or a closing that was decided later was not known then, and is left to <see cref="ServiceCorrections"/>.
/// </summary>
internal sealed class RecurringInvoices(BillingFacts facts, DateOnly upTo, BillingPolicy policy)
{
    private readonly List<InvoiceDraft> _drafts = [];
    private readonly KnownDaysOff _pauses = new(facts.Pauses);
    private readonly KnownDaysOff _cuts = new(facts.Cuts);
    private readonly TermsAlong _terms = new(facts, policy);
    private int _next;
    private DateOnly _day = facts.FirstDay;
    private DateOnly _notBefore = DateOnly.MinValue;
    private IReadOnlyList<InvoicedDays> _invoiced = facts.Invoiced;
    private (DateOnly Day, DateOnly KnownOn)? _back;
    private (DateOnly Day, DateOnly? Issue)? _left;

    /// <summary>Everything whose issue date is not after the day.</summary>
    public Calculated Draft()
    {
        for (var steps = 0; ; steps++)
        {
            AfterInvoiced();
            if (steps == InvoiceCalculator.PeriodsMax)
            {
                return Stopped(new(ParkReason.TooManyPeriods, facts.FirstDay));
            }
            if (TermsProblem.On(_day, facts, policy) is { } problem)
            {
                return Stopped(problem);
            }
            if (Step() is { } end && (end.Problem is not null || !GoBack()))
            {
                return _left is not { } left ? end
                    : end with { SettledUntil = left.Day, NextIssueOn = Earlier(left.Issue, end.NextIssueOn) };
            }
        }
    }

    private Calculated? Step()
    {
        var (terms, period, serviceEnd, dates) = _terms.On(_day, _notBefore);
        if (_back?.KnownOn <= dates.Issue)
        {
            GoBack();
            return null;
        }
        if (facts.ClosedOn is { } closedOn && closedOn <= _day && closedOn <= dates.Issue)
        {
            return Leave(terms, serviceEnd, null);
        }
        if (OffOn(_day, dates.Issue) is { } off)
        {
            if (off.End == DateOnly.MaxValue)
            {
                return Leave(terms, serviceEnd, null);
            }
            Pass(terms, serviceEnd, off);
            return null;
        }
        return dates.Issue > upTo ? Leave(terms, serviceEnd, dates.Issue) : Bill(terms, period, serviceEnd, dates);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;

    /// <summary>Nothing comes of these days for now. What is for later ones may be due, or have gone out, all the same.</summary>
    private Calculated? Leave(BillingTerms terms, DateOnly serviceEnd, DateOnly? issue)
    {
        if (!_terms.LaterMayBeDueBefore(_day, terms))
        {
            return new(_drafts, _day, issue);
        }
        _left = (_left?.Day ?? _day, Earlier(_left?.Issue, issue));
        var end = _terms.PartFrom(_day, terms, serviceEnd);
        // What is billed in advance goes to the next pause, and what comes after that is an invoice of its own.
        (_day, _notBefore) = (issue is { } on && terms.Timing == BillingTiming.Advance ? Billable(new(_day, end), on)[0].End : end, DateOnly.MinValue);
        return null;
    }

    /// <summary>
    /// Goes on after days off. Where their end became known only later, the day is billed from then on and not before. What follows the end that
    /// was planned, or is of a later plan, may have gone out by then, and is drafted first.
    /// </summary>
    private void Pass(BillingTerms terms, DateOnly serviceEnd, DaysOff off)
    {
        if (_terms.LaterMayBeDueBefore(_day, terms) && _terms.PartFrom(_day, terms, serviceEnd) is var parted && parted < off.End)
        {
            (_day, _notBefore) = (parted, DateOnly.MinValue);
            return;
        }
        var served = (Day: off.End > _day ? off.End : _day, KnownOn: off.EndKnownOn);
        if (_back is null && terms.Timing == BillingTiming.Advance && served.Day < off.PlannedEnd && off.PlannedEnd < DateOnly.MaxValue)
        {
            (_back, _day, _notBefore) = (served, off.PlannedEnd, DateOnly.MinValue);
        }
        else
        {
            (_day, _notBefore) = served;
        }
    }

    /// <summary>From what had gone out for later days, back to those before.</summary>
    private bool GoBack()
    {
        if (_back is not { } back)
        {
            return false;
        }
        (_day, _notBefore, _back, _next) = (back.Day, back.KnownOn, null, 0);
        return true;
    }

    private Calculated? Bill(BillingTerms terms, DateRange period, DateOnly serviceEnd, InvoiceDates dates)
    {
        var end = _terms.PartFrom(_day, terms, serviceEnd, dates.Issue);
        var stretch = new DateRange(_day, NextInvoiced() is { } invoiced && invoiced < end ? invoiced : end);
        var billable = Billable(stretch, dates.Issue);
        List<DateRange> days = terms.Timing == BillingTiming.Arrears ? billable : [billable[0]];
        var (lines, problem) = ChargeLines.Of(facts, policy, period, days, dates.Issue, part => Cause(part, period, dates.Issue));
        if (problem is not null)
        {
            return Stopped(problem);
        }
        _drafts.Add(new(facts.SubscriberId, InvoiceKind.Recurring, new(days[0].Start, days[^1].End), dates.Issue, dates.Due, dates.LastDayToPay, lines));
        (_day, _notBefore) = (terms.Timing == BillingTiming.Arrears ? stretch.End : days[0].End, DateOnly.MinValue);
        if (_back is not null)
        {
            (_invoiced, _next) = ([.. _invoiced.Append(new(_drafts[^1].Period, dates.Issue)).OrderBy(i => i.Days.Start)], 0);
        }
        return null;
    }

    /// <summary>The pause or the cut that keeps the day from being billed, as known on the issue date.</summary>
    private DaysOff? OffOn(DateOnly day, DateOnly issue) =>
        _pauses.On(day, issue) ?? (policy.BillsWhileCut ? null : _cuts.On(day, issue));

    /// <summary>What the pauses leave of the days, as known on the issue date; the first day is free.</summary>
    private List<DateRange> Billable(DateRange days, DateOnly issue)
    {
        List<DateRange> billable = [];
        foreach (var (_, off) in _pauses.Near(days, issue))
        {
            if (off.IsEmpty)
            {
                continue;
            }
            var before = days.Intersect(new(DateOnly.MinValue, off.Start));
            if (!before.IsEmpty)
            {
                billable.Add(before);
            }
            days = days.Intersect(new(off.End, DateOnly.MaxValue));
        }
        if (!days.IsEmpty)
        {
            billable.Add(days);
        }
        return billable;
    }

    /// <summary>Why a part of a period is billed and not all of it, as known on the issue date.</summary>
    private LineCause Cause(DateRange part, DateRange period, DateOnly issue) =>
        part.Start == period.Start ? EndsBecause(part.End, issue)
        : IsBackOn(part.Start, _pauses, issue) ? LineCause.Resumed
        : IsBackOn(part.Start, _cuts, issue) ? LineCause.Reconnected
        : part.Start == facts.BillFrom || part.Start == facts.ActivatedOn ? LineCause.Joined
        : facts.Plans.Any(p => p.From == part.Start && p.IsKnownOn(issue)) ? LineCause.PlanChanged
        : LineCause.TermsChanged;

    private static bool IsBackOn(DateOnly day, KnownDaysOff off, DateOnly issue) =>
        off.Near(new(day.AddDays(-1), day), issue).Any(o => o.Days.End == day);

    private LineCause EndsBecause(DateOnly end, DateOnly issue) =>
        _pauses.On(end, issue)?.Start == end ? LineCause.Paused
        : facts.Plans.Any(p => p.From == end && p.IsKnownOn(issue)) ? LineCause.PlanChanged
        : facts.ClosedOn == end && end <= issue ? LineCause.Closed
        : LineCause.TermsChanged;

    /// <summary>Moves to the first day that no invoice is for.</summary>
    private void AfterInvoiced()
    {
        for (; _next < _invoiced.Count && _invoiced[_next].Days is var days && days.Start <= _day; _next++)
        {
            if (days.Contains(_day))
            {
                (_day, _notBefore) = (days.End, DateOnly.MinValue);
            }
        }
    }

    /// <summary>Where the next invoice begins that was made before; the walk stands before it.</summary>
    private DateOnly? NextInvoiced() => _next < _invoiced.Count ? _invoiced[_next].Days.Start : null;

    private Calculated Stopped(BillingProblem problem) => new([], _day, null, problem);
}
