using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Bounds that hold whatever the calculator says, checked before anything is written: no day charged twice, no negative
/// and no absurd total. They share no code with the calculation.
/// </summary>
public static class InvoiceBounds
{
    /// <summary>What is wrong with the drafts of one subscriber, or null.</summary>
    public static BillingProblem? Check(IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts, BillingPolicy policy)
    {
        if (drafts.Count == 0)
        {
            return null;
        }
        foreach (var draft in drafts)
        {
            if (draft.Total.IsNegative)
            {
                return new(ParkReason.NegativeTotal, draft.Period.Start, draft.Total.ToString());
            }
            if (draft.Total > policy.InvoiceMax)
            {
                return new(ParkReason.TotalTooLarge, draft.Period.Start, draft.Total.ToString());
            }
        }
        return ChargedTwice(drafts, facts) is { } day ? new(ParkReason.ChargedTwice, day) : null;
    }

    private static DateOnly? ChargedTwice(IReadOnlyList<InvoiceDraft> drafts, BillingFacts facts)
    {
        var charged = new List<DateRange>(drafts.Count);
        foreach (var draft in drafts)
        {
            foreach (var line in draft.Lines)
            {
                charged.Add(line.Days);
            }
        }
        charged.Sort((one, other) => one.Start.CompareTo(other.Start));
        for (var i = 0; i < charged.Count; i++)
        {
            var days = charged[i];
            if (days.IsEmpty || (i > 0 && days.Start < charged[i - 1].End) || facts.Invoiced.Any(f => !f.Intersect(days).IsEmpty))
            {
                return days.Start;
            }
        }
        return null;
    }
}
