using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Billing;

/// <summary>What a change will bring about on invoices on its day, beyond what would be issued without it.</summary>
/// <param name="Drafts">Credit notes and adjustments, in order, and invoices of days that a pause gives up; none where it changes nothing that is invoiced.</param>
/// <param name="Problem">Why the subscriber could not be billed then, or null.</param>
public sealed record PreviewedChange(IReadOnlyList<InvoiceDraft> Drafts, BillingProblem? Problem)
{
    /// <summary>What it comes to: below zero is given back.</summary>
    public Money Total => Drafts.Sum(d => d.Total);
}

/// <summary>
/// Shows what a plan change, a pause, its end or a closing will credit and charge, before it is decided: the calculation that will issue it, on a copy
/// of the facts. Nothing is written.
/// </summary>
public sealed class ChangePreviewQueries(IspStore store)
{
    /// <summary>Another plan from a day on.</summary>
    public Task<PreviewedChange?> PlanChange(long subscriberId, long planId, DateOnly from, CancellationToken cancellation = default) =>
        Preview(subscriberId, from, (facts, today) => facts with { Plans = PlanFrom.Changed(facts.Plans, from, planId, today) }, cancellation);

    /// <summary>A pause from a day to a day, or open-ended.</summary>
    public Task<PreviewedChange?> Pause(long subscriberId, DateOnly from, DateOnly? until, CancellationToken cancellation = default) =>
        Preview(subscriberId, from, (facts, today) =>
        {
            var end = until ?? DateOnly.MaxValue;
            return facts with { Pauses = [.. facts.Pauses.Append(new DaysOff(from, end, today)).OrderBy(p => p.Start)] };
        }, cancellation);

    /// <summary>Service again from a day on: the pause that covers it ends, and what is billed of days that were to be paused is shown with it.</summary>
    public Task<PreviewedChange?> Resume(long subscriberId, DateOnly on, CancellationToken cancellation = default) =>
        Preview(subscriberId, on, (facts, today) => facts with { Pauses = [.. facts.Pauses.Select(p => p.Start <= on && on < p.End ? p.EndedOn(on, today) : p)] },
            cancellation, withRecurring: true);

    /// <summary>Closing today.</summary>
    public Task<PreviewedChange?> Closing(long subscriberId, CancellationToken cancellation = default) =>
        Preview(subscriberId, DateOnly.MinValue, (facts, today) => facts with { ClosedOn = today }, cancellation);

    private async Task<PreviewedChange?> Preview(
        long subscriberId, DateOnly on, Func<BillingFacts, DateOnly, BillingFacts> change, CancellationToken cancellation, bool withRecurring = false)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var today = await store.Today(db, cancellation);
        var book = await BillingFactsReader.Book(db, cancellation);
        // With another stamp no schedule counts, so that all invoiced days are read.
        if ((await BillingFactsReader.Facts(db, [subscriberId], ~book.Stamp, cancellation)).SingleOrDefault()?.Facts is not { } known)
        {
            return null;
        }
        var charged = await ChargedCalendarReader.Of(db, [subscriberId], cancellation);
        var facts = known with { Charged = charged.GetValueOrDefault(subscriberId) ?? [], Charges = [] };
        var day = on > today ? on : today;
        var without = book.Calculate(facts, day);
        var with = book.Calculate(change(facts, today), day);
        var same = without.Drafts.Select(Sign).ToHashSet();
        return new PreviewedChange([.. with.Drafts.Where(d => (withRecurring || d.Kind != InvoiceKind.Recurring) && !same.Contains(Sign(d)))], with.Problem);
    }

    private static (InvoiceKind, DateOnly, DateRange, Money) Sign(InvoiceDraft draft) => (draft.Kind, draft.IssueDate, draft.Period, draft.Total);
}
