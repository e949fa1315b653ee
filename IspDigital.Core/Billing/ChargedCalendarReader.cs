using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Reads how invoiced days stand, from the lines of all that was issued and not voided; only for those where something changed inside.</summary>
internal static class ChargedCalendarReader
{
    /// <summary>How the days of each subscriber stand.</summary>
    public static async Task<Dictionary<long, IReadOnlyList<StandingDays>>> Of(IspDbContext db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var lines = await (
            from invoice in db.Invoices.AsNoTracking()
            where EF.Parameter(ids).Contains(invoice.SubscriberId) && invoice.Status != InvoiceStatus.Void
            join line in db.Set<InvoiceLine>().AsNoTracking() on invoice.Id equals line.InvoiceId
            where line.PlanId != null
            select new
            {
                invoice.SubscriberId, line.InvoiceId, line.Position, line.Kind, line.From, line.To, line.PeriodStart, line.DaysInPeriod, PlanId = line.PlanId!.Value, line.Text,
                line.ListPrice, line.DiscountBasisPoints, line.Discount, line.FullPrice, line.TaxMode, line.TaxBasisPoints, invoice.IssueDate,
            }).ToListAsync(cancellation);
        return lines.GroupBy(l => l.SubscriberId).ToDictionary(g => g.Key, g =>
        {
            var service = new ChargedCalendar([]);
            // In the order in which they were issued, put in order here: for the database these rows are wide.
            foreach (var l in g.OrderBy(l => l.InvoiceId).ThenBy(l => l.Position))
            {
                service.Take(l.Kind, new(
                    new(l.From, l.To), new(l.PeriodStart, l.PeriodStart.AddDays(l.DaysInPeriod)), l.PlanId, l.Text,
                    new(l.ListPrice, l.DiscountBasisPoints, l.Discount, l.FullPrice), l.TaxMode, l.TaxBasisPoints, l.IssueDate));
            }
            return service.Standing;
        });
    }
}
