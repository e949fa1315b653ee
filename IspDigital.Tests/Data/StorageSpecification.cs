using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Data;

/// <summary>What every database must do for us. Each test has a database of its own; one subclass for each provider.</summary>
public abstract partial class StorageSpecification : IAsyncLifetime
{
    private TestPortal _portal = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    /// <summary>The <c>CREATE INDEX</c> of every index, by its name.</summary>
    protected abstract Task<Dictionary<string, string>> Indexes(IspDbContext db);

    public async ValueTask InitializeAsync() => _portal = await Start();

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Invoice_SecondForTheSamePeriod_IsRefusedUntilTheFirstIsVoid()
    {
        var subscriber = await ASubscriber();
        var first = await Save(AnInvoice("1", subscriber));

        await Refused(AnInvoice("2", subscriber));
        await using (var db = _portal.OpenDb())
        {
            (await db.Invoices.SingleAsync(i => i.Id == first.Id, Cancellation)).Void("Wrong plan.", false, _portal.Clock.GetUtcNow());
            await db.SaveChangesAsync(Cancellation);
        }

        await Save(AnInvoice("3", subscriber));
        await Refused(AnInvoice("4", subscriber));
    }

    [Fact]
    public async Task Invoice_NumberTaken_IsRefused()
    {
        await Save(AnInvoice("INV-1", await ASubscriber("C-1")));

        await Refused(AnInvoice("INV-1", await ASubscriber("C-2")));
    }

    [Fact]
    public async Task Payment_TransactionOfTheProviderAgain_IsRefusedAndCashIsNot()
    {
        var subscriber = await ASubscriber();
        await Save(APayment(subscriber, 1, "bkash", "9F3K"));
        await Save(APayment(subscriber, 2, "nagad", "9F3K"));
        await Save(APayment(subscriber, 3, null, null));
        await Save(APayment(subscriber, 4, null, null));

        await Refused(APayment(subscriber, 5, "bkash", "9F3K"));
    }

    [Fact]
    public async Task Payment_CommandTwice_IsRefused()
    {
        var subscriber = await ASubscriber();
        await Save(APayment(subscriber, 1, null, null));

        await Refused(APayment(subscriber, 1, null, null));
    }

    [Fact]
    public async Task JournalEntry_SameDeedTwice_IsRefused()
    {
        var subscriber = await ASubscriber();
        await Save(AnEntry(subscriber, "invoice:1", 52_500));

        await Refused(AnEntry(subscriber, "invoice:1", 52_500));
    }

    [Fact]
    public async Task Money_SummedByTheDatabase_IsExactBeyondWhatADoubleHolds()
    {
        var subscriber = await ASubscriber();
        const long TooFineForDouble = 9_007_199_254_740_993; // 2^53 + 1
        await Save(AnEntry(subscriber, "a", TooFineForDouble));
        await Save(AnEntry(subscriber, "b", 10));

        await using var db = _portal.OpenDb();
        var sum = await db.JournalLines.Where(l => l.Account == Account.Receivable).SumAsync(l => l.Amount.Minor, Cancellation);

        Assert.Equal(TooFineForDouble + 10, sum);
    }

    [Fact]
    public async Task Instants_StoredAndComparedByTheDatabase_KeepTheirOrderToTheMicrosecond()
    {
        var noon = new DateTimeOffset(2026, 2, 28, 12, 0, 0, TimeSpan.FromHours(6));
        var subscriber = await ASubscriber();
        await Save(APayment(subscriber, 1, null, null, noon.AddTicks(10)));
        await Save(APayment(subscriber, 2, null, null, noon));
        await Save(APayment(subscriber, 3, null, null, noon.AddHours(-5).ToOffset(TimeSpan.FromHours(-3))));

        await using var db = _portal.OpenDb();
        var inOrder = await db.Payments.OrderBy(p => p.RecordedAt).Select(p => p.RecordedAt).ToListAsync(Cancellation);
        var after = await db.Payments.CountAsync(p => p.RecordedAt > noon, Cancellation);
        var last = await db.Payments.MaxAsync(p => p.RecordedAt, Cancellation);

        Assert.Equal([noon.AddHours(-5), noon, noon.AddTicks(10)], inOrder);
        Assert.All(inOrder, at => Assert.Equal(TimeSpan.Zero, at.Offset));
        Assert.Equal(1, after);
        Assert.Equal(noon.AddTicks(10), last);
    }

    [Fact]
    public async Task Dates_StoredAndComparedByTheDatabase_AreTheSameDays()
    {
        var subscriber = await ASubscriber();
        await Save(AnInvoice("1", subscriber, new DateOnly(2028, 2, 29)));
        await Save(AnInvoice("2", subscriber, new DateOnly(2027, 12, 31)));

        await using var db = _portal.OpenDb();
        var days = await db.Invoices.OrderBy(i => i.PeriodStart).Select(i => i.PeriodStart).ToListAsync(Cancellation);
        var before = await db.Invoices.CountAsync(i => i.PeriodStart < new DateOnly(2028, 1, 1), Cancellation);

        Assert.Equal([new DateOnly(2027, 12, 31), new DateOnly(2028, 2, 29)], days);
        Assert.Equal(1, before);
    }

    [Fact]
    public async Task FilteredIndexes_OfTheModel_StandInTheDatabaseWithTheirFilter()
    {
        await using var db = _portal.OpenDb();
        var stored = await Indexes(db);

        var filtered = db.Model.GetEntityTypes().SelectMany(t => t.GetIndexes()).Where(i => i.GetFilter() is not null).ToList();

        Assert.True(filtered.Count >= 4, $"Only {filtered.Count} filtered indexes in the model.");
        foreach (var index in filtered)
        {
            var sql = stored[index.GetDatabaseName()!];
            Assert.Contains("WHERE", sql, StringComparison.Ordinal);
            Assert.Equal(index.IsUnique, sql.StartsWith("CREATE UNIQUE", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Names_InBangla_AreStoredAndFoundAsTheyAre()
    {
        await ASubscriber("C-7", "মোছাঃ রহিমা খাতুন");

        await using var db = _portal.OpenDb();

        Assert.Equal("C-7", (await db.Subscribers.SingleAsync(s => s.Name.StartsWith("মোছাঃ"), Cancellation)).Code);
    }

    [Fact]
    public async Task Subscriber_ChangedByTwoForms_TheSecondIsTold()
    {
        var id = await ASubscriber();
        await using var one = _portal.OpenDb();
        await using var other = _portal.OpenDb();
        var first = await one.Subscribers.SingleAsync(s => s.Id == id, Cancellation);
        var second = await other.Subscribers.SingleAsync(s => s.Id == id, Cancellation);

        first.Describe("করিম", first.Phone, null, "bn", first.Address, null);
        await one.SaveChangesAsync(Cancellation);
        second.Describe("জামাল", second.Phone, null, "bn", second.Address, null);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => other.SaveChangesAsync(Cancellation));
    }

    private async Task<long> ASubscriber(string code = "C-1", string name = "রহিম উদ্দিন")
    {
        await using var db = _portal.OpenDb();
        var plan = await db.Plans.FirstOrDefaultAsync(Cancellation);
        if (plan is null)
        {
            plan = new Plan("Home 10", new SpeedProfile(10_000_000, 10_000_000, "plan-10M"), new DateOnly(2025, 1, 1), Money.FromTaka(500));
            db.Plans.Add(plan);
            await db.SaveChangesAsync(Cancellation);
        }
        var subscriber = new Subscriber(code, name, "8801712345678", new DateOnly(2026, 1, 1), plan.Id);
        db.Subscribers.Add(subscriber);
        await db.SaveChangesAsync(Cancellation);
        return subscriber.Id;
    }

    private Invoice AnInvoice(string number, long subscriberId, DateOnly? start = null)
    {
        var period = new DateRange(start ?? new DateOnly(2026, 1, 1), (start ?? new DateOnly(2026, 1, 1)).AddMonths(1));
        var line = new LineDraft(LineKind.Recurring, "Home 10", period, period.Days, Money.FromTaka(500), Money.FromTaka(500), 500, Money.FromTaka(25));
        var draft = new InvoiceDraft(subscriberId, InvoiceKind.Recurring, period, period.Start, period.Start.AddDays(7), period.Start.AddDays(10), [line]);
        return new Invoice(number, draft, null, _portal.Clock.GetUtcNow());
    }

    private Payment APayment(long subscriberId, byte command, string? provider, string? transaction, DateTimeOffset? at = null) => new(
        subscriberId, Money.FromTaka(525), provider is null ? PaymentMethod.Cash : PaymentMethod.BKash, provider, transaction,
        new DateOnly(2026, 1, 5), at ?? _portal.Clock.GetUtcNow(), "rina", new Guid(command, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), null);

    private JournalEntry AnEntry(long subscriberId, string key, long minor) => new(
        new Posting(subscriberId, EntryKind.Charge, new DateOnly(2026, 1, 1), nameof(Invoice), 1, key,
            [new(Account.Receivable, new Money(minor)), new(Account.Revenue, new Money(-minor))]),
        _portal.Clock.GetUtcNow(), "rina");

    private async Task<T> Save<T>(T thing)
        where T : class
    {
        await using var db = _portal.OpenDb();
        db.Add(thing);
        await db.SaveChangesAsync(Cancellation);
        return thing;
    }

    private async Task Refused(object thing)
    {
        await using var db = _portal.OpenDb();
        db.Add(thing);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancellation));
    }
}
