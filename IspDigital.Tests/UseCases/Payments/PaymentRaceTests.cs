using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Payments;

/// <summary>However many press at once, on each database: one command is one payment, one transaction is one payment.</summary>
public abstract class PaymentRaceSpecification : IAsyncLifetime
{
    private const int AtOnce = 50;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private TestPortal _portal = null!;
    private long _rahim;
    private long _karim;
    private int _commands;

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    public async ValueTask InitializeAsync()
    {
        _portal = await Start();
        var plan = await _portal.GivenPlan();
        _rahim = await _portal.GivenSubscriber(plan);
        _karim = await _portal.GivenSubscriber(plan, "C-2");
        await _portal.GivenInvoice(_rahim, 500m, new DateOnly(2026, 1, 5), "INV-1");
        await _portal.GivenInvoice(_karim, 500m, new DateOnly(2026, 1, 5), "INV-2");
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
    public async Task RecordPayment_FiftyAtOnceWithOneCommand_IsOnePayment()
    {
        var request = Cash(_rahim);

        var results = await All(Enumerable.Repeat(request, AtOnce));

        Assert.Single(results.Select(r => r.Value.PaymentId).Distinct());
        Assert.Single(results, r => !r.Value.IsRepeat);
        await AssertOnePayment();
    }

    [Fact]
    public async Task RecordPayment_FiftyAtOnceWithOneTransaction_IsOnePayment()
    {
        var results = await All(Enumerable.Range(0, AtOnce).Select(_ => BKash(_rahim)));

        var made = Assert.Single(results, r => r.IsOk).Value.PaymentId;
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal(made, Assert.IsType<TransactionAlreadyRecorded>(r.Error).PaymentId));
        await AssertOnePayment();
    }

    [Fact]
    public async Task RecordPayment_OneTransactionForTwoSubscribersAtOnce_IsOnePayment()
    {
        var results = await All(Enumerable.Range(0, AtOnce).Select(i => BKash(i % 2 == 0 ? _rahim : _karim)));

        var made = Assert.Single(results, r => r.IsOk).Value.PaymentId;
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal(made, Assert.IsType<TransactionAlreadyRecorded>(r.Error).PaymentId));
        await AssertOnePayment();
    }

    [Fact]
    public async Task RecordPayment_PartPaymentsAtOnce_NeverSettleTooMuch()
    {
        var results = await All(Enumerable.Range(0, 20).Select(_ => Cash(_rahim) with { Amount = Money.FromTaka(30m) }));

        Assert.All(results, r => Assert.True(r.IsOk));
        await using var db = _portal.OpenDb();
        var invoice = await db.Invoices.SingleAsync(i => i.SubscriberId == _rahim, _cancellation);
        Assert.Equal((InvoiceStatus.Paid, Money.FromTaka(500m)), (invoice.Status, invoice.Paid));
        var standing = (await StandingQueries.Of(db, [_rahim], _portal.Today, _cancellation))[_rahim];
        Assert.Equal(Money.FromTaka(-100m), standing.Balance);
    }

    [Fact]
    public async Task ReversePayment_ManyAtOnce_IsOneReversal()
    {
        var payment = (await _portal.Run(s => s.GetRequiredService<RecordPayment>(), Cash(_rahim))).Value.PaymentId;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(payment, "bounced")), _cancellation)));

        Assert.Single(results, r => r.IsOk);
        await using var db = _portal.OpenDb();
        Assert.Equal(1, await db.JournalEntries.CountAsync(e => e.Kind == EntryKind.Reversal, _cancellation));
        Assert.Equal(Money.Zero, (await db.Invoices.SingleAsync(i => i.SubscriberId == _rahim, _cancellation)).Paid);
    }

    private RecordPaymentRequest Cash(long subscriber) =>
        new(new Guid(++_commands, 0, 0, new byte[8]), subscriber, Money.FromTaka(500m), PaymentMethod.Cash, _portal.Today);

    private RecordPaymentRequest BKash(long subscriber) => Cash(subscriber) with { Method = PaymentMethod.BKash, Reference = "8CG2AB3XYZ" };

    private Task<Result<RecordedPayment>[]> All(IEnumerable<RecordPaymentRequest> requests) => Task.WhenAll(requests.ToList()
        .Select(request => Task.Run(() => _portal.Run(s => s.GetRequiredService<RecordPayment>(), request), _cancellation)));

    private async Task AssertOnePayment()
    {
        await using var db = _portal.OpenDb();
        Assert.Equal(1, await db.Payments.CountAsync(_cancellation));
        Assert.Equal(1, await db.OutboxMessages.CountAsync(_cancellation));
        Assert.Equal(1, await db.JournalEntries.CountAsync(e => e.Kind == EntryKind.Payment, _cancellation));
        Assert.Equal(Money.FromTaka(500m), new Money(await db.Invoices.SumAsync(i => i.Paid.Minor, _cancellation)));
    }
}

public sealed class SqlitePaymentRaceTests : PaymentRaceSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

public sealed class PostgresPaymentRaceTests : PaymentRaceSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
