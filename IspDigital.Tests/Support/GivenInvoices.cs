using IspDigital.Core.Billing;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Operations;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>Invoices on a whole web host, made by the product's own use cases.</summary>
public static class GivenInvoices
{
    /// <summary>One subscriber with one invoice of 525.00, 25.00 of it VAT; the invoice's id is the subscriber's number.</summary>
    public static async Task HasInvoice(this PortalHost host, string name = "Rahim Uddin", string language = "bn")
    {
        var number = await host.AsOwner(async services =>
        {
            var today = (await services.GetRequiredService<BusinessClock>().Now(Cancellation)).Today;
            var plans = await services.GetRequiredService<PlanQueries>().Choices(cancellation: Cancellation);
            var plan = plans.Count > 0 ? plans[0].Id : await AddPlan(services);
            var added = await services.GetRequiredService<AddSubscriber>().Run(new AddSubscriberRequest
            {
                Name = name, Phone = "01712345678", Language = language, PlanId = plan, ActivatedOn = today, District = "Dhaka", Thana = "Mirpur", Line = "House 12",
            }, Cancellation);
            return added.Value.SubscriberId;
        });
        await host.AsOwner(services => services.GetRequiredService<IssueInvoices>().Run(new(Approve: true), Cancellation));
        Assert.NotNull(await host.AsOwner(services => services.GetRequiredService<InvoicePaperQueries>().One(number, Cancellation)));
    }

    /// <summary>The token of an invoice's link, as staff get it.</summary>
    public static async Task<string> LinkOf(this PortalHost host, long invoice) =>
        (await host.As(1, Role.Support, services => services.GetRequiredService<InvoicePaperQueries>().TokenOf(invoice, Cancellation)))!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<long> AddPlan(IServiceProvider services)
    {
        var tax = await services.GetRequiredService<AddTax>().Run(AddTaxRequest.StandardVat, Cancellation);
        var plan = await services.GetRequiredService<AddPlan>().Run(
            new AddPlanRequest { Name = "Home 10 Mbps", DownloadMbps = 10, UploadMbps = 10, Price = Money.FromTaka(500), RouterProfile = "plan-10M", TaxId = tax.Value }, Cancellation);
        return plan.Value;
    }
}
