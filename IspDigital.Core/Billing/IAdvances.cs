using IspDigital.Core.Data;

namespace IspDigital.Core.Billing;

/// <summary>Money that was received before it was owed. Payments implements it; Billing knows no more of payments than this.</summary>
public interface IAdvances
{
    /// <summary>
    /// Lets the advances of these subscribers pay their open invoices, oldest due first, in the transaction that issued them.
    /// Writes allocations, ledger entries and audit entries; saved with the unit of work.
    /// </summary>
    Task Apply(UnitOfWork work, IReadOnlyCollection<long> subscriberIds, CancellationToken cancellation);

    /// <summary>
    /// Takes back what payments settled of an invoice that is being voided: the money becomes an advance again.
    /// Afterwards nothing of the invoice is paid.
    /// </summary>
    Task Release(UnitOfWork work, Invoice invoice, string reason, CancellationToken cancellation);
}
