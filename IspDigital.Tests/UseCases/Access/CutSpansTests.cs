using IspDigital.Core.Billing;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.UseCases.Access;

/// <summary>A cut for money leaves its days behind, and Billing goes by them.</summary>
public sealed class CutSpansTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_AndPaid_NotesItsDaysAndBillsFromTheReconnection()
    {
        await using var portal = TestPortal.Start();
        var line = (await portal.GivenLines(await portal.GivenRouter(), "rahim"))[0];
        await portal.ChangesSubscriber(line, s => s.SetBillFrom(portal.Today));
        await portal.IssuesInvoices(); // January, due on the 8th, last day to pay the 11th
        await Days(portal, new DateOnly(2026, 2, 15));
        await portal.Pays(line);
        await portal.Decide();
        await portal.IssuesInvoices();

        await using var db = portal.OpenDb();
        var cut = await db.Set<Core.Subscribers.NonPaymentCut>().SingleAsync(Cancellation);
        Assert.Equal((new DateOnly(2026, 1, 12), (DateOnly?)new DateOnly(2026, 2, 15)), (cut.From, cut.Until));
        var recurring = (await portal.Invoices()).Where(i => i.Kind == InvoiceKind.Recurring).Select(i => (i.PeriodStart, i.PeriodEnd, i.IssueDate));
        Assert.Equal(
            [(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 1)), (new(2026, 2, 15), new(2026, 3, 1), new(2026, 2, 15))], recurring);
    }

    private static async Task Days(TestPortal portal, DateOnly through)
    {
        for (var day = portal.Today.AddDays(1); day <= through; day = day.AddDays(1))
        {
            portal.GoTo(day, 11);
            await portal.AccessMinute();
            await portal.IssuesInvoices();
        }
    }
}
