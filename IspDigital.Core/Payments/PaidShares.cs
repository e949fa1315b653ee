using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>Tells Billing what settled invoices, and when.</summary>
internal sealed class PaidShares : IPaidShares
{
    /// <inheritdoc/>
    public async Task<ILookup<long, PaidShare>> Of(IspDbContext db, IReadOnlyCollection<long> invoiceIds, CancellationToken cancellation)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone);
        var shares = await (
            from allocation in db.PaymentAllocations.AsNoTracking()
            where allocation.InvoiceId != null && EF.Parameter(invoiceIds).Contains(allocation.InvoiceId!.Value)
            join payment in db.Payments on allocation.PaymentId equals payment.Id
            select new { InvoiceId = allocation.InvoiceId!.Value, allocation.Amount, allocation.At, payment.ReceivedOn, payment.RecordedAt }).ToListAsync(cancellation);
        return shares.ToLookup(s => s.InvoiceId, s => new PaidShare(
            s.At == s.RecordedAt ? s.ReceivedOn : new BusinessDay(s.At, zone).Today, s.Amount));
    }

    /// <inheritdoc/>
    public IQueryable<long> PaidLateSince(IspDbContext db, DateOnly day) =>
        from payment in db.Payments
        where payment.ReceivedOn >= day
        join allocation in db.PaymentAllocations on payment.Id equals allocation.PaymentId
        join invoice in db.Invoices on allocation.InvoiceId equals (long?)invoice.Id
        where payment.ReceivedOn > invoice.LastDayToPay
        select invoice.Id;
}
