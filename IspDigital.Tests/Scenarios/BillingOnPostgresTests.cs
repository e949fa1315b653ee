using IspDigital.Core.Billing;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Scenarios;

/// <summary>The run on PostgreSQL: the bulk path by COPY, row locks, and two processes at once.</summary>
[Trait("On", "Postgres")]
public sealed class BillingOnPostgresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BillingRun_OnPostgres_IssuesTheSameAsOnSqlite()
    {
        await using var postgres = await TestPortal.StartPostgres();
        await using var sqlite = TestPortal.Start();

        var onPostgres = await Quarter(postgres);
        var onSqlite = await Quarter(sqlite);

        Assert.Equal(onSqlite, onPostgres);
        Assert.Equal(27, onPostgres.Count);
        await Invariants.Hold(postgres);
    }

    [Fact]
    public async Task BillingRun_StartedByFourAtOnceOnPostgres_HasOneWinner()
    {
        await using var portal = await TestPortal.StartPostgres();
        var plan = await portal.HasPlan();
        for (var i = 0; i < 20; i++)
        {
            await portal.HasSubscriber(plan, portal.Today);
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var scope = portal.AsJob();
            return (await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(), Cancellation)).Value.Outcome;
        }, Cancellation)));

        Assert.Single(outcomes, IssueOutcome.Completed);
        Assert.Equal(20, (await portal.Invoices()).Count);
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task VoidInvoice_OnPostgres_IsReissued()
    {
        await using var portal = await TestPortal.StartPostgres();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        await portal.IssuesInvoices();

        var voided = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest((await portal.Invoices())[0].Id, "wrong"));
        await portal.IssuesInvoices();

        Assert.True(voided.IsOk);
        Assert.Equal([InvoiceStatus.Void, InvoiceStatus.Open], (await portal.Invoices()).Select(i => i.Status));
        await using var scope = portal.AsJob();
        Assert.Equal(2, (await scope.ServiceProvider.GetRequiredService<InvoiceQueries>().List(new(), new(), Cancellation)).Total);
        await Invariants.Hold(portal);
    }

    private static async Task<List<string>> Quarter(TestPortal portal)
    {
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        for (var i = 0; i < 9; i++)
        {
            await portal.HasSubscriber(plan, new DateOnly(2026, 1, 23 + i), with: s => s.Pause(new(2026, 2, 10), new DateOnly(2026, 2, 15), new(2026, 1, 20)));
        }
        foreach (var day in new[] { new DateOnly(2026, 1, 31), new DateOnly(2026, 3, 1) })
        {
            portal.GoTo(day);
            await portal.IssuesInvoices();
        }
        await using var db = portal.OpenDb();
        return [.. (await db.Invoices.AsNoTracking().Include(i => i.Lines).OrderBy(i => i.Number).ToListAsync(Cancellation))
            .Select(i => $"{i.Number} {i.SubscriberId} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.Total} {i.Lines.Count}")];
    }
}
