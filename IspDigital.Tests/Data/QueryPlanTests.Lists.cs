using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

/// <content>What each list is asked for.</content>
public sealed partial class QueryPlanTests
{
    // So many of those whom the search looks at are many of them.
    private const int Many = 30;

    private Task Ask(string list) => list switch
    {
        "invoices" or "notices of invoices" or "invoices written off" => Invoices(new()),
        "invoices oldest first" => Invoices(new(), new(Sort: "issued")),
        "invoices paid" => Invoices(new(Status: InvoiceStatus.Paid)),
        "invoices of a month" => Invoices(new(IssuedFrom: new DateOnly(2026, 1, 1), IssuedTo: new DateOnly(2026, 1, 31))),
        "invoices void" => Invoices(new(Status: InvoiceStatus.Void)),
        "invoices open" => Invoices(new(Status: InvoiceStatus.Open)),
        "invoices open newest first" => Invoices(new(Status: InvoiceStatus.Open), new(Sort: "issued", Descending: true)),
        "invoices open of a month" => Invoices(new(Status: InvoiceStatus.Open, IssuedFrom: new DateOnly(2026, 1, 1))),
        "invoices overdue" => Invoices(new(Due: InvoiceDue.Overdue)),
        "invoices beyond grace" => Invoices(new(Due: InvoiceDue.BeyondGrace)),
        "invoices overdue in an area" => Invoices(new(Due: InvoiceDue.Overdue, Area: "Mirpur")),
        "invoices of a run" => Invoices(new(RunId: _run)),
        "invoices of somebody" => Invoices(new(SubscriberId: _payer)),
        "invoices in an area" => Invoices(new(Area: "Mirpur")),
        "invoices of a plan" => Invoices(new(PlanId: _plan)),
        "invoices paid of a plan in an area" => Invoices(new(Status: InvoiceStatus.Paid, PlanId: _plan, Area: "Mirpur")),
        "invoices of a name" => Invoices(new(Text: "rah")),
        "invoices by number" => Invoices(new(Text: "INV-2026-000001")),
        "subscribers" => Subscribers(new()),
        "subscribers by code" => Subscribers(new(), new(Sort: "code")),
        "subscribers by due" or "subscribers by due, without the closed" => Subscribers(new(), new(Sort: "due", Descending: true)),
        "subscribers by oldest" => Subscribers(new(), new(Sort: "oldest")),
        "subscribers overdue" => Subscribers(new() { Dues = DuesFilter.Overdue }),
        "subscribers who owe" => Subscribers(new() { Dues = DuesFilter.Due }),
        "subscribers who owe nothing" => Subscribers(new() { Dues = DuesFilter.Clear }),
        "subscribers of a plan" => Subscribers(new() { PlanId = _plan }),
        "subscribers in an area" => Subscribers(new() { Area = "Mirpur" }),
        "subscribers on a router" => Subscribers(new() { RouterId = 1 }),
        "subscribers of a name" => Subscribers(new() { Search = "rah" }),
        "payments" => Payments(new()),
        "payments oldest first" => Payments(new(), new(Sort: "received")),
        "payments of a month" => Payments(new() { From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31) }),
        "payments by method" => Payments(new() { Method = PaymentMethod.Cash }),
        "payments reversed" => Payments(new() { IsReversed = true }),
        "payments of a name" => Payments(new() { Search = "rah" }),
        "payments by transaction" => Payments(new() { Search = "8CG2AB3XYZ" }),
        "search a name" => Search("rah"),
        "search what many have" => SearchAmongMany("rah"),
        "search an invoice" => Search("INV-2026-000001"),
        "search a transaction" => Search("8CG2AB3XYZ"),
        _ => throw new InvalidOperationException(list),
    };

    private async Task Invoices(InvoiceFilter filter, PageRequest? page = null)
    {
        await using var scope = _portal.As(Role.Owner);
        var listing = await scope.ServiceProvider.GetRequiredService<InvoiceQueries>().ListWithSums(filter, page ?? new(), Cancellation);
        await scope.ServiceProvider.GetRequiredService<InvoicePaymentQueries>().WrittenOff(listing.Page.Rows.Select(r => r.Id), Cancellation);
    }

    private async Task Payments(PaymentFilter filter, PageRequest? page = null)
    {
        await using var scope = _portal.As(Role.Owner);
        await scope.ServiceProvider.GetRequiredService<PaymentQueries>().List(filter, page ?? new(), Cancellation);
    }

    private async Task Subscribers(SubscriberFilter filter, PageRequest? page = null)
    {
        await using var scope = _portal.As(Role.Owner);
        await scope.ServiceProvider.GetRequiredService<SubscriberQueries>().List(filter, page ?? new(), Cancellation);
    }

    private async Task Search(string typed)
    {
        await using var scope = _portal.As(Role.Owner);
        await scope.ServiceProvider.GetRequiredService<SearchQueries>().Find(typed, Cancellation);
    }

    private async Task SearchAmongMany(string typed)
    {
        await using var db = _portal.OpenDb();
        for (var i = await db.Subscribers.CountAsync(Cancellation); i < Many; i++)
        {
            db.Subscribers.Add(new Subscriber($"M-{i}", "Rahim", "8801712345678", _portal.Today, _plan));
        }
        await db.SaveChangesAsync(Cancellation);
        _seen.Commands.Clear();
        await Search(typed);
    }
}
