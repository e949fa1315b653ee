using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>What the list of invoices shows for each filter, on each database.</summary>
public abstract class InvoiceListSpecification : IAsyncLifetime
{
    private TestPortal _portal = null!;
    private long _home;
    private long _office;
    private long _rahim;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    // Rahim, Mirpur: January paid, February open. Karim, Uttara: January void, issued anew, February open. Both since 1 January.
    public async ValueTask InitializeAsync()
    {
        _portal = await Start();
        _home = await _portal.HasPlan();
        _office = await _portal.HasPlan("Office", 2_000);
        _rahim = await _portal.HasSubscriber(_home, _portal.Today, "C-1", s => Named(s, "রহিম উদ্দিন", "8801712345678", "Mirpur"));
        await _portal.HasSubscriber(_office, _portal.Today, "C-2", s => Named(s, "Karim Ahmed", "8801998765432", "Uttara"));
        await _portal.IssuesInvoices();
        var invoices = await _portal.Invoices();
        await Pay(invoices.Single(i => i.SubscriberId == _rahim).Id);
        await _portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(invoices.Single(i => i.SubscriberId != _rahim).Id, "wrong"));
        await _portal.IssuesInvoices();
        _portal.GoTo(new DateOnly(2026, 2, 1));
        await _portal.IssuesInvoices(approve: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task List_ByState_ShowsThose()
    {
        Assert.Equal([5, 4, 3, 2, 1], await Numbers(new()));
        Assert.Equal([3, 4, 5], await Numbers(new(Status: InvoiceStatus.Open)));
        Assert.Equal([1], await Numbers(new(Status: InvoiceStatus.Paid)));
        Assert.Equal([2], await Numbers(new(Status: InvoiceStatus.Void)));
        Assert.Equal([3], await Numbers(new(Due: InvoiceDue.Overdue)));
        Assert.Equal([3], await Numbers(new(Due: InvoiceDue.BeyondGrace)));
        Assert.Equal([4, 5], await Numbers(new(Due: InvoiceDue.Within30Days)));
        Assert.Empty(await Numbers(new(Status: InvoiceStatus.Paid, Due: InvoiceDue.Overdue)));
    }

    [Fact]
    public async Task List_ByPlanAreaRunAndDays_ShowsThose()
    {
        var runs = (await _portal.Invoices()).Select(i => i.RunId).Distinct().ToList();

        Assert.Equal([4, 1], await Numbers(new(PlanId: _home)));
        Assert.Equal([5, 3, 2], await Numbers(new(PlanId: _office)));
        Assert.Equal([5, 3, 2], await Numbers(new(Area: "Uttara")));
        Assert.Empty(await Numbers(new(Area: "Uttara", PlanId: _home)));
        Assert.Equal([3, 5], await Numbers(new(Area: "Uttara", Status: InvoiceStatus.Open)));
        Assert.Equal(3, runs.Count);
        Assert.Equal([2, 1], await Numbers(new(RunId: runs[0])));
        Assert.Equal([5, 4], await Numbers(new(RunId: runs[2])));
        Assert.Equal([3, 2, 1], await Numbers(new(IssuedTo: new DateOnly(2026, 1, 31))));
        Assert.Equal([5, 4], await Numbers(new(Status: InvoiceStatus.Open, IssuedFrom: new DateOnly(2026, 2, 1))));
        Assert.Equal([4, 1], await Numbers(new(SubscriberId: _rahim)));
    }

    [Theory]
    [InlineData("রহিম", 4, 1)]
    [InlineData("ahmed karim", 5, 3, 2)]
    [InlineData("C-1", 4, 1)]
    [InlineData("01998-765432", 5, 3, 2)]
    [InlineData("inv-2026-000003", 3)]
    [InlineData("INV-২০২৬-০০০০০৩", 3)]
    [InlineData("INV-2026-999999")]
    [InlineData("nobody")]
    public async Task List_ByWhatIsTyped_FindsPeopleAndWholeNumbers(string typed, params int[] numbers)
    {
        Assert.Equal(numbers, await Numbers(new(Text: typed)));
    }

    [Fact]
    public async Task List_ByTheLastDigitsOfANumber_FindsItAmongThePeople()
    {
        // 3 also stands in both phone numbers: the number is there whoever is meant.
        Assert.Contains(3, await Numbers(new(Text: "3", Status: InvoiceStatus.Open)));
        Assert.Equal([3], await Numbers(new(Text: "000003")));
    }

    [Fact]
    public async Task List_InEachOrder_TurnsItsPagesWithoutGapsAlsoFromTheEnd()
    {
        foreach (var (page, expected) in new (PageRequest, int[])[]
        {
            (new(Size: 2), [5, 4, 3, 2, 1]),
            (new(Size: 2, Sort: "issued"), [1, 2, 3, 4, 5]),
            (new(Size: 2, Sort: "issued", Descending: true), [5, 4, 3, 2, 1]),
            (new(Size: 2, Sort: "due"), [5, 4, 3, 2, 1]), // by due date only where something is to pay
        })
        {
            List<int> seen = [];
            for (var number = 1; number <= 4; number++)
            {
                seen.AddRange(await Numbers(new(), page with { Number = number }));
            }
            Assert.Equal(expected, seen);
        }
        Assert.Equal([5, 4, 3], await Numbers(new(Status: InvoiceStatus.Open), new(Sort: "due", Descending: true)));
        Assert.Equal([1, 4], await Numbers(new(SubscriberId: _rahim), new(Sort: "due")));
        Assert.Equal([1, 4], await Numbers(new(SubscriberId: _rahim), new(Sort: "total")));
    }

    [Fact]
    public async Task Count_ByTheNumbersGiven_IsHowManyDocumentsThereAre()
    {
        await _portal.Run(s => s.GetRequiredService<IssueCreditNote>(), new IssueCreditNoteRequest(new Guid(7, 0, 0, new byte[8]), (await _portal.Invoices())[^1].Id, Money.FromTaka(100), "no service"));
        await using var db = _portal.OpenDb();

        Assert.Equal(6, await InvoiceNumbers.CountGiven(db, Cancellation));
        Assert.Equal(6, await db.Invoices.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Sums_OfWhatIsListed_LeaveOutTheVoidOnes()
    {
        Assert.Equal((5, 500m + 2_000m + 500m + 2_000m, 2_000m + 500m + 2_000m), await Sums(new()));
        Assert.Equal((3, 4_500m, 4_500m), await Sums(new(Status: InvoiceStatus.Open)));
        Assert.Equal((1, 0m, 0m), await Sums(new(Status: InvoiceStatus.Void)));
        Assert.Equal((3, 4_000m, 4_000m), await Sums(new(Area: "Uttara")));
        Assert.Equal((0, 0m, 0m), await Sums(new(Area: "nowhere")));
    }

    private static void Named(Subscriber subscriber, string name, string phone, string area) =>
        subscriber.Describe(name, phone, null, "bn", new Address { Area = area }, null);

    private async Task Pay(long invoiceId)
    {
        var invoice = (await _portal.Invoices()).Single(i => i.Id == invoiceId);
        await _portal.Run(s => s.GetRequiredService<Core.Payments.RecordPayment>(), new Core.Payments.RecordPaymentRequest(
            new Guid(1, 0, 0, new byte[8]), invoice.SubscriberId, invoice.Total, Core.Payments.PaymentMethod.Cash, _portal.Today, null));
    }

    private async Task<List<int>> Numbers(InvoiceFilter filter, PageRequest? page = null)
    {
        await using var scope = _portal.As(Role.Support);
        var list = await scope.ServiceProvider.GetRequiredService<InvoiceQueries>().List(filter, page ?? new(), Cancellation);
        return [.. list.Rows.Select(r => int.Parse(r.Number[^6..], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private async Task<(int Count, decimal Total, decimal Outstanding)> Sums(InvoiceFilter filter)
    {
        await using var scope = _portal.As(Role.Support);
        var listing = await scope.ServiceProvider.GetRequiredService<InvoiceQueries>().ListWithSums(filter, new(), Cancellation);
        return (listing.Page.Total, listing.Sums!.Value.Total.Minor / 100m, listing.Sums.Value.Outstanding.Minor / 100m);
    }
}

public sealed class SqliteInvoiceListTests : InvoiceListSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

public sealed class PostgresInvoiceListTests : InvoiceListSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
