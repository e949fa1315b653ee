using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;

namespace IspDigital.Web.Demo;

/// <summary>
/// Subscribers of a demo who pay as people do: most before the due date, some in the grace days, a few only when the line is
/// off, and now and then one not at all. Who does what is decided by the invoice's number, so a demo can be told again.
/// </summary>
internal sealed class DemoPayers(IServiceScopeFactory scopes, IIdGenerator ids)
{
    private static readonly PaymentMethod[] s_methods =
    [
        PaymentMethod.Cash, PaymentMethod.BKash, PaymentMethod.Cash, PaymentMethod.BKash, PaymentMethod.Nagad,
        PaymentMethod.BKash, PaymentMethod.Cash, PaymentMethod.Bank, PaymentMethod.BKash, PaymentMethod.Cash,
    ];

    /// <summary>Records the payments of the day.</summary>
    /// <returns>How many paid.</returns>
    public async Task<int> Pay(DateOnly today, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ActAsDemo();
        var record = scope.ServiceProvider.GetRequiredService<RecordPayment>();
        var open = await Open(scope.ServiceProvider.GetRequiredService<InvoiceQueries>(), cancellation);
        var paid = 0;
        foreach (var invoice in open.Where(i => PayDay(i) is { } day && day <= today))
        {
            var method = s_methods[invoice.Id % s_methods.Length];
            var reference = method == PaymentMethod.Cash ? null : ids.Next().ToString("N")[^10..].ToUpperInvariant();
            var result = await record.Run(
                new RecordPaymentRequest(
                    ids.Next(), invoice.SubscriberId, invoice.Total - invoice.Paid, method, today, reference,
                    method == PaymentMethod.Bank ? "Islami Bank" : null), cancellation);
            paid += result.IsOk ? 1 : throw new InvalidOperationException($"A demo payment failed: {result.Error}");
        }
        return paid;
    }

    private static async Task<List<InvoiceRow>> Open(InvoiceQueries queries, CancellationToken cancellation)
    {
        List<InvoiceRow> open = [];
        for (var page = 1; ; page++)
        {
            var rows = await queries.List(new InvoiceFilter(Status: InvoiceStatus.Open), new PageRequest(page, PageRequest.SizeMax), cancellation);
            open.AddRange(rows.Rows);
            if (open.Count >= rows.Total || rows.Rows.Count == 0)
            {
                return open;
            }
        }
    }

    /// <summary>The day this invoice will be paid; null for never (of itself: a person at the screen may take the payment).</summary>
    private static DateOnly? PayDay(InvoiceRow invoice)
    {
        var luck = (int)(invoice.Id * 7919 % 100);
        return luck switch
        {
            < 66 => invoice.IssueDate.AddDays(luck % Math.Max(1, invoice.DueDate.DayNumber - invoice.IssueDate.DayNumber)),
            < 84 => invoice.DueDate.AddDays(luck % 3),
            < 94 => invoice.LastDayToPay.AddDays(2 + (luck % 4)),
            < 97 => invoice.LastDayToPay.AddDays(20),
            _ => null,
        };
    }
}
