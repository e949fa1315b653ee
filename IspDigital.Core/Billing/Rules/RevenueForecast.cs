using IspDigital.Core.Primitives;

namespace IspDigital.Core.Billing.Rules;

/// <summary>What will be invoiced in a month.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Invoices">How many invoices.</param>
/// <param name="Subtotal">Their sum before tax.</param>
/// <param name="Tax">Their tax.</param>
/// <param name="Plans">The same by plan, the largest first; what is charged once stands under no plan.</param>
public sealed record ForecastMonth(DateOnly Month, int Invoices, Money Subtotal, Money Tax, IReadOnlyList<ForecastPlan> Plans)
{
    /// <summary>What subscribers will be asked.</summary>
    public Money Total => Subtotal + Tax;
}

/// <summary>What one plan brings in a month.</summary>
/// <param name="PlanId">The plan; null for what is charged once.</param>
/// <param name="Name">Its name; empty for what is charged once.</param>
/// <param name="Invoices">Invoices with a line of it.</param>
/// <param name="Subtotal">Before tax.</param>
/// <param name="Tax">Tax.</param>
public sealed record ForecastPlan(long? PlanId, string Name, int Invoices, Money Subtotal, Money Tax)
{
    /// <summary>With tax.</summary>
    public Money Total => Subtotal + Tax;
}

/// <summary>
/// Sums drafts by the month of their date and by plan; of the drafts themselves nothing is kept, so that the number of subscribers does
/// not matter. What is late already belongs to the first month, in which it will be issued.
/// </summary>
/// <param name="today">The first month is this day's.</param>
/// <param name="months">How many months, with the first.</param>
public sealed class RevenueForecast(DateOnly today, int months)
{
    private readonly DateOnly _first = new(today.Year, today.Month, 1);
    private readonly Sum[] _sums = [.. Enumerable.Range(0, months).Select(_ => new Sum())];

    /// <summary>The day through which everything is looked at: the last of the last month.</summary>
    public DateOnly Through => _first.AddMonths(months).AddDays(-1);

    /// <summary>Takes in what one subscriber will be asked.</summary>
    public void Add(IReadOnlyList<InvoiceDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            var month = ((draft.IssueDate.Year - _first.Year) * 12) + draft.IssueDate.Month - _first.Month;
            _sums[Math.Max(0, month)].Add(draft);
        }
    }

    /// <summary>The months, in order.</summary>
    public IReadOnlyList<ForecastMonth> Months(BillingPolicy policy) => [.. _sums.Select((sum, i) => sum.Of(_first.AddMonths(i), policy))];

    private sealed class Sum
    {
        private readonly Dictionary<long, Part> _plans = [];
        private readonly List<long> _seen = [];
        private Part _all;

        public void Add(InvoiceDraft draft)
        {
            _all = _all.With(draft.Subtotal, draft.Tax, 1);
            _seen.Clear();
            foreach (var line in draft.Lines)
            {
                var plan = line.PlanId ?? 0;
                _plans[plan] = _plans.GetValueOrDefault(plan).With(line.Net, line.Tax, _seen.Contains(plan) ? 0 : 1);
                _seen.Add(plan);
            }
        }

        public ForecastMonth Of(DateOnly month, BillingPolicy policy) => new(month, _all.Invoices, _all.Net, _all.Tax,
        [
            .. _plans.Select(p => new ForecastPlan(p.Key == 0 ? null : p.Key, policy.Plans.GetValueOrDefault(p.Key)?.Name ?? "", p.Value.Invoices, p.Value.Net, p.Value.Tax))
                .OrderByDescending(p => p.Total).ThenBy(p => p.Name, StringComparer.Ordinal),
        ]);

        private readonly record struct Part(int Invoices, Money Net, Money Tax)
        {
            public Part With(Money net, Money tax, int invoices) => new(Invoices + invoices, Net + net, Tax + tax);
        }
    }
}
