using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Messaging;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Payments;

public sealed class RecordPaymentTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;
    private int _commands;

    public async ValueTask InitializeAsync() => _subscriber = await _portal.GivenSubscriber(await _portal.GivenPlan());

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task RecordPayment_CashForOneInvoice_DoesEverythingInOneTransaction()
    {
        var invoice = await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5), "INV-2026-000001");

        var recorded = await Pay(500m);

        await using var db = _portal.OpenDb();
        var payment = await db.Payments.Include(p => p.Allocations).SingleAsync(_cancellation);
        Assert.Equal((recorded.Value.PaymentId, Money.FromTaka(500m), null, null), (payment.Id, payment.Amount, payment.Provider, payment.TransactionId));
        Assert.Equal((invoice, Money.FromTaka(500m)), (payment.Allocations.Single().InvoiceId, payment.Allocations.Single().Amount));
        Assert.Equal(InvoiceStatus.Paid, (await db.Invoices.SingleAsync(_cancellation)).Status);
        Assert.Equal(Money.Zero, await Balance(db));
        Assert.Equal([(Account.Cash, 50_000L), (Account.Receivable, -50_000L)], await Lines(db, EntryKind.Payment));
        Assert.Contains(await db.AccessMarks.Select(m => m.Cause).ToListAsync(_cancellation), cause => cause == nameof(EntryKind.Payment));
        var receipt = await db.OutboxMessages.SingleAsync(_cancellation);
        Assert.Equal((MessageKind.PaymentReceived, Channel.Sms, payment.Id), (receipt.Kind, receipt.Channel, receipt.PaymentId));
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.PaymentRecorded, _cancellation);
        Assert.Equal(("Owner", _subscriber), (entry.ActorName, entry.SubscriberId));
    }

    [Fact]
    public async Task RecordPayment_LessThanDue_LeavesTheRestDue()
    {
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5));

        await Pay(200m);

        await using var db = _portal.OpenDb();
        Assert.Equal(Money.FromTaka(300m), (await db.Invoices.SingleAsync(_cancellation)).Outstanding);
        Assert.Equal(Money.FromTaka(300m), await Balance(db));
    }

    [Fact]
    public async Task RecordPayment_MoreThanDue_KeepsTheRestAsAdvance()
    {
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5));

        var recorded = await Pay(800m);

        await using var db = _portal.OpenDb();
        Assert.Equal(Money.FromTaka(300m), recorded.Value.Settlement.Remainder);
        Assert.Equal(Money.FromTaka(-300m), await Balance(db));
        Assert.Equal([(Account.Cash, 80_000L), (Account.Receivable, -50_000L), (Account.Advances, -30_000L)], await Lines(db, EntryKind.Payment));
    }

    [Fact]
    public async Task RecordPayment_SameCommandAgain_ReturnsTheSamePayment()
    {
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5));
        var request = Cash(500m);

        var first = await Run(request);
        var second = await Run(request);

        Assert.Equal((first.Value.PaymentId, true), (second.Value.PaymentId, second.Value.IsRepeat));
        Assert.Equal(first.Value.Settlement.Shares, second.Value.Settlement.Shares);
        await using var db = _portal.OpenDb();
        Assert.Equal(1, await db.Payments.CountAsync(_cancellation));
        Assert.Equal(Money.Zero, await Balance(db));
    }

    [Fact]
    public async Task RecordPayment_SameCommandWithAnotherAmount_IsRefusedAndSaysWhatStands()
    {
        var request = Cash(500m);
        var first = await Run(request);

        var second = await Run(request with { Amount = Money.FromTaka(600m) });

        Assert.Equal(new FormAlreadySaved(first.Value.PaymentId, Money.FromTaka(500m)), second.Error);
    }

    [Fact]
    public async Task RecordPayment_TransactionOfAnotherPayment_SaysWhichPaymentHasIt()
    {
        var other = await _portal.GivenSubscriber(await _portal.GivenPlan("Home 20"), "C-2");
        var first = await Run(Cash(500m) with { Method = PaymentMethod.BKash, Reference = "8CG2AB3XYZ" });

        var second = await Run(Cash(500m) with { SubscriberId = other, Method = PaymentMethod.BKash, Reference = " ৮cg2 ab3xyz" });

        var refused = Assert.IsType<TransactionAlreadyRecorded>(second.Error);
        Assert.Equal((first.Value.PaymentId, _subscriber, "C-1"), (refused.PaymentId, refused.SubscriberId, refused.SubscriberCode));
        Assert.Equal(nameof(RecordPaymentRequest.Reference), refused.Field);
    }

    [Fact]
    public async Task RecordPayment_SameNumberFromAnotherProvider_IsAnotherPayment()
    {
        var bkash = await Run(Cash(500m) with { Method = PaymentMethod.BKash, Reference = "1001" });
        var nagad = await Run(Cash(500m) with { Method = PaymentMethod.Nagad, Reference = "1001" });

        Assert.True(bkash.IsOk && nagad.IsOk);
        Assert.NotEqual(bkash.Value.PaymentId, nagad.Value.PaymentId);
    }

    [Theory]
    [InlineData(1, "Payments.ReceivedInFuture")]
    [InlineData(0, null)]
    [InlineData(-30, null)]
    [InlineData(-366, null)]
    [InlineData(-367, "Payments.ReceivedTooLongAgo")]
    public async Task RecordPayment_ForADay_IsTakenUpToToday(int days, string? error)
    {
        var result = await Run(Cash(500m) with { ReceivedOn = _portal.Today.AddDays(days) });

        Assert.Equal(error, result.Error?.Code);
    }

    [Theory]
    [InlineData(0, PaymentMethod.Cash, null, "Amount", "Payments.AmountNeeded")]
    [InlineData(-5, PaymentMethod.Cash, null, "Amount", "Payments.AmountNeeded")]
    [InlineData(1_000_001, PaymentMethod.Cash, null, "Amount", "Payments.AmountTooLarge")]
    [InlineData(500, PaymentMethod.BKash, null, "Reference", "Payments.ReferenceNeeded")]
    [InlineData(500, PaymentMethod.Bank, "  ", "Reference", "Payments.ReferenceNeeded")]
    [InlineData(500, PaymentMethod.Brought, "x", "Method", "Payments.MethodUnknown")]
    public async Task RecordPayment_BadInput_IsNamedAtItsField(int taka, PaymentMethod method, string? reference, string field, string code)
    {
        var result = await Run(Cash(taka) with { Method = method, Reference = reference });

        var error = Assert.Single(Assert.IsType<InvalidInput>(result.Error).Errors);
        Assert.Equal((field, code), (error.Field, error.Code));
    }

    [Fact]
    public async Task RecordPayment_ForAPickedInvoice_SettlesThatOne()
    {
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5), "INV-1");
        var later = await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 2, 5), "INV-2");

        var recorded = await Run(Cash(500m) with { InvoiceIds = [later] });

        Assert.Equal("INV-2", Assert.Single(recorded.Value.Settlement.Shares).Number);
    }

    [Fact]
    public async Task RecordPayment_ForAnInvoiceOfSomebodyElse_IsRefused()
    {
        var other = await _portal.GivenSubscriber(await _portal.GivenPlan("Home 20"), "C-2");
        var theirs = await _portal.GivenInvoice(other, 500m, new DateOnly(2026, 1, 5));

        var result = await Run(Cash(500m) with { InvoiceIds = [theirs] });

        Assert.IsType<PickedInvoiceNotOpen>(result.Error);
    }

    [Theory]
    [InlineData(Role.Owner, true)]
    [InlineData(Role.Billing, true)]
    [InlineData(Role.Collector, true)]
    [InlineData(Role.Support, false)]
    [InlineData(Role.Technician, false)]
    [InlineData(Role.Auditor, false)]
    public async Task RecordPayment_ByARole_NeedsTheRight(Role role, bool may)
    {
        var result = await _portal.Run(s => s.GetRequiredService<RecordPayment>(), Cash(500m), role);

        Assert.Equal(may, result.IsOk);
    }

    [Fact]
    public async Task RecordPayment_BKashByACollector_IsRefused()
    {
        var request = Cash(500m) with { Method = PaymentMethod.BKash, Reference = "X1" };

        var result = await _portal.Run(s => s.GetRequiredService<RecordPayment>(), request, Role.Collector);

        Assert.IsType<CollectorsTakeCash>(result.Error);
    }

    private Task<Result<RecordedPayment>> Pay(decimal taka) => Run(Cash(taka));

    private RecordPaymentRequest Cash(decimal taka) =>
        new(new Guid(++_commands, 0, 0, new byte[8]), _subscriber, Money.FromTaka(taka), PaymentMethod.Cash, _portal.Today);

    private Task<Result<RecordedPayment>> Run(RecordPaymentRequest request) => _portal.Run(s => s.GetRequiredService<RecordPayment>(), request);

    private async Task<Money> Balance(IspDbContext db) =>
        (await StandingQueries.Of(db, [_subscriber], _portal.Today, _cancellation))[_subscriber].Balance;

    private async Task<List<(Account, long)>> Lines(IspDbContext db, EntryKind kind) =>
        [.. (await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.Kind == kind, _cancellation)).Lines.OrderBy(l => l.Id).Select(l => (l.Account, l.Amount.Minor))];
}
