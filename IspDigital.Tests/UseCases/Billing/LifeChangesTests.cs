using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>What a subscriber does with a period that is invoiced already, from the button to the books.</summary>
public sealed class LifeChangesTests
{
    private static readonly DateOnly s_eleventh = new(2026, 1, 11);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pause_InsideAnInvoicedPeriod_CreditNotePaysTheOpenInvoice()
    {
        await using var portal = await Billed();

        await Pauses(portal, null);
        await portal.IssuesInvoices();

        var documents = await portal.Invoices();
        Assert.Equal(["INV-2026-000001 525.00", "CN-2026-000001 -355.65"], documents.Select(d => $"{d.Number} {d.Total}"));
        Assert.Equal((Money.FromTaka(355.65m), Money.FromTaka(169.35m)), (documents[0].Paid, documents[0].Outstanding));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task Pause_AfterThePeriodWasPaid_CreditIsAnAdvanceThatPaysTheNextInvoice()
    {
        await using var portal = await Billed();
        await Pays(portal, 525m);
        await Pauses(portal, new DateOnly(2026, 1, 21));
        await portal.IssuesInvoices();

        portal.GoTo(new DateOnly(2026, 2, 1));
        await portal.IssuesInvoices();

        var february = (await portal.Invoices())[^1];
        Assert.Equal((Money.FromTaka(525m), Money.FromTaka(169.35m)), (february.Total, february.Paid)); // 10 of 31 days of 500.00, and 5%
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task ChangePlan_OnTheDayOfActivationAfterThatDaysRun_CorrectsTheFirstInvoice()
    {
        await using var portal = TestPortal.Start();
        var (home, fast) = (await portal.HasPlan("Home", 500), await portal.HasPlan("Fast", 1_000));
        var subscriber = await portal.HasSubscriber(home, portal.Today);
        await portal.IssuesInvoices();

        await portal.Run(s => s.GetRequiredService<ChangePlan>(), new ChangePlanRequest(subscriber, fast, portal.Today));
        await portal.IssuesInvoices();
        await portal.IssuesInvoices();

        Assert.Equal(["Recurring 500.00", "Adjustment 500.00"], (await portal.Invoices()).Select(d => $"{d.Kind} {d.Total}"));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task Changes_BilledEveryDayOrOnceAtTheEnd_GiveTheSameDocuments()
    {
        async Task<List<string>> Documents(bool isDaily)
        {
            await using var portal = await Billed();
            var fast = await portal.HasPlan("Fast", 1_000);
            await portal.Run(s => s.GetRequiredService<ChangePlan>(), new ChangePlanRequest(1, fast, s_eleventh));
            for (var day = s_eleventh; day < new DateOnly(2026, 4, 2); day = day.AddDays(1))
            {
                portal.GoTo(day);
                if (day == new DateOnly(2026, 2, 10))
                {
                    await portal.Run(s => s.GetRequiredService<PauseSubscriber>(), new PauseSubscriberRequest(1, day, null, "village"));
                }
                if (day == new DateOnly(2026, 3, 5))
                {
                    await portal.Run(s => s.GetRequiredService<ResumeSubscriber>(), new ResumeSubscriberRequest(1, day));
                }
                if (day == new DateOnly(2026, 3, 25))
                {
                    await portal.Run(s => s.GetRequiredService<CloseSubscriber>(), new CloseSubscriberRequest(1, "moved"));
                }
                if (isDaily)
                {
                    await portal.IssuesInvoices();
                }
            }
            await portal.IssuesInvoices(approve: true);
            await Invariants.Hold(portal);
            return [.. (await portal.Invoices()).OrderBy(i => i.IssueDate).ThenBy(i => i.Kind).Select(i => $"{i.Kind} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.DueDate:O} {i.Total}")];
        }

        var daily = await Documents(isDaily: true);

        Assert.Equal(6, daily.Count); // January, change, February, pause, March from the 5th, closing
        Assert.Equal(daily, await Documents(isDaily: false));
    }

    [Fact]
    public async Task ChangePlan_InThePlaceOfOneThatAnInvoiceKnewOf_GivesTheSameDocumentsEveryDayOrOnceAtTheEnd()
    {
        async Task<List<string>> Documents(bool isDaily)
        {
            await using var portal = await Billed();
            var fast = await portal.HasPlan("Fast", 1_000, terms: new() { LeadDays = 5 });
            await portal.Run(s => s.GetRequiredService<ChangePlan>(), new ChangePlanRequest(1, fast, new(2026, 2, 1)));
            for (var day = s_eleventh; day < new DateOnly(2026, 2, 3); day = day.AddDays(1))
            {
                portal.GoTo(day);
                if (day == new DateOnly(2026, 1, 29))
                {
                    await portal.Run(s => s.GetRequiredService<ChangePlan>(), new ChangePlanRequest(1, 1, new(2026, 2, 1)));
                }
                if (isDaily)
                {
                    await portal.IssuesInvoices();
                }
            }
            await portal.IssuesInvoices(approve: true);
            await Invariants.Hold(portal);
            return [.. (await portal.Invoices()).OrderBy(i => i.IssueDate).Select(i => $"{i.Kind} {i.PeriodStart:MM-dd}..{i.PeriodEnd:MM-dd} @{i.IssueDate:MM-dd} {i.Total}")];
        }

        var daily = await Documents(isDaily: true);

        Assert.Equal(["Recurring 01-01..02-01 @01-01 525.00", "Recurring 02-01..03-01 @01-27 1000.00", "CreditNote 02-01..03-01 @02-01 -475.00"], daily);
        Assert.Equal(daily, await Documents(isDaily: false));
    }

    [Fact]
    public async Task Void_InvoiceWithACreditNoteOnIt_AsksForThatFirst()
    {
        await using var portal = await Billed();
        await Pauses(portal, null);
        await portal.IssuesInvoices();
        var documents = await portal.Invoices();

        var refused = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(documents[0].Id, "wrong"));
        var credit = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(documents[1].Id, "wrong"));
        var done = await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(documents[0].Id, "wrong"));

        Assert.Equal(new InvoiceHasCorrections("INV-2026-000001", "CN-2026-000001"), refused.Error);
        Assert.True(credit.IsOk);
        Assert.True(done.IsOk);
        await using var db = portal.OpenDb();
        Assert.Equal(0, await db.JournalLines.Where(l => l.Account != Account.Cash).SumAsync(l => l.Amount.Minor, Cancellation));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task Charge_Waiting_IsBilledOnceAndWaitsAgainWhenItsInvoiceIsVoided()
    {
        await using var portal = await Billed();
        await using (var db = portal.OpenDb())
        {
            db.Add(new Charge(new Guid(1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0), 1, new(LineKind.OneOff, "Router", Money.FromTaka(1_500), s_eleventh), portal.Clock.GetUtcNow(), "owner"));
            await db.SaveChangesAsync(Cancellation);
        }
        portal.GoTo(new DateOnly(2026, 2, 1));
        await portal.IssuesInvoices();
        var february = (await portal.Invoices())[^1];

        await portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(february.Id, "wrong"));
        await portal.IssuesInvoices();

        var again = (await portal.Invoices())[^1];
        Assert.Equal([Money.FromTaka(500), Money.FromTaka(1_500)], again.Lines.Select(l => l.Net));
        Assert.Equal(Money.FromTaka(2_100), again.Total);
        await using var after = portal.OpenDb();
        Assert.Equal(again.Id, (await after.Charges.SingleAsync(Cancellation)).InvoiceId);
        await Invariants.Hold(portal);
    }

    private static async Task<TestPortal> Billed()
    {
        var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan(taxBasisPoints: 500), portal.Today);
        await portal.IssuesInvoices();
        portal.GoTo(s_eleventh);
        return portal;
    }

    private static async Task Pauses(TestPortal portal, DateOnly? until)
    {
        var paused = await portal.Run(s => s.GetRequiredService<PauseSubscriber>(), new PauseSubscriberRequest(1, s_eleventh, until, "village"));
        Assert.True(paused.IsOk);
    }

    private static async Task Pays(TestPortal portal, decimal taka)
    {
        var request = new RecordPaymentRequest(new Guid(7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1, Money.FromTaka(taka), PaymentMethod.Cash, portal.Today);
        Assert.True((await portal.Run(s => s.GetRequiredService<RecordPayment>(), request)).IsOk);
    }
}
