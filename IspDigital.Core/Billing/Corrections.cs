using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What sets documents other than a period's invoice apart.</summary>
internal static class Corrections
{
    /// <summary>Gives each its sequence among those of the same subscriber, date and first day, so that the unique index can tell a repeated deed.</summary>
    public static async Task Tell(UnitOfWork work, IReadOnlyList<Invoice> documents, CancellationToken cancellation)
    {
        foreach (var alike in documents.GroupBy(d => (d.SubscriberId, d.IssueDate, d.PeriodStart)))
        {
            var next = await work.Db.Invoices.CountAsync(
                i => i.SubscriberId == alike.Key.SubscriberId && i.IssueDate == alike.Key.IssueDate && i.PeriodStart == alike.Key.PeriodStart
                    && i.Kind != InvoiceKind.Recurring, cancellation);
            foreach (var document in alike)
            {
                document.Sequence = next++;
            }
        }
    }
}
