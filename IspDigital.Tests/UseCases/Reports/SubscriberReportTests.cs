using IspDigital.Core.Audit;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Reports;

/// <summary>What screens ask about subscribers, on each database.</summary>
public abstract class SubscriberReportSpecification : IAsyncLifetime
{
    private TestPortal _portal = null!;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _rahim;
    private long _karim;
    private int _commands;

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    public async ValueTask InitializeAsync()
    {
        _portal = await Start();
        var plan = await _portal.GivenPlan();
        await using var db = _portal.OpenDb();
        var router = new Router("Mirpur");
        db.Routers.Add(router);
        await db.SaveChangesAsync(_cancellation);
        _rahim = await _portal.GivenSubscriber(plan, "C-1", s =>
        {
            s.Describe("রহিম উদ্দিন", "8801712345678", null, "bn", new Address { Area = "Mirpur" }, null);
            s.Connect(router.Id, "rahim01");
        });
        _karim = await _portal.GivenSubscriber(plan, "C-2", s => s.Describe("Karim Ahmed", "8801998765432", null, "en", new Address { Area = "Uttara" }, null));
        await _portal.GivenInvoice(_rahim, 500m, new DateOnly(2025, 12, 20), "INV-2025-000001");
        await _portal.GivenInvoice(_karim, 800m, new DateOnly(2026, 1, 20), "INV-2026-000001");
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("রহিম", "C-1")]
    [InlineData("karim", "C-2")]
    [InlineData("AHMED", "C-2")]
    [InlineData("01712345678", "C-1")]
    [InlineData("01712-345678", "C-1")]
    [InlineData("+৮৮০১৭১২৩৪৫৬৭৮", "C-1")]
    [InlineData("০১৭১২৩৪", "C-1")]
    [InlineData("8765", "C-2")]
    [InlineData("c-২", "C-2")]
    [InlineData("rahim01", "C-1")]
    [InlineData("inv-2026-000001", "C-2")]
    [InlineData("INV-২০২৫-০০০০০১", "C-1")]
    [InlineData("8cg2ab3xyz", "C-2")]
    [InlineData("৮CG২AB৩XYZ", "C-2")]
    [InlineData("উদ্দিন রহিম", "C-1")]
    [InlineData("ahm kar", "C-2")]
    public async Task Find_ByAnythingPeopleSay_FindsTheSubscriber(string typed, string code)
    {
        await Pay(_karim, 100m, PaymentMethod.BKash, "8CG2AB3XYZ");

        var hits = await Ask<SearchQueries, IReadOnlyList<FoundSubscriber>>(q => q.Find(typed, _cancellation));

        Assert.Equal(code, Assert.Single(hits).Code);
    }

    [Fact]
    public async Task Find_ByATechnician_FindsNoMoney()
    {
        await using var scope = _portal.As(Role.Technician);
        var search = scope.ServiceProvider.GetRequiredService<SearchQueries>();

        Assert.Empty(await search.Find("INV-2026-000001", _cancellation));
        Assert.Single(await search.Find("rahim", _cancellation));
    }

    [Fact]
    public async Task List_FilteredAndSorted_IsWhatWasAsked()
    {
        Assert.Equal(["C-2", "C-1"], await Codes(new SubscriberFilter(), new PageRequest(Sort: "due", Descending: true)));
        Assert.Equal(["C-1", "C-2"], await Codes(new SubscriberFilter(), new PageRequest(Sort: "oldest")));
        Assert.Equal(["C-1"], await Codes(new SubscriberFilter { Dues = DuesFilter.Overdue }, new PageRequest()));
        Assert.Equal(["C-2"], await Codes(new SubscriberFilter { Area = "Uttara" }, new PageRequest()));
        Assert.Equal(["C-2"], await Codes(new SubscriberFilter { Search = "০১৯৯৮" }, new PageRequest()));
        Assert.Equal(["C-2"], await Codes(new SubscriberFilter(), new PageRequest(Number: 2, Size: 1, Sort: "code")));
        Assert.Empty(await Codes(new SubscriberFilter { State = AccountState.Paused }, new PageRequest()));
    }

    [Fact]
    public async Task List_AnySortKey_IsTranslated()
    {
        foreach (var sort in new[] { "name", "code", "due", "oldest", "nonsense" })
        {
            foreach (var filter in new[] { new SubscriberFilter(), new() { Search = "01" }, new() { State = AccountState.Active, Dues = DuesFilter.Due }, new() { IsCut = false } })
            {
                Assert.Equal(2, (await Codes(filter, new PageRequest(Sort: sort))).Count);
                Assert.Equal(2, (await Codes(filter, new PageRequest(Sort: sort, Descending: true))).Count);
            }
        }
        foreach (var sort in new[] { "received", "amount", null })
        {
            await Ask<PaymentQueries, Page<PaymentRow>>(q => q.List(new PaymentFilter { Search = "rahim" }, new PageRequest(Sort: sort), _cancellation));
        }
    }

    [Fact]
    public async Task List_ByWhatIsOwed_HasThoseWhoOweNothingLastAndMissesNobodyBetweenPages()
    {
        var plan = await _portal.GivenPlan("Home 20");
        foreach (var code in new[] { "C-3", "C-4", "C-5" })
        {
            await _portal.GivenSubscriber(plan, code, s => s.Describe("Nobody " + code, "8801700000000", null, "en", new Address(), null));
        }
        await _portal.ChangesSubscriber(await _portal.GivenSubscriber(plan, "C-6"), s => s.Close(_portal.Today));

        foreach (var (sort, isDown, debtors) in new[] { ("due", false, new[] { "C-1", "C-2" }), ("due", true, ["C-2", "C-1"]), ("oldest", false, ["C-1", "C-2"]) })
        {
            List<string> seen = [];
            for (var number = 1; number <= 3; number++)
            {
                seen.AddRange(await Codes(new SubscriberFilter(), new PageRequest(number, 2, sort, isDown)));
            }
            Assert.Equal([.. debtors, "C-3", "C-4", "C-5"], seen);
        }
        Assert.Equal(5, (await Ask<SubscriberQueries, Page<SubscriberRow>>(q => q.List(new(), new PageRequest(Size: 2), _cancellation))).Total);
    }

    [Fact]
    public async Task List_OfThoseWhoOwe_CountsThemAll()
    {
        // Rahim owes twice, Karim what is not due yet; who is closed counts for nothing.
        await _portal.GivenInvoice(_rahim, 500m, new DateOnly(2025, 11, 20), "INV-2025-000002");
        var gone = await _portal.GivenSubscriber(await _portal.GivenPlan("Home 20"), "C-6");
        await _portal.GivenInvoice(gone, 900m, new DateOnly(2025, 12, 20), "INV-2025-000003");
        await _portal.ChangesSubscriber(gone, s => s.Close(_portal.Today));

        foreach (var (dues, count) in new[] { (DuesFilter.Due, 2), (DuesFilter.Overdue, 1), (DuesFilter.Clear, 0) })
        {
            foreach (var sort in new[] { "name", "due", "oldest" })
            {
                var page = await Ask<SubscriberQueries, Page<SubscriberRow>>(q => q.List(new() { Dues = dues }, new PageRequest(Sort: sort), _cancellation));
                Assert.Equal((count, count), (page.Total, page.Rows.Count));
            }
        }
    }

    [Fact]
    public async Task List_ForATechnician_ShowsNoMoney()
    {
        await using var scope = _portal.As(Role.Technician);
        var page = await scope.ServiceProvider.GetRequiredService<SubscriberQueries>().List(new SubscriberFilter(), new PageRequest(Sort: "due"), _cancellation);

        Assert.All(page.Rows, r => Assert.Equal((Money.Zero, null), (r.Due, r.OldestDueOn)));
    }

    [Fact]
    public async Task Statement_OfSomeDays_RunsFromOpeningToClosing()
    {
        await Pay(_rahim, 700m, PaymentMethod.BKash, "TRX1");
        await _portal.GivenInvoice(_rahim, 500m, new DateOnly(2026, 1, 15), "INV-2026-000002");

        var statement = await Ask<StatementQueries, Statement>(q => q.Of(_rahim, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), _cancellation));

        Assert.Equal(Money.FromTaka(500m), statement.Opening);
        Assert.Equal(
            [(EntryKind.Payment, "TRX1", -70_000L, -20_000L), (EntryKind.Charge, "INV-2026-000002", 50_000L, 30_000L)],
            statement.Lines.Select(l => (l.Kind, l.Document!, l.Amount.Minor, l.Balance.Minor)));
        Assert.Equal(Money.FromTaka(300m), statement.Closing);
    }

    [Fact]
    public async Task Money_OfASubscriber_TellsBalanceNextInvoiceAndUsualMethod()
    {
        await Pay(_rahim, 300m, PaymentMethod.BKash, "TRX1");

        var money = (await Ask<SubscriberAccountQueries, SubscriberMoney?>(q => q.Money(_rahim, _cancellation)))!;

        Assert.Equal((Money.FromTaka(200m), Money.FromTaka(200m), Money.Zero), (money.Standing.Balance, money.Standing.Overdue, money.Advance));
        Assert.Equal((PaymentMethod.BKash, Money.FromTaka(500m)), (money.UsualMethod, money.Price));
        Assert.Equal(new DateOnly(2026, 1, 20), money.NextRenewal); // the invoice covers 20 December to 20 January
        Assert.NotNull(money.NextInvoiceOn);
        Assert.NotNull(money.NextInvoiceTotal);
    }

    [Fact]
    public async Task Timeline_PagedThrough_ShowsEverythingOnceNewestFirst()
    {
        for (var i = 0; i < 7; i++)
        {
            _portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await Pay(_rahim, 10m, PaymentMethod.Cash, null);
        }

        var all = new List<TimelineItem>();
        DateTimeOffset? before = null;
        do
        {
            var page = await Ask<TimelineQueries, TimelinePage>(q => q.Of(_rahim, before, 4, _cancellation));
            all.AddRange(page.Items);
            before = page.Before;
        }
        while (before is not null);

        Assert.Equal(15, all.Count); // one invoice; seven payments, each with its receipt
        Assert.Equal(all.OrderByDescending(i => i.At).Select(i => i.At), all.Select(i => i.At));
        Assert.Equal(7, all.Count(i => i.Deed?.Action == AuditAction.PaymentRecorded));
        Assert.Equal(7, all.Count(i => i.Message is not null));
    }

    [Fact]
    public async Task Collected_ByMethod_LeavesOutWhatWasReversed()
    {
        await Pay(_rahim, 300m, PaymentMethod.Cash, null);
        await Pay(_rahim, 200m, PaymentMethod.Cash, null);
        var reversed = await Pay(_karim, 800m, PaymentMethod.Bank, "CHQ 1");
        await _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(reversed, "bounced"));

        var today = await Ask<PaymentQueries, IReadOnlyList<MethodTotal>>(q => q.CollectedToday(_cancellation));

        Assert.Equal([new MethodTotal(PaymentMethod.Cash, 2, Money.FromTaka(500m))], today);
    }

    private Task<List<string>> Codes(SubscriberFilter filter, PageRequest page) =>
        Ask<SubscriberQueries, List<string>>(async q => [.. (await q.List(filter, page, _cancellation)).Rows.Select(r => r.Code)]);

    private async Task<T> Ask<TQueries, T>(Func<TQueries, Task<T>> ask)
        where TQueries : notnull
    {
        await using var scope = _portal.As(Role.Owner);
        return await ask(scope.ServiceProvider.GetRequiredService<TQueries>());
    }

    private async Task<long> Pay(long subscriber, decimal taka, PaymentMethod method, string? reference) => (await _portal.Run(
        s => s.GetRequiredService<RecordPayment>(),
        new RecordPaymentRequest(new Guid(++_commands, 0, 0, new byte[8]), subscriber, Money.FromTaka(taka), method, _portal.Today, reference))).Value.PaymentId;
}

public sealed class SqliteSubscriberReportTests : SubscriberReportSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

public sealed class PostgresSubscriberReportTests : SubscriberReportSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
