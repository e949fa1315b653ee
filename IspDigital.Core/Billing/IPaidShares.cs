using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;

namespace IspDigital.Core.Billing;

/// <summary>What settled invoices, and when. Payments implements it.</summary>
public interface IPaidShares
{
    /// <summary>
    /// What settled each of the invoices, by invoice. Money counts on the day it was received; an advance on the day it was applied; what was
    /// taken back on the day of that.
    /// </summary>
    Task<ILookup<long, PaidShare>> Of(IspDbContext db, IReadOnlyCollection<long> invoiceIds, CancellationToken cancellation);

    /// <summary>Invoices that money of that day or later paid after their last day to pay; to be composed.</summary>
    IQueryable<long> PaidLateSince(IspDbContext db, DateOnly day);
}
