using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing;

/// <summary>
/// Compares a run with the last one, like with like: for subscribers billed before, what it would invoice against the same days at
/// what they were asked last. So neither a small day among large ones nor a month made up for looks strange, but a price ten times
/// too high, or none, does.
/// </summary>
internal sealed class RunComparison(BillingSettings settings, DateOnly through)
{
    private decimal _last;
    private int _compared;
    private bool _isLate;

    /// <summary>What the run would invoice to those billed before.</summary>
    public Money Expected { get; private set; }

    /// <summary>What they would be asked for the same days at their last invoice's rate.</summary>
    public Money Last => Rounding.ToPoisha.Round(_last);

    /// <summary>Why the run must be approved first, or null.</summary>
    public HoldReason? Hold =>
        _compared >= settings.ApprovalSubscribersMin && IsFar(Expected, _last) ? HoldReason.TotalFarFromLast
        : _isLate ? HoldReason.LongGap
        : null;

    /// <summary>Whether what a person read of a run that waits is not what it would invoice now.</summary>
    public bool IsFarFrom(Money read) => IsFar(Expected, read.Minor);

    /// <summary>Takes one subscriber in.</summary>
    public void Add(DueSubscriber subscriber, Calculated calculated)
    {
        if (Of(subscriber, calculated) is not { } compared)
        {
            return;
        }
        _compared++;
        Expected += compared.Expected;
        _last += compared.Last;
        _isLate |= calculated.Drafts.First(d => d.Kind == InvoiceKind.Recurring).IssueDate < through.AddDays(-settings.ApprovalGapDays);
    }

    private bool IsFar(Money total, decimal from) => Math.Abs(total.Minor - from) * 100 > from * settings.ApprovalPercent;

    /// <summary>What one subscriber adds, in poisha for the last; null where there is nothing to compare.</summary>
    public static (Money Expected, decimal Last)? Of(DueSubscriber subscriber, Calculated calculated)
    {
        var recurring = calculated.Drafts.Where(d => d.Kind == InvoiceKind.Recurring).ToList();
        return subscriber.LastDays == 0 || recurring.Count == 0 ? null
            : (recurring.Sum(d => d.Total), (decimal)subscriber.LastTotalMinor * recurring.Sum(d => d.Period.Days) / subscriber.LastDays);
    }
}
