using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Lives;

/// <summary>The terms of one plan for one subscriber, and its periods, counted by months of the calendar; no code of the rules.</summary>
internal sealed class OracleTerms
{
    private readonly bool _isByMonths;
    private readonly int _count;
    private readonly int _day;
    private readonly int _anchor;

    /// <summary>What the subscriber says, else the plan, else the operator.</summary>
    public OracleTerms(BillingTerms terms, BillingTermsOverride plan, BillingTermsOverride own, DateOnly activatedOn)
    {
        IsArrears = (own.Timing ?? plan.Timing ?? terms.Timing) == BillingTiming.Arrears;
        LeadDays = own.LeadDays ?? plan.LeadDays ?? terms.LeadDays;
        DueDays = own.DueDays ?? plan.DueDays ?? terms.DueDays;
        GraceDays = own.GraceDays ?? plan.GraceDays ?? terms.GraceDays;
        var cycle = own.CycleUnit is not null ? own : plan;
        (_isByMonths, _count) = ((cycle.CycleUnit ?? terms.Cycle.Unit) == CycleUnit.Month, cycle.CycleCount ?? terms.Cycle.Count);
        var align = own.IsAnniversary == true ? null : own.AlignDay ?? (plan.IsAnniversary == true ? null : plan.AlignDay ?? terms.AlignDay);
        _day = align ?? activatedOn.Day;
        var month = MonthOf(activatedOn);
        month += StartIn(month) < activatedOn ? 1 : 0;
        _anchor = _isByMonths ? month : StartIn(month).DayNumber;
    }

    /// <summary>Whether a period is billed when it is over.</summary>
    public bool IsArrears { get; }

    /// <summary>Days before the period.</summary>
    public int LeadDays { get; }

    /// <summary>Days to the due date.</summary>
    public int DueDays { get; }

    /// <summary>Days from there to the last day to pay.</summary>
    public int GraceDays { get; }

    /// <summary>Whether both part time alike and bill it alike.</summary>
    public bool HasPeriodsOf(OracleTerms other) =>
        (IsArrears, _isByMonths, _count, _day, _anchor) == (other.IsArrears, other._isByMonths, other._count, other._day, other._anchor);

    /// <summary>The period that holds the day.</summary>
    public DateRange PeriodOf(DateOnly day)
    {
        if (!_isByMonths)
        {
            var start = day.DayNumber - Modulo(day.DayNumber - _anchor);
            return new(DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(start + _count));
        }
        var month = MonthOf(day);
        month -= StartIn(month) > day ? 1 : 0;
        month -= Modulo(month - _anchor);
        return new(StartIn(month), StartIn(month + _count));
    }

    private int Modulo(int number) => ((number % _count) + _count) % _count;

    private static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private DateOnly StartIn(int month) =>
        new(month / 12, (month % 12) + 1, Math.Min(_day, DateTime.DaysInMonth(month / 12, (month % 12) + 1)));
}
