using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

public sealed class CorrectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task VoidInvoice_ToReissue_IsIssuedAnewWithTheNextNumber()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        await portal.IssuesInvoices();
        var wrong = Assert.Single(await portal.Invoices());

        var voided = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(wrong.Id, "wrong plan"));
        await portal.IssuesInvoices();

        Assert.True(voided.IsOk);
        Assert.Equal([("INV-2026-000001", InvoiceStatus.Void), ("INV-2026-000002", InvoiceStatus.Open)], (await portal.Invoices()).Select(i => (i.Number, i.Status)));
        await using var db = portal.OpenDb();
        var mirror = await db.JournalEntries.SingleAsync(e => e.IdempotencyKey == $"void:{wrong.Id}", Cancellation);
        Assert.Equal(EntryKind.Credit, mirror.Kind);
        Assert.NotNull(mirror.CorrectsEntryId);
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task VoidInvoice_WithThePeriodWaived_IsNotIssuedAgain()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        await portal.IssuesInvoices();
        var invoice = Assert.Single(await portal.Invoices());

        await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(invoice.Id, "goodwill", IsPeriodWaived: true));
        await portal.IssuesInvoices();
        portal.GoTo(new DateOnly(2026, 2, 1));
        await portal.IssuesInvoices();

        Assert.Equal([new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)], (await portal.Invoices()).Select(i => i.PeriodStart));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task VoidInvoice_Twice_SaysSo()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        await portal.IssuesInvoices();
        var request = new VoidInvoiceRequest((await portal.Invoices())[0].Id, "wrong");
        await portal.Run(s => s.GetRequiredService<VoidInvoice>(), request);

        var again = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), request);
        var bySupport = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), request, Role.Support);
        var withoutReason = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), request with { Reason = "" });

        Assert.IsType<InvoiceIsVoid>(again.Error);
        Assert.IsType<NotPermitted>(bySupport.Error);
        Assert.IsType<InvalidInput>(withoutReason.Error);
    }

    [Fact]
    public async Task RetryParked_AfterTheCauseWasMended_IsBilledByTheNextRun()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan(priceFrom: new DateOnly(2027, 1, 1));
        await portal.HasSubscriber(plan, portal.Today);
        await portal.IssuesInvoices();
        await using (var db = portal.OpenDb())
        {
            (await db.Plans.SingleAsync(Cancellation)).SetPrice(new DateOnly(2026, 1, 1), Money.FromTaka(500));
            await db.SaveChangesAsync(Cancellation);
        }

        var retried = await portal.Run(s => s.GetRequiredService<RetryParked>(), new RetryParkedRequest());
        await portal.IssuesInvoices();

        Assert.Equal(1, retried.Value);
        Assert.Single(await portal.Invoices());
        Assert.IsType<NobodyParked>((await portal.Run(s => s.GetRequiredService<RetryParked>(), new RetryParkedRequest())).Error);
    }

    [Fact]
    public async Task CancelBillingRun_WhileHeld_StaysCancelledForTheDayUntilAPersonStartsIt()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan();
        for (var i = 0; i < 12; i++)
        {
            await portal.HasSubscriber(plan, portal.Today);
        }
        await portal.IssuesInvoices();
        await using (var db = portal.OpenDb())
        {
            (await db.Plans.SingleAsync(Cancellation)).SetPrice(new DateOnly(2026, 2, 1), Money.FromTaka(5_000));
            await db.SaveChangesAsync(Cancellation);
        }
        portal.GoTo(new DateOnly(2026, 2, 1));
        var held = await portal.IssuesInvoices();

        await portal.Run(s => s.GetRequiredService<CancelBillingRun>(), new CancelBillingRunRequest(held.RunId!.Value, "wrong price"));

        Assert.Equal(IssueOutcome.Cancelled, (await portal.IssuesInvoices()).Outcome);
        Assert.Equal(12, (await portal.Invoices()).Count);
        var byHand = await portal.Run(s => s.GetRequiredService<IssueInvoices>(), new IssueInvoicesRequest(Approve: true));
        Assert.Equal(IssueOutcome.Completed, byHand.Value.Outcome);
    }

    [Fact]
    public async Task InvoiceQueries_FilterAndSort_WorkInTheDatabase()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan();
        foreach (var code in new[] { "RAHIM", "KARIM", "JABBAR" })
        {
            await portal.HasSubscriber(plan, portal.Today, code);
        }
        await portal.IssuesInvoices();
        portal.GoTo(new DateOnly(2026, 1, 15));
        await using var scope = portal.As(Role.Support);
        var queries = scope.ServiceProvider.GetRequiredService<InvoiceQueries>();

        var overdue = await queries.List(new(Due: InvoiceDue.Overdue), new(Size: 2, Sort: "due", Descending: true), Cancellation);
        var found = await queries.List(new(Text: "KARIM"), new(), Cancellation);
        var open = await queries.ListWithSums(new(Status: InvoiceStatus.Open), new(), Cancellation);
        var one = await queries.One(found.Rows[0].Id, Cancellation);
        var runs = await scope.ServiceProvider.GetRequiredService<BillingRunQueries>().Runs(new(), Cancellation);
        var next = await scope.ServiceProvider.GetRequiredService<BillingRunQueries>().Next(Cancellation);

        Assert.Equal((3, "INV-2026-000003"), (overdue.Total, overdue.Rows[0].Number));
        Assert.Equal("KARIM", Assert.Single(found.Rows).Code);
        Assert.Equal((3, Money.FromTaka(1_500)), (open.Page.Total, open.Sums!.Value.Outstanding));
        Assert.Equal("Home 10", Assert.Single(one!.Lines).Text);
        Assert.Single(runs.Rows);
        Assert.Equal(new NextRun(0, new DateOnly(2026, 2, 1), 3), next);
    }
}
