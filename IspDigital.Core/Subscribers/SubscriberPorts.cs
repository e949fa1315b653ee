using IspDigital.Core.Data;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>What Subscribers asks of those who keep money: a balance brought from an older system.</summary>
public interface IOpeningBalances
{
    /// <summary>Brings a balance into the books: above zero the subscriber owes it, below zero it is an advance.</summary>
    Task Bring(UnitOfWork work, long subscriberId, Money owed, CancellationToken cancellation);
}

/// <summary>What Subscribers asks of those who bill: which days a change can no longer touch.</summary>
public interface IBilledDays
{
    /// <summary>The first day that no recurring invoice covers; null where nothing was billed.</summary>
    Task<DateOnly?> BilledUntil(UnitOfWork work, long subscriberId, CancellationToken cancellation);
}
