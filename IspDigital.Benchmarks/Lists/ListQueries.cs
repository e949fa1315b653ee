using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Lists;

/// <summary>What was shown: which rows, of which table.</summary>
/// <param name="Table">The table of the rows.</param>
/// <param name="Ids">Their ids.</param>
internal sealed record Shown(string Table, IReadOnlyList<long> Ids);

/// <summary>One kind of page: asked with other words, filters and page numbers each time.</summary>
/// <param name="Name">What is printed.</param>
/// <param name="Ask">Asks it through the product's own query, as the screen does.</param>
internal sealed record ListQuery(string Name, Func<IServiceProvider, Random, Task<Shown>> Ask);

/// <summary>Every kind of page that the lists and the search box show.</summary>
internal static class ListQueries
{
    /// <summary>The pages that people turn to.</summary>
    private const int PagesNear = 20;

    private const int PageDeep = 2_000;

    public static IReadOnlyList<ListQuery> Of(ListFacts facts) => [.. Invoices(facts), .. Payments(facts), .. Subscribers(facts), .. Searches(facts)];

    private static IEnumerable<ListQuery> Invoices(ListFacts facts)
    {
        var pages = (facts.Invoices + PageRequest.SizeDefault - 1) / PageRequest.SizeDefault;
        yield return Of("invoices.first", _ => new(), _ => new());
        yield return Of("invoices.near", _ => new(), Near);
        yield return Of("invoices.page2000", _ => new(), _ => new(Math.Min(PageDeep, pages)));
        yield return Of("invoices.last", _ => new(), _ => new(pages));
        yield return Of("invoices.anywhere", _ => new(), r => new(1 + r.Next(pages)));
        yield return Of("invoices.oldest-first", _ => new(), r => Near(r) with { Sort = "issued" });
        yield return Of("invoices.open", _ => new(Status: InvoiceStatus.Open), Near);
        yield return Of("invoices.open.newest-first", _ => new(Status: InvoiceStatus.Open), r => Near(r) with { Sort = "issued", Descending = true });
        yield return Of("invoices.paid", _ => new(Status: InvoiceStatus.Paid), Near);
        yield return Of("invoices.void", _ => new(Status: InvoiceStatus.Void), Near);
        yield return Of("invoices.overdue", _ => new(Due: InvoiceDue.Overdue), Near);
        yield return Of("invoices.overdue.page1000", _ => new(Due: InvoiceDue.Overdue), _ => new(1_000));
        yield return Of("invoices.beyond-grace", _ => new(Due: InvoiceDue.BeyondGrace), Near);
        yield return Of("invoices.due-in-7-days", _ => new(Due: InvoiceDue.Within7Days), Near);
        yield return Of("invoices.month", r => facts.Month(r), Near);
        yield return Of("invoices.month.open", r => facts.Month(r) with { Status = InvoiceStatus.Open }, Near);
        yield return Of("invoices.run", r => new(RunId: ListFacts.Any(facts.Runs, r)), Near);
        yield return Of("invoices.area", r => new(Area: ListFacts.Any(facts.Areas, r)), Near);
        yield return Of("invoices.area.page200", r => new(Area: ListFacts.Any(facts.Areas, r)), _ => new(200));
        yield return Of("invoices.plan", r => new(PlanId: ListFacts.Any(facts.Plans, r)), Near);
        yield return Of("invoices.overdue+area", r => new(Due: InvoiceDue.Overdue, Area: ListFacts.Any(facts.Areas, r)), Near);
        yield return Of("invoices.overdue+plan", r => new(Due: InvoiceDue.Overdue, PlanId: ListFacts.Any(facts.Plans, r)), Near);
        yield return Of("invoices.paid+area+plan", r => new(Status: InvoiceStatus.Paid, Area: ListFacts.Any(facts.Areas, r), PlanId: ListFacts.Any(facts.Plans, r)), _ => new());
        yield return Of("invoices.subscriber", r => new(SubscriberId: ListFacts.Any(facts.People, r).Id), _ => new());
        yield return Of("invoices.text.name", r => new(Text: ListFacts.Any(facts.People, r).Name.Split(' ')[1]), _ => new());
        yield return Of("invoices.text.code", r => new(Text: ListFacts.Any(facts.People, r).Code), _ => new());
        yield return Of("invoices.text.number", r => new(Text: ListFacts.Any(facts.Numbers, r)), _ => new());

        static ListQuery Of(string name, Func<Random, InvoiceFilter> filter, Func<Random, PageRequest> page) => new(name, async (services, random) =>
        {
            var listing = await services.GetRequiredService<InvoiceQueries>().ListWithSums(filter(random), page(random));
            IReadOnlyList<long> ids = [.. listing.Page.Rows.Select(r => r.Id)];
            await services.GetRequiredService<InvoicePaymentQueries>().WrittenOff(ids);
            return new("Invoices", ids);
        });
    }

    private static IEnumerable<ListQuery> Payments(ListFacts facts)
    {
        yield return Of("payments.first", _ => new(), _ => new());
        yield return Of("payments.near", _ => new(), Near);
        yield return Of("payments.page600", _ => new(), _ => new(600));
        yield return Of("payments.oldest-first", _ => new(), r => Near(r) with { Sort = "received" });
        yield return Of("payments.month", r => facts.Month(r) is var month ? new() { From = month.IssuedFrom, To = month.IssuedTo } : new(), Near);
        yield return Of("payments.method", r => new() { Method = r.Next(2) == 0 ? PaymentMethod.Cash : PaymentMethod.BKash }, Near);
        yield return Of("payments.standing", _ => new() { IsReversed = false }, Near);
        yield return Of("payments.reversed", _ => new() { IsReversed = true }, _ => new());
        yield return Of("payments.subscriber", r => new() { SubscriberId = ListFacts.Any(facts.People, r).Id }, _ => new());
        yield return Of("payments.text.code", r => new() { Search = ListFacts.Any(facts.People, r).Code }, _ => new());
        yield return Of("payments.text.transaction", r => new() { Search = ListFacts.Any(facts.Transactions, r) }, _ => new());

        static ListQuery Of(string name, Func<Random, PaymentFilter> filter, Func<Random, PageRequest> page) => new(name, async (services, random) =>
        {
            var shown = await services.GetRequiredService<PaymentQueries>().List(filter(random), page(random));
            return new("Payments", [.. shown.Rows.Select(r => r.Id)]);
        });
    }

    private static IEnumerable<ListQuery> Subscribers(ListFacts facts)
    {
        var pages = facts.OpenAccounts / PageRequest.SizeDefault;
        yield return Of("subscribers.first", _ => new(), _ => new());
        yield return Of("subscribers.near", _ => new(), Near);
        yield return Of("subscribers.last", _ => new(), _ => new(pages));
        yield return Of("subscribers.anywhere", _ => new(), r => new(1 + r.Next(pages)));
        yield return Of("subscribers.by-code", _ => new(), r => Near(r) with { Sort = "code" });
        yield return Of("subscribers.by-code.anywhere", _ => new(), r => new(1 + r.Next(pages), Sort: "code"));
        yield return Of("subscribers.by-due", _ => new(), r => Near(r) with { Sort = "due", Descending = true });
        yield return Of("subscribers.by-oldest", _ => new(), r => Near(r) with { Sort = "oldest" });
        yield return Of("subscribers.due", _ => new() { Dues = DuesFilter.Due }, Near);
        yield return Of("subscribers.overdue", _ => new() { Dues = DuesFilter.Overdue }, Near);
        yield return Of("subscribers.overdue.by-due", _ => new() { Dues = DuesFilter.Overdue }, r => Near(r) with { Sort = "due", Descending = true });
        yield return Of("subscribers.clear", _ => new() { Dues = DuesFilter.Clear }, Near);
        yield return Of("subscribers.plan", r => new() { PlanId = ListFacts.Any(facts.Plans, r) }, Near);
        yield return Of("subscribers.area", r => new() { Area = ListFacts.Any(facts.Areas, r) }, Near);
        yield return Of("subscribers.router", r => new() { RouterId = ListFacts.Any(facts.Routers, r) }, Near);
        yield return Of("subscribers.area+overdue", r => new() { Area = ListFacts.Any(facts.Areas, r), Dues = DuesFilter.Overdue }, Near);
        yield return Of("subscribers.area.by-due", r => new() { Area = ListFacts.Any(facts.Areas, r) }, r => new(Sort: "due", Descending: true));
        yield return Of("subscribers.paused", _ => new() { State = AccountState.Paused }, Near);
        yield return Of("subscribers.closed", _ => new() { State = AccountState.Closed }, Near);
        yield return Of("subscribers.cut", _ => new() { IsCut = true }, Near);
        yield return Of("subscribers.text.name", r => new() { Search = ListFacts.Any(facts.People, r).Name.Split(' ')[1] }, _ => new());
        yield return Of("subscribers.text.whole-name", r => new() { Search = ListFacts.Any(facts.People, r).Name }, _ => new());
        yield return Of("subscribers.text.phone", r => new() { Search = "0" + ListFacts.Any(facts.People, r).Phone[3..] }, _ => new());
        yield return Of("subscribers.text.phone-part", r => new() { Search = ListFacts.Any(facts.People, r).Phone[^6..] }, _ => new());
        yield return Of("subscribers.text.code", r => new() { Search = ListFacts.Any(facts.People, r).Code }, _ => new());
        yield return Of("subscribers.text.nobody", r => new() { Search = "zq" + r.Next(1_000) }, _ => new());

        static ListQuery Of(string name, Func<Random, SubscriberFilter> filter, Func<Random, PageRequest> page) => new(name, async (services, random) =>
        {
            var shown = await services.GetRequiredService<SubscriberQueries>().List(filter(random), page(random));
            return new("Subscribers", [.. shown.Rows.Select(r => r.Id)]);
        });
    }

    private static IEnumerable<ListQuery> Searches(ListFacts facts)
    {
        yield return Of("search.name", r => ListFacts.Any(facts.People, r).Name.Split(' ')[1]);
        yield return Of("search.name-part", r => ListFacts.Any(facts.People, r).Name.Split(' ')[2][..3]);
        yield return Of("search.two-signs", r => ListFacts.Any(facts.People, r).Name.Split(' ')[1][..2]);
        yield return Of("search.whole-name", r => ListFacts.Any(facts.People, r).Name);
        yield return Of("search.code", r => ListFacts.Any(facts.People, r).Code);
        yield return Of("search.phone", r => "0" + ListFacts.Any(facts.People, r).Phone[3..]);
        yield return Of("search.ppp", r => ListFacts.Any(facts.People, r).PppName ?? "user");
        yield return Of("search.invoice", r => ListFacts.Any(facts.Numbers, r));
        yield return Of("search.transaction", r => ListFacts.Any(facts.Transactions, r));
        yield return Of("search.nothing", r => "zq" + r.Next(1_000));

        static ListQuery Of(string name, Func<Random, string> typed) => new(name, async (services, random) =>
        {
            var hits = await services.GetRequiredService<SearchQueries>().Find(typed(random));
            return new("Subscribers", [.. hits.Select(h => h.SubscriberId)]);
        });
    }

    private static PageRequest Near(Random random) => new(1 + random.Next(PagesNear));
}
