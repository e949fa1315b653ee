using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Subscribers;

public sealed class AddSubscriberTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _plan;
    private long _router;

    public async ValueTask InitializeAsync()
    {
        _plan = await _portal.GivenPlan();
        await using var db = _portal.OpenDb();
        var router = new Router("Mirpur");
        db.Routers.Add(router);
        await db.SaveChangesAsync(_cancellation);
        _router = router.Id;
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task AddSubscriber_WithoutCode_GetsOneAndIsMarkedForAccess()
    {
        var added = await Add(Rahim() with { RouterId = _router, PppName = " rahim01 " });

        await using var db = _portal.OpenDb();
        var subscriber = await db.Subscribers.Include(s => s.Plans).SingleAsync(_cancellation);
        Assert.Equal(("C-000001", "8801712345678", "rahim01"), (subscriber.Code, subscriber.Phone, subscriber.PppName));
        Assert.Equal(added.Value, new AddedSubscriber(subscriber.Id, subscriber.Code));
        Assert.Equal(_plan, Assert.Single(subscriber.Plans).PlanId);
        Assert.Equal("SubscriberAdded", (await db.AccessMarks.SingleAsync(_cancellation)).Cause);
        Assert.Equal(AuditAction.SubscriberAdded, (await db.AuditEntries.SingleAsync(_cancellation)).Action);
    }

    [Theory]
    [InlineData("C-000002")]
    [InlineData("c-000002")]
    public async Task AddSubscriber_GeneratedCodeTakenByHand_GetsASuffix(string byHand)
    {
        await Add(Rahim() with { Code = byHand });

        var added = await Add(Rahim());

        Assert.Equal("C-000002-2", added.Value.Code);
    }

    [Fact]
    public async Task AddSubscriber_CodeOfSomebodyElse_SaysWhose()
    {
        await Add(Rahim() with { Code = "A-7" });

        var result = await Add(Rahim() with { Code = " A-7 " });

        Assert.Equal(new CodeTaken("A-7", "রহিম উদ্দিন"), result.Error);
    }

    [Theory]
    [InlineData("SL-001", "sl-001")]
    [InlineData("Ä-1", "ä-1")]
    [InlineData("ক-A", "ক-a")]
    public async Task AddSubscriber_CodeOfSomebodyElseInCapitalOrSmallLetters_SaysWhose(string held, string typed)
    {
        await Add(Rahim() with { Code = held });

        var result = await Add(Rahim() with { Code = typed });

        Assert.Equal(new CodeTaken(held, "রহিম উদ্দিন"), result.Error);
    }

    [Fact]
    public async Task AddSubscriber_PppNameOfSomebodyElseAsACode_IsFree()
    {
        await Add(Rahim() with { RouterId = _router, PppName = "rahim01" });

        Assert.Equal("RAHIM01", (await Add(Rahim() with { Code = "RAHIM01" })).Value.Code);
    }

    [Fact]
    public async Task AddSubscriber_PppNameInOtherLetters_IsAnotherAsOnTheRouter()
    {
        await Add(Rahim() with { RouterId = _router, PppName = "rahim01" });

        Assert.True((await Add(Rahim() with { RouterId = _router, PppName = "Rahim01" })).IsOk);
    }

    [Fact]
    public async Task AddSubscriber_PppNameInUseOnThatRouter_SaysByWhom()
    {
        await Add(Rahim() with { Code = "A-7", RouterId = _router, PppName = "rahim01" });

        var result = await Add(Rahim() with { RouterId = _router, PppName = "rahim01" });

        Assert.Equal(new PppNameTaken("rahim01", "A-7", "রহিম উদ্দিন"), result.Error);
    }

    [Fact]
    public async Task AddSubscriber_PppNameOfAClosedAccount_IsFree()
    {
        var old = await Add(Rahim() with { RouterId = _router, PppName = "rahim01" });
        await _portal.Run(s => s.GetRequiredService<CloseSubscriber>(), new CloseSubscriberRequest(old.Value.SubscriberId, "moved away"));

        var result = await Add(Rahim() with { RouterId = _router, PppName = "rahim01" });

        Assert.True(result.IsOk);
    }

    [Fact]
    public async Task AddSubscriber_ServiceForYearsWithoutFirstBilledDay_AsksForIt()
    {
        var request = Rahim() with { ActivatedOn = new DateOnly(2023, 5, 1) };

        var unsaid = await Add(request);
        var said = await Add(request with { BillFrom = new DateOnly(2026, 1, 1) });

        Assert.IsType<BillFromNeeded>(unsaid.Error);
        Assert.True(said.IsOk);
    }

    [Fact]
    public async Task AddSubscriber_WithDebt_OwesItOnAnInvoice()
    {
        await Add(Rahim() with { OpeningBalance = Money.FromTaka(1200m) });

        await using var db = _portal.OpenDb();
        var invoice = await db.Invoices.Include(i => i.Lines).SingleAsync(_cancellation);
        Assert.Equal(("INV-2026-000001", Money.FromTaka(1200m), LineKind.OpeningBalance), (invoice.Number, invoice.Outstanding, invoice.Lines[0].Kind));
        Assert.Equal(_portal.Today.AddDays(7), invoice.DueDate);
        var lines = await db.JournalLines.OrderBy(l => l.Id).ToListAsync(_cancellation);
        Assert.Equal([(Account.Receivable, 120_000L), (Account.OpeningBalances, -120_000L)], lines.Select(l => (l.Account, l.Amount.Minor)));
    }

    [Fact]
    public async Task AddSubscriber_WithCredit_HasAnAdvanceThatIsNoCollection()
    {
        await Add(Rahim() with { OpeningBalance = Money.FromTaka(-300m) });

        await using var db = _portal.OpenDb();
        var lines = await db.JournalLines.OrderBy(l => l.Id).ToListAsync(_cancellation);
        Assert.Equal([(Account.OpeningBalances, 30_000L), (Account.Advances, -30_000L)], lines.Select(l => (l.Account, l.Amount.Minor)));
        await using var scope = _portal.As(Role.Owner);
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<PaymentQueries>().CollectedToday(_cancellation));
    }

    [Theory]
    [InlineData("Name", "", "Subscribers.NameNeeded")]
    [InlineData("Phone", "12345", "Subscribers.PhoneNotMobile")]
    [InlineData("Email", "rahim at mail", "Subscribers.EmailNotValid")]
    [InlineData("PppName", "rahim01", "Subscribers.RouterNeeded")]
    public async Task AddSubscriber_BadInput_IsNamedAtItsField(string field, string value, string code)
    {
        var request = Rahim();
        typeof(AddSubscriberRequest).GetProperty(field)!.SetValue(request, value);

        var result = await Add(request);

        Assert.Contains(Assert.IsType<InvalidInput>(result.Error).Errors, e => e.Code == code);
    }

    [Fact]
    public async Task AddSubscriber_UnknownRouterPlanOrGroup_IsRefused()
    {
        Assert.IsType<RouterUnknown>((await Add(Rahim() with { RouterId = 99, PppName = "x" })).Error);
        Assert.IsType<PlanNotOffered>((await Add(Rahim() with { PlanId = 99 })).Error);
        Assert.IsType<GroupUnknown>((await Add(Rahim() with { GroupId = 99 })).Error);
    }

    [Fact]
    public async Task AddSubscriber_ByATechnician_IsNotPermitted()
    {
        var result = await _portal.Run(s => s.GetRequiredService<AddSubscriber>(), Rahim(), Role.Technician);

        Assert.IsType<NotPermitted>(result.Error);
    }

    private AddSubscriberRequest Rahim() => new() { Name = "রহিম উদ্দিন", Phone = "০১৭১২-৩৪৫৬৭৮", PlanId = _plan, ActivatedOn = _portal.Today };

    private Task<Result<AddedSubscriber>> Add(AddSubscriberRequest request) => _portal.Run(s => s.GetRequiredService<AddSubscriber>(), request);
}
