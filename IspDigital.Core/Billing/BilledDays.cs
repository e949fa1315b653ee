using IspDigital.Core.Data;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Tells Subscribers which days are billed.</summary>
internal sealed class BilledDays : IBilledDays
{
    /// <inheritdoc/>
    public Task<DateOnly?> BilledUntil(UnitOfWork work, long subscriberId, CancellationToken cancellation) => work.Db.Invoices
        .Where(i => i.SubscriberId == subscriberId && i.Kind == InvoiceKind.Recurring && i.Status != InvoiceStatus.Void)
        .MaxAsync(i => (DateOnly?)i.PeriodEnd, cancellation);
}
