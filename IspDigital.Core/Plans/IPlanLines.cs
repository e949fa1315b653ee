using IspDigital.Core.Data;

namespace IspDigital.Core.Plans;

/// <summary>What Plans asks of those who know who is on a plan.</summary>
public interface IPlanLines
{
    /// <summary>How many open accounts are on each plan; plans without any are left out.</summary>
    Task<IReadOnlyDictionary<long, int>> Count(IspDbContext db, CancellationToken cancellation);

    /// <summary>Marks that every line on the plan must be looked at again: its speed or profile changed.</summary>
    Task Mark(UnitOfWork work, long planId, string cause, CancellationToken cancellation);
}
