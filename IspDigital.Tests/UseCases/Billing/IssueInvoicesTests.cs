using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

public sealed class IssueInvoicesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IssueInvoices_SubscriberActivatedToday_IssuesTheFirstPeriodWithTaxApart()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan(taka: 500, taxBasisPoints: 500);
        await portal.HasSubscriber(plan, portal.Today);

        var result = await portal.IssuesInvoices();

        Assert.Equal(IssueOutcome.Completed, result.Outcome);
        var invoice = Assert.Single(await portal.Invoices());
        Assert.Equal("INV-2026-000001", invoice.Number);
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1)), (invoice.PeriodStart, invoice.PeriodEnd));
        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 8), new DateOnly(2026, 1, 11)), (invoice.IssueDate, invoice.DueDate, invoice.LastDayToPay));
        Assert.Equal((Money.FromTaka(500), Money.FromTaka(25), Money.FromTaka(525)), (invoice.Subtotal, invoice.Tax, invoice.Total));
        Assert.Equal(LineKind.Recurring, Assert.Single(invoice.Lines).Kind);
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task IssueInvoices_RunTwiceOnTheSameDay_AddsNothing()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        await portal.IssuesInvoices();

        var second = await portal.IssuesInvoices();

        Assert.Equal(IssueOutcome.NothingDue, second.Outcome);
        Assert.Single(await portal.Invoices());
        await using var db = portal.OpenDb();
        Assert.Equal(1, await db.BillingRuns.CountAsync(Cancellation));
    }

    [Fact]
    public async Task IssueInvoices_DownForFortyDays_MakesEachMissingPeriodWithItsOwnDates()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), new DateOnly(2026, 1, 1));
        await portal.IssuesInvoices();
        portal.GoTo(new DateOnly(2026, 3, 12));

        await portal.IssuesInvoices();

        Assert.Equal(
            [new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 1)],
            (await portal.Invoices()).Select(i => i.IssueDate));
        await using var db = portal.OpenDb();
        var run = await db.BillingRuns.OrderBy(r => r.Id).LastAsync(Cancellation);
        Assert.Equal((0, 2), (run.Issued, run.BackFilled));
        Assert.Equal(2, await db.OutboxMessages.CountAsync(Cancellation)); // January's, and the newest of the two made up for
        Assert.Equal("Charge", Assert.Single(await db.AccessMarks.Select(m => m.Cause).ToListAsync(Cancellation))); // February is beyond grace
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task IssueInvoices_SubscriberWithoutPrice_IsParkedAndTheOthersAreBilled()
    {
        await using var portal = TestPortal.Start();
        var sound = await portal.HasPlan("Home 10");
        var later = await portal.HasPlan("Home 20", priceFrom: new DateOnly(2027, 1, 1));
        await portal.HasSubscriber(later, portal.Today, "BAD");
        await portal.HasSubscriber(sound, portal.Today, "GOOD");

        await portal.IssuesInvoices();
        await portal.IssuesInvoices();

        Assert.Single(await portal.Invoices());
        await using var db = portal.OpenDb();
        var parked = await db.ParkedSubscribers.SingleAsync(Cancellation);
        Assert.Equal((ParkReason.NoPrice, "Home 20"), (parked.Reason, parked.Detail));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task IssueInvoices_RowThatCannotBeRead_ParksItAloneAndBillsTheOthers()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan();
        for (var i = 0; i < 30; i++)
        {
            await portal.HasSubscriber(plan, portal.Today);
        }
        await using (var corrupting = portal.OpenDb())
        {
            await corrupting.Database.ExecuteSqlRawAsync("UPDATE \"Subscribers\" SET \"Terms_Timing\" = 'Sideways' WHERE \"Id\" IN (7, 8, 30)", Cancellation);
        }

        await portal.IssuesInvoices();

        Assert.Equal(27, (await portal.Invoices()).Count);
        await using var db = portal.OpenDb();
        Assert.Equal([7, 8, 30], await db.ParkedSubscribers.Where(p => p.Reason == ParkReason.Unexpected).Select(p => p.SubscriberId).ToListAsync(Cancellation));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task IssueInvoices_AlignedOnTheFirst_BillsTheShortPeriodThenFullOnes()
    {
        await using var portal = TestPortal.Start();
        await portal.HasBillingSettings(new BillingSettings { AlignDay = 1 });
        await portal.HasSubscriber(await portal.HasPlan(taka: 620), new DateOnly(2026, 1, 21));
        portal.GoTo(new DateOnly(2026, 2, 1));

        await portal.IssuesInvoices();

        var invoices = await portal.Invoices();
        Assert.Equal([Money.FromTaka(220), Money.FromTaka(620)], invoices.Select(i => i.Total)); // 11 of 31 days
        Assert.Equal([LineKind.Proration, LineKind.Recurring], invoices.Select(i => i.Lines[0].Kind));
        Assert.Equal([new DateOnly(2026, 1, 21), new DateOnly(2026, 2, 1)], invoices.Select(i => i.IssueDate));
    }

    [Fact]
    public async Task IssueInvoices_PriceTenTimesTooHigh_WaitsForApprovalAndThenGoesOn()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan(taka: 500);
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
        var stillHeld = await portal.IssuesInvoices();
        var approved = await portal.IssuesInvoices(approve: true);

        Assert.Equal((IssueOutcome.AwaitingApproval, IssueOutcome.AwaitingApproval), (held.Outcome, stillHeld.Outcome));
        Assert.Equal(held.RunId, approved.RunId);
        Assert.Equal(24, (await portal.Invoices()).Count);
        await using var after = portal.OpenDb();
        var run = await after.BillingRuns.SingleAsync(r => r.Id == held.RunId, Cancellation);
        Assert.Equal(HoldReason.TotalFarFromLast, run.Hold);
        Assert.Equal((Money.FromTaka(60_000), Money.FromTaka(5_419.35m)), (run.ExpectedTotal, run.LastTotal)); // 28 days at 12 × 500 for 31
    }

    [Fact]
    public async Task IssueInvoices_TwoAtOnce_OneWorksAndTheOtherSaysBusy()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(), portal.Today);
        await using var one = portal.AsJob();
        await using var other = portal.AsJob();

        var results = await Task.WhenAll(
            one.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(), Cancellation),
            other.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(), Cancellation));

        Assert.Single(results, r => r.Value.Outcome == IssueOutcome.Completed);
        Assert.Single(await portal.Invoices());
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task IssueInvoices_ByATechnician_IsNotPermitted()
    {
        await using var portal = TestPortal.Start();

        var result = await portal.Run(s => s.GetRequiredService<IssueInvoices>(), new IssueInvoicesRequest(), Role.Technician);

        Assert.IsType<NotPermitted>(result.Error);
    }

    [Fact]
    public async Task IssueInvoices_ThroughTomorrow_IsRefused()
    {
        await using var portal = TestPortal.Start();

        var result = await portal.Run(s => s.GetRequiredService<IssueInvoices>(), new IssueInvoicesRequest(portal.Today.AddDays(1)));

        Assert.IsType<ThroughInFuture>(result.Error);
    }

    [Fact]
    public async Task PreviewInvoices_BeforeIssue_ShowsExactlyWhatIsIssuedAndWritesNothing()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.HasPlan(taka: 525, taxBasisPoints: 500, mode: TaxMode.Inclusive);
        await portal.HasSubscriber(plan, new DateOnly(2025, 11, 15));
        await portal.HasSubscriber(plan, new DateOnly(2026, 1, 1));

        var preview = (await portal.Run(s => s.GetRequiredService<PreviewInvoices>(), new PreviewInvoicesRequest())).Value;
        Assert.Empty(await portal.Invoices());
        await portal.IssuesInvoices();

        Assert.Equal(
            preview.Invoices.Select(p => (p.Draft.SubscriberId, p.Draft.Period, p.Draft.IssueDate, p.Draft.DueDate, p.Draft.Subtotal, p.Draft.Tax, p.Draft.Total)),
            (await portal.Invoices()).Select(i => (i.SubscriberId, new DateRange(i.PeriodStart, i.PeriodEnd), i.IssueDate, i.DueDate, i.Subtotal, i.Tax, i.Total)));
        Assert.Equal(3, preview.Invoices.Count);
    }
}
