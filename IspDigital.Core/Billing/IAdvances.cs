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

    /// <summary>
    /// Makes what a credit note gives back an advance of its subscriber; the books are the caller's. <see cref="Apply"/> then lets it pay
    /// the invoice that it corrects, and what else is open.
    /// </summary>
    void Credit(UnitOfWork work, Invoice creditNote, Guid? commandId = null);

    /// <summary>The credit note that was credited under a command, or null.</summary>
    Task<long?> CreditNoteOf(UnitOfWork work, Guid commandId, CancellationToken cancellation);

    /// <summary>Takes back the advance of a credit note that is being voided: what it paid is open again.</summary>
    /// <returns>False where some of it was paid out as a refund: nothing was done.</returns>
    Task<bool> Uncredit(UnitOfWork work, Invoice creditNote, string reason, CancellationToken cancellation);
}
