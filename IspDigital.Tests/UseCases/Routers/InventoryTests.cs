using System.Text;
using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IspDigital.Tests.UseCases.Routers;

/// <summary>Adding and changing routers.</summary>
public sealed class InventoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Router_ThatAnswers_IsAddedUpWithItsIdentityAndOnRecord()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        using var watch = portal.Services.GetRequiredService<IChangeFeed>().Watch(ChangeKind.Router);

        var id = (await Add(portal, GivenRouters.Typed())).Value;

        await using var db = portal.OpenDb();
        var router = await db.Routers.SingleAsync(Cancellation);
        Assert.Equal((RouterHealth.Up, "fake", "7.16 (stable)", (DateTimeOffset?)portal.Clock.GetUtcNow()), (router.Health, router.Identity, router.RouterOsVersion, router.HealthSince));
        Assert.Equal("s3cret-canary-π", portal.Services.GetRequiredService<RouterCredentials>().AddressOf(router).Password);
        Assert.Contains(new Change(ChangeKind.Router, id), await watch.Next(Cancellation));
        Assert.Equal(AuditAction.RouterAdded, (await db.AuditEntries.SingleAsync(Cancellation)).Action);
    }

    [Fact]
    public async Task Router_ThatIsDown_IsAddedOnlyWhenSavedAnyway()
    {
        var fake = new FakeRouter(TimeProvider.System) { Offline = true };
        await using var portal = GivenRouters.PortalWith(fake);

        var refused = await Add(portal, GivenRouters.Typed());
        var saved = await Add(portal, GivenRouters.Typed() with { SaveAnyway = true });

        Assert.IsType<RouterUnreachable>(refused.Error);
        await using var db = portal.OpenDb();
        var router = await db.Routers.SingleAsync(Cancellation);
        Assert.Equal((saved.Value, RouterHealth.Unknown), (router.Id, router.Health));
    }

    [Fact]
    public async Task Name_ThatAnotherRouterHas_IsToldAtItsField()
    {
        await using var portal = GivenRouters.PortalWith(new FakeRouter(TimeProvider.System));
        await Add(portal, GivenRouters.Typed());

        var second = await Add(portal, GivenRouters.Typed(" Mirpur-1 ") with { SaveAnyway = true });

        Assert.Equal(nameof(RouterInput.Name), Assert.IsType<RouterNameTaken>(second.Error).Field);
    }

    [Fact]
    public async Task Rename_AsksNeitherTheRouterNorForThePassword()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        var id = (await Add(portal, GivenRouters.Typed())).Value;
        fake.Offline = true;

        var changed = await Edit(portal, (GivenRouters.Typed() with { Name = "Mirpur-2" }).AsEdit(id));

        Assert.True(changed.IsOk);
        await using var db = portal.OpenDb();
        var router = await db.Routers.SingleAsync(Cancellation);
        Assert.Equal(("Mirpur-2", RouterHealth.Up), (router.Name, router.Health));
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RouterChanged, Cancellation);
        Assert.Contains("Mirpur-1", entry.Before!, StringComparison.Ordinal);
        Assert.Contains("Mirpur-2", entry.After!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredPassword_IsNotSentToAnotherPlace()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        var id = (await Add(portal, GivenRouters.Typed())).Value;
        var connects = fake.Connects;

        var moved = (GivenRouters.Typed() with { Host = "evil.example" }).AsEdit(id);
        var edited = await Edit(portal, moved);
        var anyway = await Edit(portal, moved with { SaveAnyway = true });
        var tried = await portal.Run(p => p.GetRequiredService<TestRouter>(), moved.AsTest(id));

        Assert.All([edited.Error, anyway.Error, tried.Error], error => Assert.IsType<RouterPasswordNeeded>(error));
        Assert.Equal(connects, fake.Connects);
    }

    [Fact]
    public async Task Test_WithoutAPassword_UsesTheStoredOne()
    {
        await using var portal = GivenRouters.PortalWith(new FakeRouter(TimeProvider.System));
        var id = (await Add(portal, GivenRouters.Typed())).Value;

        var tried = await portal.Run(p => p.GetRequiredService<TestRouter>(), (GivenRouters.Typed() with { Password = null }).AsTest(id));

        Assert.True(tried.IsOk);
    }

    [Fact]
    public async Task NewPassword_ThatTheRouterRefuses_IsNotSaved()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        var id = (await Add(portal, GivenRouters.Typed())).Value;
        fake.RefusesLogin = true;

        var changed = await Edit(portal, GivenRouters.Typed().AsEdit(id) with { Password = "other" });

        Assert.IsType<RouterLoginRefused>(changed.Error);
        await using var db = portal.OpenDb();
        Assert.Equal("s3cret-canary-π", portal.Services.GetRequiredService<RouterCredentials>().AddressOf(await db.Routers.SingleAsync(Cancellation)).Password);
    }

    [Fact]
    public async Task RefusingRouter_WithANewPasswordSavedAnyway_IsKnockedAtAgain()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        var id = (await Add(portal, GivenRouters.Typed())).Value;
        await portal.Write(async work => (await work.Db.Routers.SingleAsync(Cancellation)).Saw(RouterHealth.Refusing, work.Now, "no", null));
        fake.Offline = true;

        await Edit(portal, GivenRouters.Typed().AsEdit(id) with { Password = "other", SaveAnyway = true });

        await using var db = portal.OpenDb();
        Assert.Equal(RouterHealth.Unknown, (await db.Routers.SingleAsync(Cancellation)).Health);
    }

    [Fact]
    public async Task RetiredRouter_IsAskedWhenItComesBackIntoService()
    {
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = GivenRouters.PortalWith(fake);
        var id = (await Add(portal, GivenRouters.Typed())).Value;
        fake.Offline = true;

        var retired = await Edit(portal, (GivenRouters.Typed() with { IsActive = false }).AsEdit(id));
        var back = await Edit(portal, GivenRouters.Typed().AsEdit(id));

        Assert.True(retired.IsOk);
        Assert.IsType<RouterUnreachable>(back.Error);
    }

    [Theory]
    [InlineData(Role.Billing)]
    [InlineData(Role.Support)]
    [InlineData(Role.Collector)]
    [InlineData(Role.Auditor)]
    public async Task Roles_WithoutTheRight_AddNothing(Role role)
    {
        await using var portal = GivenRouters.PortalWith(new FakeRouter(TimeProvider.System));

        Assert.IsType<NotPermitted>((await portal.Run(p => p.GetRequiredService<AddRouter>(), GivenRouters.Typed(), role)).Error);
    }

    [Fact]
    [Trait("On", "Sqlite")] // it reads the database as a file
    public async Task Password_StandsInNoFileNoRecordAndNoLog()
    {
        const string canary = "canary-7f3a9";
        var logs = new GatheredLogs();
        var fake = new FakeRouter(TimeProvider.System);
        await using var portal = TestPortal.Start(services => services.AddSingleton<IRouterConnector>(fake)
            .AddLogging(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(logs)));

        var request = GivenRouters.Typed(password: canary);
        var id = (await Add(portal, request)).Value;
        await Edit(portal, request.AsEdit(id) with { Password = canary + "-2" });
        fake.RefusesLogin = true;
        var refused = await Edit(portal, request.AsEdit(id) with { Password = canary + "-3" });

        Assert.IsType<RouterLoginRefused>(refused.Error);
        SqliteConnection.ClearAllPools();
        var files = Directory.GetFiles(portal.Folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Contains(canary, StringComparison.Ordinal));
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line => line.Contains(canary, StringComparison.Ordinal));
        Assert.DoesNotContain(canary, request.ToString() + request.AsTest() + refused.Error, StringComparison.Ordinal);
        Assert.Contains("Mirpur-1", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AndOneRouter_ComeWithoutItsPassword()
    {
        await using var portal = GivenRouters.PortalWith(new FakeRouter(TimeProvider.System));
        var id = (await Add(portal, GivenRouters.Typed())).Value;

        await using var scope = portal.As(Role.Technician);
        var queries = scope.ServiceProvider.GetRequiredService<RouterQueries>();

        Assert.Equal([new RouterName(id, "Mirpur-1", true)], await queries.Names(Cancellation));
        Assert.Equal(GivenRouters.Typed().Host, (await queries.One(id, Cancellation))!.Input.Host);
        Assert.Null((await queries.One(id, Cancellation))!.Input.Password);
        Assert.Null(await queries.One(id + 1, Cancellation));
    }

    private static Task<Result<long>> Add(TestPortal portal, AddRouterRequest request) =>
        portal.Run(p => p.GetRequiredService<AddRouter>(), request, Role.Technician);

    private static Task<Result<Done>> Edit(TestPortal portal, EditRouterRequest request) =>
        portal.Run(p => p.GetRequiredService<EditRouter>(), request, Role.Technician);
}
