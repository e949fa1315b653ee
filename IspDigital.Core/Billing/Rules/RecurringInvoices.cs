using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Drafts what no recurring invoice is for yet. Goes from one day on which something was decided to the next, and with what was known then
/// along the subscriber's days: what falls due before the next decision is drafted as it would have been at the time. A pause, a plan or a
/// closing that was decided later was not known to it, and is left to <see cref="ServiceCorrections"/>.
/// </summary>
internal sealed class RecurringInvoices(BillingFacts facts, DateOnly upTo, BillingPolicy policy)
{
    private readonly List<InvoiceDraft> _drafts = [];
    private readonly KnownDaysOff _pauses = new(facts.Pauses);
    private readonly KnownDaysOff _cuts = new(policy.UnbilledCuts(facts));
    private readonly InvoicedCalendar _invoiced = new(facts.Invoiced);
    private readonly TermsAlong _terms = new(facts, policy);
    private readonly DateOnly _closedOn = facts.ClosedOn ?? DateOnly.MaxValue;

    /// <summary>The first day of which nothing has come yet and something may.</summary>
    private DateOnly _open = facts.FirstDay;
    private DateOnly? _nextIssue;

    /// <summary>Everything whose issue date is not after the day.</summary>
    public Calculated Draft()
    {
        var decisions = Decisions();
        var at = 0;
        for (; at < decisions.Count && decisions[at].On <= upTo; at++)
        {
            var next = at + 1 < decisions.Count ? decisions[at + 1].On : DateOnly.MaxValue;
            if (GoAlong(decisions[at], next) is { } problem)
            {
                return new([], _open, null, problem);
            }
        }
        if (at < decisions.Count)
        {
            Leave(facts.FirstDay, decisions[at].On); // it is not known yet what that will be
        }
        return new([.. _drafts.OrderBy(d => d.IssueDate)], _open, _nextIssue);
    }

    /// <summary>The days on which something was decided, in order, after what was always known.</summary>
    private List<Decision> Decisions()
    {
        List<Decision> decisions = [new(DateOnly.MinValue, facts.FirstDay)];
        decisions.AddRange(Decision.OfService(facts)
            .Concat(Decision.Of(policy.UnbilledCuts(facts))).Append(new(_closedOn, _closedOn)).Where(d => d.On < DateOnly.MaxValue));
        return decisions.Count == 1 ? decisions : [.. decisions.GroupBy(d => d.On).Select(d => new Decision(d.Key, d.Min(one => one.From))).OrderBy(d => d.On)];
    }

    /// <summary>Along the days with what was known since a decision, for what falls due before the next; or why they cannot be billed.</summary>
    private BillingProblem? GoAlong(Decision decision, DateOnly next)
    {
        var knownOn = decision.On;
        var last = next > upTo ? upTo : next.AddDays(-1);
        var day = decision.From < _open ? decision.From : _open;
        day = day > facts.FirstDay ? day : facts.FirstDay;
        (_open, _nextIssue) = (DateOnly.MaxValue, null);
        while (true)
        {
            day = _invoiced.FreeFrom(day);
            if (_closedOn <= day && _closedOn <= knownOn)
            {
                return Leave(day);
            }
            if (TermsProblem.On(day, facts, policy, knownOn) is { } wrong)
            {
                Leave(day);
                return next > upTo ? wrong : null;
            }
            if (OffOn(day, knownOn) is { } off)
            {
                if (off.End == DateOnly.MaxValue)
                {
                    return Leave(day);
                }
                day = off.End;
                continue;
            }
            var terms = _terms.On(day, knownOn);
            var (period, days, dates) = Piece(day, terms, knownOn);
            if (dates.Issue > last)
            {
                Leave(day, dates.Issue);
                if (!_terms.LaterMayBeDueBefore(day, terms, knownOn))
                {
                    return null;
                }
            }
            else if (Bill(period, days, dates, knownOn) is { } problem)
            {
                Leave(day);
                return problem;
            }
            day = days[^1].End;
        }
    }

    /// <summary>Nothing comes of these days for now.</summary>
    private BillingProblem? Leave(DateOnly day, DateOnly? issue = null)
    {
        _open = day < _open ? day : _open;
        _nextIssue = issue < _nextIssue || _nextIssue is null ? issue : _nextIssue;
        return null;
    }

    /// <summary>
    /// What one invoice is for from the day on: in arrears what is served of the period, in advance what comes before the next pause; in any
    /// case no further than to another invoice, or to a plan with other periods.
    /// </summary>
    private (DateRange Period, List<DateRange> Days, InvoiceDates Dates) Piece(DateOnly day, BillingTerms terms, DateOnly knownOn)
    {
        var period = BillingPeriods.For(terms, facts.ActivatedOn).Containing(day);
        var end = _terms.PartFrom(day, terms, period.End, knownOn);
        end = _closedOn < end && _closedOn <= knownOn ? _closedOn : end;
        var served = Served(new(day, _invoiced.FreeUntil(day, end)), knownOn);
        var dates = InvoiceDates.Of(terms, new(day, end), end, facts.ActivatedOn, knownOn);
        return (period, terms.Timing == BillingTiming.Arrears ? served : [served[0]], dates);
    }

    private BillingProblem? Bill(DateRange period, List<DateRange> days, InvoiceDates dates, DateOnly knownOn)
    {
        var (lines, problem) = ChargeLines.Of(facts, policy, period, days, dates.Issue, part => Cause(part, period, knownOn));
        if (problem is null)
        {
            _drafts.Add(new(facts.SubscriberId, InvoiceKind.Recurring, new(days[0].Start, days[^1].End), dates.Issue, dates.Due, dates.LastDayToPay, lines));
            _invoiced.Take(_drafts[^1].Period);
        }
        return _drafts.Count == InvoiceCalculator.PeriodsMax ? new(ParkReason.TooManyPeriods, facts.FirstDay) : problem;
    }

    /// <summary>The pause or the cut that keeps the day from being billed.</summary>
    private DateRange? OffOn(DateOnly day, DateOnly knownOn) => _pauses.On(day, knownOn) ?? _cuts.On(day, knownOn);

    /// <summary>What the pauses leave of the days; the first day is free.</summary>
    private List<DateRange> Served(DateRange days, DateOnly knownOn)
    {
        List<DateRange> served = [];
        foreach (var off in _pauses.Near(days, knownOn).Where(off => !off.IsEmpty))
        {
            var before = days.Intersect(new(DateOnly.MinValue, off.Start));
            if (!before.IsEmpty)
            {
                served.Add(before);
            }
            days = days.Intersect(new(off.End, DateOnly.MaxValue));
        }
        if (!days.IsEmpty)
        {
            served.Add(days);
        }
        return served;
    }

    /// <summary>Why a part of a period is billed and not all of it.</summary>
    private LineCause Cause(DateRange part, DateRange period, DateOnly knownOn) =>
        part.Start == period.Start ? EndsBecause(part.End, knownOn)
        : IsBackOn(part.Start, _pauses, knownOn) ? LineCause.Resumed
        : IsBackOn(part.Start, _cuts, knownOn) ? LineCause.Reconnected
        : part.Start == facts.BillFrom || part.Start == facts.ActivatedOn ? LineCause.Joined
        : facts.Plans.Any(p => p.From == part.Start && p.IsKnownOn(knownOn)) ? LineCause.PlanChanged
        : LineCause.TermsChanged;

    private static bool IsBackOn(DateOnly day, KnownDaysOff off, DateOnly knownOn) => off.Near(new(day.AddDays(-1), day), knownOn).Any(o => o.End == day);

    private LineCause EndsBecause(DateOnly end, DateOnly knownOn) =>
        _pauses.On(end, knownOn)?.Start == end ? LineCause.Paused
        : facts.Plans.Any(p => p.From == end && p.IsKnownOn(knownOn)) ? LineCause.PlanChanged
        : _closedOn == end && end <= knownOn ? LineCause.Closed
        : LineCause.TermsChanged;
}
