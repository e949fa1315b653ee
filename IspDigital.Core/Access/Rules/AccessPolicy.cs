using IspDigital.Core.Primitives;

namespace IspDigital.Core.Access.Rules;

/// <summary>The access decision (product rules, §9): a pure function of the facts, first match wins.</summary>
public static class AccessPolicy
{
    /// <summary>Decides, and tells the whole chain: what decided first, then what would have decided otherwise.</summary>
    public static AccessDecision Decide(AccessFacts facts, AccessTerms terms)
    {
        (bool Online, AccessReason? Reason)[] rules =
        [
            (false, Closed(facts)),
            (false, Paused(facts, terms)),
            (facts.Override?.Online ?? false, Overridden(facts)),
            (true, Exempt(facts)),
            (true, Promised(facts)),
            (false, Overdue(facts, terms)),
            (true, BelowThreshold(facts, terms)),
        ];
        var matched = rules.Where(rule => rule.Reason is not null).ToList();
        return matched.Count == 0
            ? new AccessDecision(true, [new AccessReason(AccessReasonCode.InGoodStanding)])
            : new AccessDecision(matched[0].Online, [.. matched.Select(rule => rule.Reason!)]);
    }

    private static AccessReason? Closed(AccessFacts facts) =>
        facts.ClosedOn <= facts.Today ? new AccessReason(AccessReasonCode.Closed) { Since = facts.ClosedOn } : null;

    private static AccessReason? Paused(AccessFacts facts, AccessTerms terms) =>
        terms.OffWhilePaused && facts.Pause is { } pause
            ? new AccessReason(AccessReasonCode.Paused) { Since = pause.From, Until = pause.Until?.AddDays(-1) }
            : null;

    private static AccessReason? Overridden(AccessFacts facts) =>
        facts.Override is { } made && Holds(made.LastDay, facts.Today)
            ? new AccessReason(made.Online ? AccessReasonCode.OverrideOn : AccessReasonCode.OverrideOff)
            {
                Until = made.LastDay,
                Who = made.Owner,
                Note = made.Reason,
            }
            : null;

    private static AccessReason? Exempt(AccessFacts facts) =>
        facts.Exemption is { } exemption && Holds(exemption.LastDay, facts.Today)
            ? new AccessReason(AccessReasonCode.Exempt) { Until = exemption.LastDay, Who = exemption.Owner, Note = exemption.Reason }
            : null;

    private static AccessReason? Promised(AccessFacts facts) =>
        facts.Promise is { } promise && Holds(promise.Until, facts.Today)
            ? new AccessReason(AccessReasonCode.Promise) { Until = promise.Until, Who = promise.Owner }
            : null;

    private static AccessReason? Overdue(AccessFacts facts, AccessTerms terms) =>
        facts.Owed > Money.Max(terms.Threshold, Money.Zero) ? BeyondGrace(facts, AccessReasonCode.Overdue) : null;

    private static AccessReason? BelowThreshold(AccessFacts facts, AccessTerms terms) =>
        facts.Owed.IsPositive && facts.Owed <= terms.Threshold ? BeyondGrace(facts, AccessReasonCode.BelowThreshold) : null;

    private static AccessReason BeyondGrace(AccessFacts facts, AccessReasonCode code)
    {
        var longest = facts.Standing.OpenInvoices.Where(i => i.LastDayToPay < facts.Today).MinBy(i => i.LastDayToPay)!;
        return new AccessReason(code)
        {
            AmountMinor = facts.Owed.Minor,
            Since = longest.LastDayToPay.AddDays(1),
            InvoiceNumber = longest.Number,
        };
    }

    private static bool Holds(DateOnly? lastDay, DateOnly today) => lastDay is null || today <= lastDay;
}
