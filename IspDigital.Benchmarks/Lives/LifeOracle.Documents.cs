using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Lives;

/// <summary>One document: its dates, its lines, its amounts.</summary>
internal sealed partial class LifeOracle
{
    private void Look(LivedDocument document)
    {
        var draft = document.Draft;
        if ((draft.Kind == InvoiceKind.CreditNote) != (draft.Lines.Sum(l => l.Net.Minor + l.Tax.Minor) < 0))
        {
            Say(document, "its kind does not go with its total");
        }
        if (draft.Kind == InvoiceKind.Recurring)
        {
            LookAtRecurring(document);
        }
        else
        {
            LookAtCorrection(document);
        }
        foreach (var line in draft.Lines)
        {
            if (line.ChargeId is { } id)
            {
                LookAtCharge(document, line, id);
            }
            else if (line.Kind == LineKind.UnusedDays)
            {
                LookAtUnused(document, line);
            }
            else
            {
                LookAtService(document, line);
            }
        }
    }

    private void LookAtRecurring(LivedDocument document)
    {
        var draft = document.Draft;
        var (plan, _) = _facts.PlanOn(draft.Period.Start, draft.IssueDate);
        var terms = _facts.TermsOf(plan);
        if (!_days.Invoice(draft))
        {
            Say(document, "a recurring invoice is for some of its days already");
        }
        if (_facts.IsLeftOut(draft.Period.Start, draft.IssueDate))
        {
            Say(document, "begins in a cut");
        }
        var service = draft.Lines.Where(l => l.PlanId is not null).ToList();
        if (service.Count == 0 || service[0].Days.Start != draft.Period.Start || service[^1].Days.End != draft.Period.End
            || service.Exists(l => l.Kind == LineKind.UnusedDays) || service.Zip(service.Skip(1)).Any(pair => pair.First.Days.End > pair.Second.Days.Start))
        {
            Say(document, "its lines are not its days");
        }
        IsDated(document, terms, IssueOf(draft.Period.Start, terms, _facts.DecidedOn(draft.Period.Start, draft.IssueDate)));
    }

    /// <summary>
    /// In advance the lead days before, never before activation; in arrears when the period, the account or its way of being parted is over;
    /// never before the plan was decided, and before it is known that a pause or a cut does not hold the first day.
    /// </summary>
    private DateOnly IssueOf(DateOnly first, OracleTerms terms, DateOnly planDecidedOn)
    {
        var issue = first.AddDays(-terms.LeadDays) > _start.ActivatedOn ? first.AddDays(-terms.LeadDays) : _start.ActivatedOn;
        if (terms.IsArrears)
        {
            issue = terms.PeriodOf(first).End;
            foreach (var plan in _facts.Plans.Where(p => p.Stands))
            {
                issue = plan.From > first && plan.From < issue && !_facts.TermsOf(plan.Id).HasPeriodsOf(terms) ? plan.From : issue;
            }
            issue = _facts.ClosedOn > first && _facts.ClosedOn < issue ? _facts.ClosedOn : issue;
        }
        issue = planDecidedOn > issue ? planDecidedOn : issue;
        for (var before = DateOnly.MinValue; before < issue;)
        {
            before = issue;
            foreach (var off in _facts.Off)
            {
                issue = off.LetGo(first, issue) ?? issue;
            }
        }
        return issue;
    }

    private void LookAtCorrection(LivedDocument document)
    {
        var draft = document.Draft;
        var service = draft.Lines.Where(l => l.PlanId is not null).ToList();
        var terms = _facts.TermsOf(_facts.PlanOn(draft.IssueDate, draft.IssueDate).Id);
        if (service.Count == 0)
        {
            var charge = _charges[draft.Lines[0].ChargeId!.Value].Deed;
            IsDated(document, terms, charge.IsAlone || charge.Day > _facts.ClosedOn ? charge.Day : _facts.ClosedOn);
            return;
        }
        IsDated(document, terms, draft.IssueDate);
        if (draft.Period != new DateRange(service.Min(l => l.Days.Start), service.Max(l => l.Days.End)))
        {
            Say(document, "its lines are not its days");
        }
        if (!_facts.IsMoment(draft.IssueDate) && !_standing.Exists(d => d.Draft.Kind == InvoiceKind.Recurring && d.Draft.IssueDate == draft.IssueDate))
        {
            Say(document, "nothing happened on its date");
        }
    }

    private void IsDated(LivedDocument document, OracleTerms terms, DateOnly issue)
    {
        var draft = document.Draft;
        if (draft.IssueDate != issue || draft.DueDate != issue.AddDays(terms.DueDays) || draft.LastDayToPay != issue.AddDays(terms.DueDays + terms.GraceDays))
        {
            Say(document, $"should be issued on {issue:yyyy-MM-dd}, due after {terms.DueDays} days, {terms.GraceDays} days of grace");
        }
    }

    private void LookAtService(LivedDocument document, LineDraft line)
    {
        var issued = document.Draft.IssueDate;
        var (plan, since) = _facts.PlanOn(line.Days.Start, issued);
        if (line.PlanId != plan || _facts.PlanOn(line.Days.End.AddDays(-1), issued) != (plan, since) || !IsServed(line.Days, issued))
        {
            Say(document, $"{LifeText.Of(line)} is not what was served on plan {plan} as known then");
            return;
        }
        var period = _facts.TermsOf(plan).PeriodOf(line.Days.Start);
        if (line.PeriodStart != period.Start || line.DaysInPeriod != period.Days || line.Days.End > period.End
            || (line.Kind == LineKind.Recurring) != (line.Days == period))
        {
            Say(document, $"{LifeText.Of(line)} is of the period {period.Start:yyyy-MM-dd}..{period.End:yyyy-MM-dd}");
            return;
        }
        var day = period.Start > _facts.FirstDay ? period.Start : _facts.FirstDay;
        day = day > since ? day : since;
        var price = _money.PriceOf(plan, _facts.AgreedOn(day), day);
        if (price != (line.ListPrice.Minor, line.DiscountBasisPoints, line.Discount.Minor, line.FullPrice.Minor))
        {
            Say(document, $"{LifeText.Of(line)} should be at {price}, the price of {day:yyyy-MM-dd}");
        }
        if (line.TaxMode != _world.Policy.Plans[plan].Tax.Mode || line.TaxBasisPoints != _money.RateOf(plan, issued) || !_money.IsRight(line))
        {
            Say(document, $"{LifeText.Of(line)} is not its amount or its tax");
        }
        if (!_days.Take(line))
        {
            Say(document, $"{LifeText.Of(line)} is charged already");
        }
    }

    private bool IsServed(DateRange days, DateOnly asKnownOn)
    {
        if (_facts.ClosedOn < days.End && _facts.ClosedOn <= asKnownOn)
        {
            return false;
        }
        for (var day = days.Start; day < days.End; day = day.AddDays(1))
        {
            if (_facts.IsPaused(day, asKnownOn))
            {
                return false;
            }
        }
        return true;
    }

    private void LookAtUnused(LivedDocument document, LineDraft line)
    {
        var issued = document.Draft.IssueDate;
        var charge = _days.On(line.Days.Start);
        for (var day = line.Days.Start; day < line.Days.End; day = day.AddDays(1))
        {
            var isUnused = (_facts.ClosedOn <= day && _facts.ClosedOn <= issued) || (_facts.IsPaused(day, issued) && _world.Policy.CreditsPausedDays)
                || _facts.PlanOn(day, issued).Id != charge?.PlanId;
            if (!isUnused)
            {
                Say(document, $"{LifeText.Of(line)}: {day:yyyy-MM-dd} is used");
                return;
            }
        }
        if (!_days.Take(line))
        {
            Say(document, $"{LifeText.Of(line)} is not charged by one line");
        }
        else if (charge!.PlanId != line.PlanId || charge.PeriodStart != line.PeriodStart || charge.DaysInPeriod != line.DaysInPeriod || charge.FullPrice != line.FullPrice
            || charge.TaxMode != line.TaxMode || charge.TaxBasisPoints != line.TaxBasisPoints || !_money.IsRight(line))
        {
            Say(document, $"{LifeText.Of(line)} does not give back what was charged by {LifeText.Of(charge)}");
        }
    }

    private void LookAtCharge(LivedDocument document, LineDraft line, long id)
    {
        var (charge, since, isBilled) = _charges[id];
        var plan = _facts.PlanOn(document.Draft.IssueDate, DateOnly.MaxValue).Id;
        plan = plan == 0 ? _facts.First : plan;
        var mode = charge.IsTaxed ? _world.Policy.Plans[plan].Tax.Mode : Core.Plans.TaxMode.Exclusive;
        if ((line.Net.Minor, line.Tax.Minor) != _money.Taxed(mode, charge.Amount.Minor, charge.IsTaxed ? _money.RateOf(plan, document.Draft.IssueDate) : 0))
        {
            Say(document, $"{LifeText.Of(line)} is not the charge of {charge.Amount} or its tax");
        }
        if (isBilled || document.Draft.IssueDate < charge.Day || (charge.IsAlone && document.Draft.Lines.Any(l => l.PlanId is not null)))
        {
            Say(document, $"{LifeText.Of(line)} is billed twice, too early or not alone");
        }
        _charges[id] = (charge, since, true);
    }
}
