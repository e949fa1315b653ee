using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>How a late fee is measured.</summary>
public enum LateFeeKind
{
    /// <summary>None is charged.</summary>
    Off,
    /// <summary>A fixed amount.</summary>
    Fixed,
    /// <summary>Percent of what is unpaid on the invoice.</summary>
    Percent,
}

/// <summary>Whether a late fee comes again while something is unpaid.</summary>
public enum LateFeeRepeat
{
    /// <summary>Once for an invoice.</summary>
    Once,
    /// <summary>Again for each period of the subscriber.</summary>
    EachPeriod,
    /// <summary>Again at an interval that the operator sets for all.</summary>
    Interval,
}

/// <summary>When and how much is charged for paying late.</summary>
/// <param name="Kind">How it is measured.</param>
/// <param name="Fixed">The fixed amount.</param>
/// <param name="BasisPoints">The percent: 200 = 2%.</param>
/// <param name="AfterDays">How many days after the last day to pay; at least 1.</param>
/// <param name="Repeat">Whether it comes again while something is unpaid.</param>
/// <param name="Every">How often, where the operator set an interval.</param>
/// <param name="Cap">All fees for one invoice never come to more; zero for no cap.</param>
/// <param name="From">No fee falls on an earlier day: the day on which late fees were switched on.</param>
/// <param name="Rounding">The operator's rounding.</param>
public sealed record LateFeePolicy(
    LateFeeKind Kind, Money Fixed, int BasisPoints, int AfterDays, LateFeeRepeat Repeat, BillingCycle Every, Money Cap, DateOnly From, Rounding Rounding);

/// <summary>An invoice as far as late fees need it.</summary>
/// <param name="InvoiceId">The invoice.</param>
/// <param name="Number">Its number.</param>
/// <param name="SubscriberId">Who owes it.</param>
/// <param name="LastDayToPay">Its last day to pay.</param>
/// <param name="CreatedOn">The day it was made; later than its date where it was made up for. Nobody can pay before it.</param>
/// <param name="Total">What it asks.</param>
/// <param name="Cycle">The subscriber's billing cycle.</param>
/// <param name="Paid">What settled it, and the day on which each counts.</param>
/// <param name="Fees">The fees that there were; one that was taken back with nothing.</param>
public sealed record LateInvoice(
    long InvoiceId, string Number, long SubscriberId, DateOnly LastDayToPay, DateOnly CreatedOn, Money Total, BillingCycle Cycle,
    IReadOnlyList<PaidShare> Paid, IReadOnlyList<ChargedFee> Fees);

/// <summary>What settled part of an invoice; below zero where that was taken back.</summary>
/// <param name="On">The day on which it counts.</param>
/// <param name="Amount">How much.</param>
public readonly record struct PaidShare(DateOnly On, Money Amount);

/// <summary>A fee that there was.</summary>
/// <param name="Ordinal">Which, from 1.</param>
/// <param name="Amount">How much.</param>
public readonly record struct ChargedFee(int Ordinal, Money Amount);

/// <summary>A fee that is due.</summary>
/// <param name="Ordinal">Which fee for the invoice, from 1.</param>
/// <param name="On">Its day.</param>
/// <param name="Amount">How much.</param>
/// <param name="Unpaid">What was unpaid when that day began.</param>
public readonly record struct LateFee(int Ordinal, DateOnly On, Money Amount, Money Unpaid);

/// <summary>
/// Fees for paying late. Each fee has a day of its own, and what was unpaid when that day began decides it: the same fees come out however
/// late they are looked for. Nothing is charged on the day an invoice is made, nor for days before late fees were switched on.
/// </summary>
public static class LateFees
{
    /// <summary>The fees of an invoice through a day that there were not, oldest first.</summary>
    public static IReadOnlyList<LateFee> Due(LateInvoice invoice, LateFeePolicy policy, DateOnly today)
    {
        List<LateFee> due = [];
        if (policy.Kind == LateFeeKind.Off)
        {
            return due;
        }
        var charged = invoice.Fees.Sum(f => f.Amount);
        foreach (var (ordinal, day) in Days(invoice, policy, today))
        {
            var unpaid = invoice.Total - invoice.Paid.Where(p => p.On < day).Sum(p => p.Amount);
            if (day < policy.From || !unpaid.IsPositive || invoice.Fees.Any(f => f.Ordinal == ordinal))
            {
                continue;
            }
            var fee = policy.Kind == LateFeeKind.Fixed ? policy.Fixed : policy.Rounding.Share(unpaid, policy.BasisPoints, 10_000);
            fee = policy.Cap.IsPositive ? Money.Min(fee, policy.Cap - charged) : fee;
            if (fee.IsPositive)
            {
                due.Add(new(ordinal, day, fee, unpaid));
                charged += fee;
            }
        }
        return due;
    }

    private static IEnumerable<(int Ordinal, DateOnly Day)> Days(LateInvoice invoice, LateFeePolicy policy, DateOnly today)
    {
        var since = invoice.CreatedOn > invoice.LastDayToPay ? invoice.CreatedOn : invoice.LastDayToPay;
        var first = since.AddDays(Math.Max(policy.AfterDays, 1));
        var every = policy.Repeat == LateFeeRepeat.EachPeriod ? invoice.Cycle : policy.Every;
        var day = first;
        for (var ordinal = 1; day <= today; ordinal++)
        {
            yield return (ordinal, day);
            if (policy.Repeat == LateFeeRepeat.Once || every.Count < 1)
            {
                yield break;
            }
            day = every.StartOf(first, ordinal);
        }
    }
}
