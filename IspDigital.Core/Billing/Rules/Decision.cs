namespace IspDigital.Core.Billing.Rules;

/// <summary>A day on which something was decided about days of service.</summary>
/// <param name="On">That day; <see cref="DateOnly.MinValue"/> for what was always known.</param>
/// <param name="From">No day before this one is touched by it.</param>
internal readonly record struct Decision(DateOnly On, DateOnly From)
{
    /// <summary>Everything that was decided about plans and pauses.</summary>
    public static IEnumerable<Decision> OfService(BillingFacts facts) => facts.Plans.Select(p => new Decision(p.KnownOn, p.From)).Concat(Of(facts.Pauses));

    /// <summary>Everything that was decided about days off: that they begin, and when they end.</summary>
    public static IEnumerable<Decision> Of(IEnumerable<DaysOff> off) =>
        off.SelectMany(o => o.Ends, (o, end) => new Decision(end.KnownOn, o.Start));
}
