using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Makes the next run look at subscribers whatever their schedule says; what was billed last stays known for the comparison.</summary>
internal static class ScheduleDoubt
{
    /// <summary>A version that no subscriber has.</summary>
    private const int Stale = -1;

    /// <summary>Of one subscriber.</summary>
    public static Task About(UnitOfWork work, long subscriberId, CancellationToken cancellation) => About(work, [subscriberId], cancellation);

    /// <summary>Of many.</summary>
    public static Task About(UnitOfWork work, IReadOnlyCollection<long> subscriberIds, CancellationToken cancellation) => work.Db.BillingSchedules
        .Where(s => EF.Parameter(subscriberIds).Contains(s.SubscriberId))
        .ExecuteUpdateAsync(s => s.SetProperty(row => row.SubscriberVersion, Stale), cancellation);
}
