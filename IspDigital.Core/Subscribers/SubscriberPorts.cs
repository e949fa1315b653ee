using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>What Subscribers asks of those who keep money: a balance brought from an older system.</summary>
public interface IOpeningBalances
{
    /// <summary>Brings a balance into the books: above zero the subscriber owes it, below zero it is an advance.</summary>
    Task Bring(UnitOfWork work, long subscriberId, Money owed, CancellationToken cancellation);

    /// <summary>The same for many saved subscribers at once.</summary>
    Task Bring(UnitOfWork work, IReadOnlyList<(long SubscriberId, Money Owed)> balances, CancellationToken cancellation);
}

/// <summary>What Subscribers asks of those who bill, before somebody is added: what the next run would make of them.</summary>
public interface IBillingOutlook
{
    /// <summary>The operator's terms, over which plan and subscriber lay theirs.</summary>
    Task<BillingTerms> OperatorTerms(IspDbContext db, CancellationToken cancellation);

    /// <summary>What a run on that day would bill each of these subscribers, who need not be saved.</summary>
    Task<IReadOnlyList<BilledAtOnce>> Of(IspDbContext db, IReadOnlyList<Subscriber> subscribers, DateOnly today, CancellationToken cancellation);
}

/// <summary>What a run would bill one subscriber.</summary>
/// <param name="Invoices">How many invoices.</param>
/// <param name="Total">What they would ask.</param>
/// <param name="From">First day that they would be for, or null.</param>
/// <param name="Until">The day after the last, or null.</param>
/// <param name="Problem">Why they cannot be billed, or null.</param>
public sealed record BilledAtOnce(int Invoices, Money Total, DateOnly? From, DateOnly? Until, Error? Problem = null);

/// <summary>What Subscribers asks of those who bill: which days a change can no longer touch.</summary>
public interface IBilledDays
{
    /// <summary>The first day that no recurring invoice covers; null where nothing was billed.</summary>
    Task<DateOnly?> BilledUntil(UnitOfWork work, long subscriberId, CancellationToken cancellation);
}
