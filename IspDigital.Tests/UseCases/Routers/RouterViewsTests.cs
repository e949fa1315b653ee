using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Routers;

/// <summary>What is seen of routers: their load, their accounts, their history.</summary>
public sealed class RouterViewsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accounts_AreComparedInOneReadAndNothingIsChanged()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        var router = await portal.GivenRouter();
        var lines = await portal.GivenLines(router, "right", "off", "slow", "gone");
        await portal.Decide();
        fake.AddProfile("plan-5M");
        fake.AddAccount("right", "plan-10M");
        fake.AddAccount("off", "plan-10M", disabled: true);
        fake.AddAccount("slow", "plan-5M");
        fake.AddAccount("stranger", "default");

        var compared = (await portal.Run(p => p.GetRequiredService<CompareRouterAccounts>(), new CompareRouterAccountsRequest(router), Role.Support)).Value;

        Assert.Equal((4, 4), (compared.Accounts, compared.Lines));
        Assert.Equal(
            [
                (AccountDifferenceKind.DisabledButPaid, "off"), (AccountDifferenceKind.WrongProfile, "slow"),
                (AccountDifferenceKind.UnknownToUs, "stranger"), (AccountDifferenceKind.UnknownToRouter, "gone"),
            ],
            compared.Differences.Select(d => (d.Kind, d.PppName)));
        Assert.Equal(lines[1], compared.Differences[0].Line!.SubscriberId);
        Assert.Equal(["plan-10M"], compared.MissingProfiles);
        Assert.Equal(["list accounts", "list sessions", "list profiles"], fake.Commands);
    }

    [Fact]
    public async Task Accounts_OfARouterThatIsDown_AreAFailureWithAName()
    {
        var fake = new FakeRouter(TimeProvider.System) { Offline = true };
        await using var portal = GivenRouters.PortalWith(fake);
        var router = await portal.GivenRouter();

        var compared = await portal.Run(p => p.GetRequiredService<CompareRouterAccounts>(), new CompareRouterAccountsRequest(router));
        var unknown = await portal.Run(p => p.GetRequiredService<CompareRouterAccounts>(), new CompareRouterAccountsRequest(router + 1));

        Assert.IsType<RouterUnreachable>(compared.Error);
        Assert.IsType<RouterNotFound>(unknown.Error);
    }

    [Fact]
    public async Task List_CountsLinesAndWhatWaits()
    {
        await using var portal = GivenRouters.PortalWith(new FakeRouter(TimeProvider.System));
        var first = await portal.GivenRouter("Alpha");
        var second = await portal.GivenRouter("Beta");
        await portal.GivenLines(first, "a", "b", "c");
        await portal.GivenLines(second, "d");
        await portal.Decide();

        await using var scope = portal.As(Role.Auditor);
        var queries = scope.ServiceProvider.GetRequiredService<RouterLoadQueries>();
        var rows = await queries.All(Cancellation);

        Assert.Equal([("Alpha", 3, 3, 0), ("Beta", 1, 1, 0)], rows.Select(r => (r.Name, r.Subscribers, r.Waiting, r.On)));
        Assert.Equal(rows[1], await queries.One(second, Cancellation));
        Assert.Null(await queries.One(999, Cancellation));
    }

    [Fact]
    public async Task History_TellsOfTheRouterAndOfItsLinesNewestFirst()
    {
        await using var portal = GivenRouters.PortalWith(new FakeRouter(TimeProvider.System));
        var router = await portal.GivenRouter();
        var other = await portal.GivenRouter("R2");
        var line = (await portal.GivenLines(router, "rahim"))[0];
        var stranger = (await portal.GivenLines(other, "karim"))[0];
        await portal.Decide();
        await portal.Write(async work =>
        {
            work.Record(AuditAction.RouterHealthChanged, nameof(Router), router, before: new { Health = RouterHealth.Up }, after: new { Health = RouterHealth.Down });
            await work.Save(Cancellation);
            work.Record(AuditAction.Disconnected, nameof(DesiredState), line, line);
            work.Record(AuditAction.Disconnected, nameof(DesiredState), stranger, stranger);
            return true;
        });

        await using var scope = portal.As(Role.Technician);
        var happened = await scope.ServiceProvider.GetRequiredService<RouterHistoryQueries>().Of(router, cancellation: Cancellation);

        Assert.Equal([(AuditAction.Disconnected, (RouterHealth?)null, (long?)line), (AuditAction.RouterHealthChanged, RouterHealth.Down, null)],
            happened.Select(h => (h.Action, h.Health, h.SubscriberId)));
        Assert.Equal("rahim Uddin", happened[0].SubscriberName);
    }
}
