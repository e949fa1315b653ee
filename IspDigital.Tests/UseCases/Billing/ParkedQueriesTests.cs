using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

public sealed class ParkedQueriesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ParkedQueries_AfterTryingAgain_TellWhatHappenedThen(bool isPostgres)
    {
        await using var portal = isPostgres ? await TestPortal.StartPostgres() : TestPortal.Start();
        var later = new DateOnly(2027, 1, 1);
        var mended = await portal.HasPlan("Mended", priceFrom: later);
        var broken = await portal.HasPlan("Broken", priceFrom: later);
        var rahim = await portal.HasSubscriber(mended, portal.Today, "RAHIM");
        var karim = await portal.HasSubscriber(broken, portal.Today, "KARIM");
        await portal.HasSubscriber(broken, portal.Today, "JABBAR");
        var run = (await portal.IssuesInvoices()).RunId;
        await using (var db = portal.OpenDb())
        {
            (await db.Plans.SingleAsync(p => p.Id == mended, Cancellation)).SetPrice(portal.Today, Money.FromTaka(500));
            await db.SaveChangesAsync(Cancellation);
        }

        await portal.Run(s => s.GetRequiredService<RetryParked>(), new RetryParkedRequest(rahim));
        await portal.Run(s => s.GetRequiredService<RetryParked>(), new RetryParkedRequest(karim));
        var waiting = await List(portal, new(OnlyParked: false));
        portal.GoTo(portal.Today, 12);
        await portal.IssuesInvoices();

        Assert.Equal([("JABBAR", ParkedState.Parked), ("KARIM", ParkedState.Waiting), ("RAHIM", ParkedState.Waiting)], waiting);
        Assert.Equal(
            [("JABBAR", ParkedState.Parked), ("KARIM", ParkedState.Again), ("KARIM", ParkedState.Parked), ("RAHIM", ParkedState.Billed)],
            await List(portal, new(OnlyParked: false)));
        Assert.Equal([("JABBAR", ParkedState.Parked), ("KARIM", ParkedState.Parked)], await List(portal, new()));
        Assert.Equal([("JABBAR", ParkedState.Parked)], await List(portal, new(RunId: run)));
        Assert.Equal([("KARIM", ParkedState.Again), ("KARIM", ParkedState.Parked)], await List(portal, new("karim", OnlyParked: false)));
    }

    private static async Task<List<(string Code, ParkedState State)>> List(TestPortal portal, ParkedFilter filter)
    {
        await using var scope = portal.As(Role.Support);
        var page = await scope.ServiceProvider.GetRequiredService<ParkedQueries>().List(filter, new(), Cancellation);
        Assert.Equal(page.Rows.Count, page.Total);
        Assert.All(page.Rows, row => Assert.Equal(ParkReason.NoPrice, row.Problem.Reason));
        return [.. page.Rows.Select(r => (r.Code, r.State)).OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.State.ToString(), StringComparer.Ordinal)];
    }
}
