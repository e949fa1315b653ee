using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Web.Features.Billing;

/// <summary>A preview in the order in which a person reads it: what cannot be billed, what changed, who is new, who is gone, then the rest.</summary>
public sealed class PreviewView
{
    private readonly IReadOnlyList<PreviewedSubscriber> _inOrder;

    /// <summary>Sorts and sums once; a page of it is then a cut.</summary>
    public PreviewView(InvoicePreview preview)
    {
        _inOrder = [.. preview.Subscribers.OrderBy(s => s.Difference.Kind).ThenByDescending(s => Math.Abs(s.Difference.Percent ?? 0)).ThenBy(s => s.SubscriberId)];
        Kinds = [.. _inOrder.GroupBy(s => s.Difference.Kind).Select(g => new PreviewKind(g.Key, g.Count(), g.Sum(s => g.Key == DifferenceKind.Gone ? s.Difference.Last : s.Total)))];
        Groups =
        [
            .. preview.Invoices.SelectMany(i => i.Draft.Lines).GroupBy(l => (Plan: l.PlanId is null ? "" : l.Text, l.Kind))
                .OrderBy(g => g.Key.Plan.Length == 0).ThenBy(g => g.Key.Plan, StringComparer.Ordinal).ThenBy(g => g.Key.Kind)
                .Select(g => new PreviewGroup(g.Key.Plan, g.Key.Kind, g.Count(), g.Sum(l => l.Net), g.Sum(l => l.Tax))),
        ];
    }

    /// <summary>How many of each, in order; only those that are there.</summary>
    public IReadOnlyList<PreviewKind> Kinds { get; }

    /// <summary>Lines by plan and kind.</summary>
    public IReadOnlyList<PreviewGroup> Groups { get; }

    /// <summary>Who is shown: those of a kind, or those whose name or code holds the text, or everybody but the ones that are as last time.</summary>
    public IReadOnlyList<PreviewedSubscriber> Rows(DifferenceKind? kind, string search) =>
    [
        .. _inOrder.Where(s => kind is null ? search.Length > 0 || s.Difference.Kind != DifferenceKind.Same : s.Difference.Kind == kind)
            .Where(s => search.Length == 0 || s.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || s.Code.Contains(search, StringComparison.OrdinalIgnoreCase)),
    ];
}

/// <summary>How many subscribers are different in that way.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Count">How many.</param>
/// <param name="Total">What they would be asked; of those who are gone, what they were asked last.</param>
public sealed record PreviewKind(DifferenceKind Kind, int Count, Money Total);

/// <summary>Lines of a plan, of one kind.</summary>
/// <param name="Plan">The plan's name; empty for what is charged once.</param>
/// <param name="Kind">The kind of line.</param>
/// <param name="Count">How many lines.</param>
/// <param name="Subtotal">Before tax.</param>
/// <param name="Tax">Tax.</param>
public sealed record PreviewGroup(string Plan, LineKind Kind, int Count, Money Subtotal, Money Tax);
