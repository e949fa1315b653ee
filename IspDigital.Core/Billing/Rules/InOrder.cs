namespace IspDigital.Core.Billing.Rules;

/// <summary>What lies along a subscriber's days, in order. What is over by a day is passed by without being looked at, however much it is.</summary>
internal sealed class InOrder<T>
{
    private readonly IReadOnlyList<T> _all;
    private readonly DateOnly[] _overBy;

    /// <summary>Things in order, each over on a day.</summary>
    public InOrder(IReadOnlyList<T> all, Func<T, DateOnly> overOn)
    {
        (_all, _overBy) = (all, new DateOnly[all.Count]);
        var latest = DateOnly.MinValue;
        for (var i = 0; i < all.Count; i++)
        {
            var over = overOn(all[i]);
            latest = over > latest ? over : latest;
            _overBy[i] = latest;
        }
    }

    /// <summary>Everything from the first that is not over on the day.</summary>
    public IEnumerable<T> From(DateOnly day)
    {
        for (var i = _overBy.FirstAfter(over => over, day); i < _all.Count; i++)
        {
            yield return _all[i];
        }
    }
}
