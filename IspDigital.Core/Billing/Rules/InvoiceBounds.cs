using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Bounds that hold whatever the calculator says, checked before anything is written: no day charged twice, no day given back that was
/// not charged, no negative and no absurd total. They share no code with the calculation.
/// </summary>
public static class InvoiceBounds
{
    /// <summary>What is wrong with the drafts of one subscriber, or null.</summary>
    public static BillingProblem? Check(IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts, BillingPolicy policy)
    {
        var corrects = false;
        foreach (var draft in drafts)
        {
            if (draft.Kind == InvoiceKind.CreditNote != draft.Total.IsNegative || draft.Lines.Any(l => IsService(l) && l.Net.IsNegative))
            {
                return new(ParkReason.NegativeTotal, draft.Period.Start, draft.Total.ToString());
            }
            if (draft.Total > policy.InvoiceMax || -draft.Total > policy.InvoiceMax)
            {
                return new(ParkReason.TotalTooLarge, draft.Period.Start, draft.Total.ToString());
            }
            corrects |= draft.Lines.Any(l => l.Kind == LineKind.UnusedDays) || (draft.Kind != InvoiceKind.Recurring && draft.Lines.Any(IsService));
        }
        return RepeatedCharge(drafts) is { } charge ? new(ParkReason.ChargedTwice, charge)
            : (corrects ? ChargedTwiceDayByDay(drafts, facts) : ChargedTwice(drafts, facts)) is { } day ? new(ParkReason.ChargedTwice, day)
            : null;
    }

    private static bool IsService(LineDraft line) => line.Kind is LineKind.Recurring or LineKind.Proration;

    private static DateOnly? RepeatedCharge(IReadOnlyList<InvoiceDraft> drafts)
    {
        HashSet<long>? seen = null;
        foreach (var line in drafts.SelectMany(d => d.Lines))
        {
            if (line.ChargeId is { } id && !(seen ??= []).Add(id))
            {
                return line.Days.Start;
            }
        }
        return null;
    }

    private static DateOnly? ChargedTwice(IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts)
    {
        var charged = new List<DateRange>(drafts.Count);
        foreach (var draft in drafts)
        {
            foreach (var line in draft.Lines)
            {
                if (IsService(line))
                {
                    charged.Add(line.Days);
                }
            }
        }
        charged.Sort((one, other) => one.Start.CompareTo(other.Start));
        for (var i = 0; i < charged.Count; i++)
        {
            var days = charged[i];
            if (days.IsEmpty || (i > 0 && days.Start < charged[i - 1].End) || facts.Invoiced.Any(f => !f.Days.Intersect(days).IsEmpty))
            {
                return days.Start;
            }
        }
        return null;
    }

    /// <summary>Where days are given back: counts every day, draft by draft, as the subscriber would with a calendar.</summary>
    private static DateOnly? ChargedTwiceDayByDay(IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts)
    {
        var first = drafts.SelectMany(d => d.Lines).Min(l => l.Days.Start);
        HashSet<int> charged = [.. facts.Charged.Where(s => s.Charge is not null && s.Days.End > first).SelectMany(s => Days(s.Days))];
        HashSet<int> invoiced = [.. facts.Invoiced.Where(i => i.Days.End > first).SelectMany(i => Days(i.Days))];
        foreach (var draft in drafts)
        {
            foreach (var line in draft.Lines.Where(l => IsService(l) || l.Kind == LineKind.UnusedDays))
            {
                foreach (var day in Days(line.Days))
                {
                    var isGivenBack = line.Kind == LineKind.UnusedDays;
                    var isRepeated = draft.Kind == InvoiceKind.Recurring && invoiced.Contains(day);
                    if (isRepeated || !(isGivenBack ? charged.Remove(day) : charged.Add(day)))
                    {
                        return DateOnly.FromDayNumber(day);
                    }
                }
            }
        }
        return null;
    }

    private static IEnumerable<int> Days(DateRange days) => Enumerable.Range(days.Start.DayNumber, days.Days);
}
