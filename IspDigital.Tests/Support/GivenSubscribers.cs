using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>Puts subscribers, plans and invoices in place as facts, for tests whose subject is something else.</summary>
public static class GivenSubscribers
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A plan, sold since 2025.</summary>
    public static async Task<long> GivenPlan(this TestPortal portal, string name = "Home 10", decimal taka = 500m)
    {
        await using var db = portal.OpenDb();
        var plan = new Plan(name, new SpeedProfile(10_000_000, 10_000_000, "plan-10M"), new DateOnly(2025, 1, 1), Money.FromTaka(taka));
        db.Plans.Add(plan);
        await db.SaveChangesAsync(Cancellation);
        return plan.Id;
    }

    /// <summary>A subscriber on a plan, active since the first of 2026.</summary>
    public static async Task<long> GivenSubscriber(this TestPortal portal, long planId, string code = "C-1", Action<Subscriber>? and = null)
    {
        await using var db = portal.OpenDb();
        var subscriber = new Subscriber(code, "রহিম উদ্দিন", "8801712345678", new DateOnly(2026, 1, 1), planId);
        and?.Invoke(subscriber);
        db.Subscribers.Add(subscriber);
        await db.SaveChangesAsync(Cancellation);
        return subscriber.Id;
    }

    /// <summary>An issued invoice in the books; due as given, grace of three days.</summary>
    public static async Task<long> GivenInvoice(this TestPortal portal, long subscriberId, decimal taka, DateOnly due, string? number = null)
    {
        await using var scope = portal.AsJob();
        var written = await scope.ServiceProvider.GetRequiredService<IspStore>().Write<long>(async work =>
        {
            var price = Money.FromTaka(taka);
            var period = new DateRange(due, due.AddMonths(1));
            var invoice = new Invoice(
                number ?? $"INV-{due:yyyy}-{subscriberId:000}{due.DayOfYear:000}",
                new InvoiceDraft(subscriberId, InvoiceKind.Recurring, period, due.AddDays(-7), due, due.AddDays(3),
                    [new LineDraft(LineKind.Recurring, "Home 10", period, period.Days, price, price, 0, Money.Zero)]),
                runId: null, work.Now);
            work.Db.Invoices.Add(invoice);
            await work.Save(Cancellation);
            LedgerWriter.Post(work, new Posting(subscriberId, EntryKind.Charge, invoice.IssueDate, nameof(Invoice), invoice.Id, $"invoice:{invoice.Id}",
                [new(Account.Receivable, price), new(Account.Revenue, -price)]));
            work.Record(AuditAction.InvoiceIssued, nameof(Invoice), invoice.Id, subscriberId);
            return invoice.Id;
        }, Cancellation);
        return written.Value;
    }
}
