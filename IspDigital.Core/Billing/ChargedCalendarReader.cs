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
            orderby invoice.SubscriberId, invoice.Id, line.Position
            select new { invoice.SubscriberId, invoice.IssueDate, Line = line }).ToListAsync(cancellation);
        return lines.GroupBy(l => l.SubscriberId).ToDictionary(g => g.Key, g =>
        {
            var service = new ChargedCalendar([]);
            foreach (var row in g)
            {
                service.Take(row.Line.Kind, Charged(row.Line, row.IssueDate));
            }
            return service.Standing;
        });
    }

    private static ChargedDays Charged(InvoiceLine line, DateOnly issueDate) => new(
        new(line.From, line.To), new(line.PeriodStart, line.PeriodStart.AddDays(line.DaysInPeriod)), line.PlanId!.Value, line.Text,
        new(line.ListPrice, line.DiscountBasisPoints, line.Discount, line.FullPrice), line.TaxMode, line.TaxBasisPoints, issueDate);
}
