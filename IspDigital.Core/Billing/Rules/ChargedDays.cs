using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>Service days as they were charged, with the terms they were charged on, so that unused ones can be given back to the poisha.</summary>
/// <param name="Days">The days.</param>
/// <param name="Period">The full period whose price was parted.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="Text">The plan's name on the invoice.</param>
/// <param name="Price">How the price of the full period came about.</param>
/// <param name="TaxMode">Added to the price, or inside it.</param>
/// <param name="TaxBasisPoints">The rate.</param>
/// <param name="IssueDate">Date of the invoice that charged them.</param>
public sealed record ChargedDays(
    DateRange Days, DateRange Period, long PlanId, string Text, FullPrice Price, TaxMode TaxMode, int TaxBasisPoints, DateOnly IssueDate);

/// <summary>Days that a recurring invoice is for: their period is not billed again.</summary>
/// <param name="Days">The days.</param>
/// <param name="IssueDate">The invoice's date.</param>
/// <param name="IsWaived">The invoice was voided and the days stay unbilled.</param>
public readonly record struct InvoicedDays(DateRange Days, DateOnly IssueDate, bool IsWaived = false);

/// <summary>How days stand after every line so far.</summary>
/// <param name="Days">The days.</param>
/// <param name="Charge">How they are charged; null where they were given back.</param>
/// <param name="On">Date of the document that made it so.</param>
public readonly record struct StandingDays(DateRange Days, ChargedDays? Charge, DateOnly On);

/// <summary>What stands charged, day by day: a service line charges days, a line for unused days takes that back; the last one counts.</summary>
public sealed class ChargedCalendar
{
    private readonly List<StandingDays> _standing = [];

    /// <summary>Begins with what is known to stand.</summary>
    public ChargedCalendar(IEnumerable<StandingDays> standing) => _standing.AddRange(standing);

    /// <summary>How the days stand, in order; no day twice.</summary>
    public IReadOnlyList<StandingDays> Standing => _standing;

    /// <summary>Takes in the lines of a draft.</summary>
    public void Take(InvoiceDraft draft)
    {
        foreach (var line in draft.Lines.Where(l => l.PlanId is not null))
        {
            Take(line.Kind, new(
                line.Days, new(line.PeriodStart, line.PeriodStart.AddDays(line.DaysInPeriod)), line.PlanId!.Value, line.Text,
                new(line.ListPrice, line.DiscountBasisPoints, line.Discount, line.FullPrice), line.TaxMode, line.TaxBasisPoints, draft.IssueDate));
        }
    }

    /// <summary>Takes in a line of an invoice, in the order in which they were issued.</summary>
    public void Take(LineKind kind, ChargedDays line)
    {
        if (line.Days.IsEmpty)
        {
            return;
        }
        var at = FirstBeyond(line.Days.Start);
        while (at < _standing.Count && _standing[at] is var one && one.Days.Start < line.Days.End)
        {
            DateRange before = new(one.Days.Start, line.Days.Start), after = new(line.Days.End, one.Days.End);
            _standing.RemoveAt(at);
            if (!after.IsEmpty)
            {
                _standing.Insert(at, one with { Days = after });
            }
            if (!before.IsEmpty)
            {
                _standing.Insert(at++, one with { Days = before });
            }
        }
        _standing.Insert(at, new(line.Days, kind == LineKind.UnusedDays ? null : line, line.IssueDate));
    }

    /// <summary>What stands on any of the days, in order, whole.</summary>
    public IEnumerable<StandingDays> Over(DateRange days)
    {
        for (var i = FirstBeyond(days.Start); i < _standing.Count && _standing[i].Days.Start < days.End; i++)
        {
            yield return _standing[i];
        }
    }

    /// <summary>How a day stands, or null where nothing ever charged it.</summary>
    public StandingDays? On(DateOnly day)
    {
        foreach (var one in Over(new(day, day.AddDays(1))))
        {
            return one;
        }
        return null;
    }

    /// <summary>Where the first stands that ends after the day.</summary>
    private int FirstBeyond(DateOnly day) => _standing.FirstAfter(one => one.Days.End, day);
}
