using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>The days that recurring invoices are for.</summary>
internal sealed class InvoicedCalendar
{
    private readonly List<DateRange> _days;

    /// <summary>Begins with what is invoiced already, in order.</summary>
    public InvoicedCalendar(IReadOnlyList<InvoicedDays> invoiced) => _days = [.. invoiced.Select(i => i.Days)];

    /// <summary>The first day from this one on that no invoice is for.</summary>
    public DateOnly FreeFrom(DateOnly day)
    {
        for (var at = NextAfter(day) - 1; at >= 0 && at < _days.Count && _days[at].Start <= day && day < _days[at].End; at++)
        {
            day = _days[at].End;
        }
        return day;
    }

    /// <summary>Where the next invoice begins after a day, or where it is first.</summary>
    public DateOnly FreeUntil(DateOnly day, DateOnly end) => NextAfter(day) is var at && at < _days.Count && _days[at].Start < end ? _days[at].Start : end;

    /// <summary>Takes in the days of another.</summary>
    public void Take(DateRange days) => _days.Insert(NextAfter(days.Start), days);

    private int NextAfter(DateOnly day) => _days.FirstAfter(days => days.Start, day);
}
