using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>Lines on routers, what is owed on them, and the deeds of access in few words.</summary>
public static class GivenAccess
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A router that the portal knows.</summary>
    public static Task<long> GivenRouter(this TestPortal portal, string name = "R1", int port = 8728) => portal.Write(async work =>
    {
        var router = new Router(name);
        router.Describe(name, "127.0.0.1", port, useTls: false, thumbprint: null, "admin", isActive: true);
        router.SetPassword(portal.Services.GetRequiredService<RouterCredentials>().Protect("secret"));
        work.Db.Routers.Add(router);
        await work.Save(Cancellation);
        work.Announce(new IspDigital.Core.Live.Change(IspDigital.Core.Live.ChangeKind.Router, router.Id));
        return router.Id;
    });

    /// <summary>Subscribers with lines on a router, all online by decision; PPP names <c>user0001</c>… or those given.</summary>
    public static Task<IReadOnlyList<long>> GivenLines(this TestPortal portal, long routerId, params string[] names) => portal.Write<IReadOnlyList<long>>(async work =>
    {
        var plan = await work.Db.Plans.FirstOrDefaultAsync(p => p.Name == "Home 10", Cancellation);
        if (plan is null)
        {
            plan = new Plan("Home 10", new SpeedProfile(10_000_000, 10_000_000, "plan-10M"), new DateOnly(2025, 1, 1), Money.FromTaka(500));
            work.Db.Plans.Add(plan);
            await work.Save(Cancellation);
        }
        var lines = names.Select(name =>
        {
            var line = new Subscriber($"C-{routerId}-{name}", $"{name} Uddin", "8801712345678", new DateOnly(2025, 1, 1), plan.Id);
            line.Connect(routerId, name);
            return line;
        }).ToList();
        work.Db.Subscribers.AddRange(lines);
        await work.Save(Cancellation);
        lines.ForEach(line => work.MarkAccess(line.Id, "Added"));
        work.Record(AuditAction.SubscriberAdded, nameof(Subscriber), null);
        return [.. lines.Select(line => line.Id)];
    });

    /// <summary>An open invoice with its ledger entry.</summary>
    public static Task Owes(this TestPortal portal, long subscriberId, decimal taka, DateOnly lastDayToPay) => portal.Owes([subscriberId], taka, lastDayToPay);

    /// <summary>An open invoice for each, with its ledger entry.</summary>
    public static Task Owes(this TestPortal portal, IReadOnlyList<long> subscriberIds, decimal taka, DateOnly lastDayToPay) => portal.Write(async work =>
    {
        var start = lastDayToPay.AddDays(-10);
        var next = await work.Db.Invoices.CountAsync(Cancellation);
        foreach (var id in subscriberIds)
        {
            var days = new DateRange(start, start.AddMonths(1));
            var price = Money.FromTaka(taka);
            var invoice = new Invoice($"INV-2026-{++next:000000}", new InvoiceDraft(
                id, InvoiceKind.Adjustment, days, start, start.AddDays(7), lastDayToPay,
                [new LineDraft(LineKind.Recurring, "Home 10", days, days.Days, price, price, 0, Money.Zero)]), null, work.Now);
            work.Db.Invoices.Add(invoice);
            await work.Save(Cancellation);
            LedgerWriter.Post(work, new Posting(id, EntryKind.Charge, start, "Invoice", invoice.Id, $"invoice:{invoice.Id}",
                [new(Account.Receivable, price), new(Account.Revenue, -price)]));
        }
        work.Record(AuditAction.InvoiceIssued, nameof(Invoice), null);
        return true;
    });

    /// <summary>A payment of everything that is owed; access is decided by its mark.</summary>
    public static Task Pays(this TestPortal portal, long subscriberId) => portal.Write(async work =>
    {
        var open = await work.Db.Invoices.Where(i => i.SubscriberId == subscriberId && i.Status == InvoiceStatus.Open).ToListAsync(Cancellation);
        foreach (var invoice in open)
        {
            var rest = invoice.Outstanding;
            invoice.Settle(rest);
            LedgerWriter.Post(work, new Posting(subscriberId, EntryKind.Payment, invoice.DueDate, "Payment", invoice.Id, $"payment:{invoice.Id}",
                [new(Account.Cash, rest), new(Account.Receivable, -rest)]));
        }
        work.Record(AuditAction.PaymentRecorded, "Payment", null, subscriberId);
        return true;
    });

    /// <summary>Runs the access jobs of a minute, in the order of the schedule.</summary>
    public static async Task AccessMinute(this TestPortal portal)
    {
        await portal.Job<SweepAccess, SweepAccessRequest, DecidedAccess>(new SweepAccessRequest());
        await portal.Job<PlanCuts, PlanCutsRequest, int>(new PlanCutsRequest());
        await portal.Job<ReleaseCuts, ReleaseCutsRequest, ReleasedCuts>(new ReleaseCutsRequest());
    }

    /// <summary>Decides who is marked.</summary>
    public static Task<DecidedAccess> Decide(this TestPortal portal) =>
        portal.Job<DecideAccess, DecideAccessRequest, DecidedAccess>(new DecideAccessRequest());

    /// <summary>Runs a use case as a job and expects it to go well.</summary>
    public static async Task<TResult> Job<TUseCase, TRequest, TResult>(this TestPortal portal, TRequest request)
        where TUseCase : UseCase<TRequest, TResult>
    {
        await using var scope = portal.AsJob();
        return (await scope.ServiceProvider.GetRequiredService<TUseCase>().Run(request, Cancellation)).Value;
    }

    /// <summary>Runs a use case as a role.</summary>
    public static async Task<Result<TResult>> As<TUseCase, TRequest, TResult>(this TestPortal portal, TRequest request, Role role = Role.Owner)
        where TUseCase : UseCase<TRequest, TResult>
    {
        await using var scope = portal.As(role);
        return await scope.ServiceProvider.GetRequiredService<TUseCase>().Run(request, Cancellation);
    }

    /// <summary>What the router should hold for a subscriber.</summary>
    public static async Task<DesiredState> DesiredState(this TestPortal portal, long subscriberId)
    {
        await using var db = portal.OpenDb();
        return await db.DesiredStates.AsNoTracking().SingleAsync(d => d.SubscriberId == subscriberId, Cancellation);
    }

    /// <summary>The planned cuts, newest list last.</summary>
    public static async Task<List<PlannedCut>> PlannedCuts(this TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.PlannedCuts.AsNoTracking().OrderBy(c => c.Id).ToListAsync(Cancellation);
    }

    /// <summary>Changes something in one transaction, as a job.</summary>
    public static async Task<T> Write<T>(this TestPortal portal, Func<UnitOfWork, Task<T>> act)
    {
        await using var scope = portal.AsJob("Given");
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();
        return (await store.Write<T>(async work => await act(work), Cancellation)).Value;
    }
}
