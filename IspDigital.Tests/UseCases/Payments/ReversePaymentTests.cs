using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Payments;

public sealed class ReversePaymentTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;
    private int _commands;

    public async ValueTask InitializeAsync() => _subscriber = await _portal.GivenSubscriber(await _portal.GivenPlan());

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task ReversePayment_BouncedCheque_OpensItsInvoicesAndKeepsHistory()
    {
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5), "INV-1");
        var payment = await Pay(800m);

        var result = await Reverse(payment);

        Assert.Equal(["INV-1"], result.Value.Reopened);
        await using var db = _portal.OpenDb();
        Assert.Equal(Money.FromTaka(500m), await Balance(db));
        Assert.Equal(InvoiceStatus.Open, (await db.Invoices.SingleAsync(_cancellation)).Status);
        var stored = await db.Payments.Include(p => p.Allocations).SingleAsync(_cancellation);
        Assert.Equal([50_000L, -50_000L], stored.Allocations.OrderBy(a => a.Id).Select(a => a.Amount.Minor));
        Assert.Equal((Money.Zero, "cheque bounced"), (stored.Unallocated, stored.ReversalReason));
        var entry = await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.Kind == EntryKind.Reversal, _cancellation);
        Assert.Equal([(Account.Cash, -80_000L), (Account.Receivable, 50_000L), (Account.Advances, 30_000L)],
            entry.Lines.OrderBy(l => l.Id).Select(l => (l.Account, l.Amount.Minor)));
        Assert.Equal((await db.JournalEntries.SingleAsync(e => e.Kind == EntryKind.Payment, _cancellation)).Id, entry.CorrectsEntryId);
        Assert.Equal("cheque bounced", (await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.PaymentReversed, _cancellation)).Reason);
    }

    [Fact]
    public async Task ReversePayment_Twice_IsRefused()
    {
        var payment = await Pay(500m);
        await Reverse(payment);

        Assert.IsType<AlreadyReversed>((await Reverse(payment)).Error);
    }

    [Fact]
    public async Task ReversePayment_AnotherAdvanceWaits_ItStepsIn()
    {
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5));
        var first = await Pay(500m);
        await Pay(300m);

        await Reverse(first);

        await using var db = _portal.OpenDb();
        Assert.Equal(Money.FromTaka(200m), (await db.Invoices.SingleAsync(_cancellation)).Outstanding);
        Assert.Equal(Money.FromTaka(200m), await Balance(db));
    }

    [Fact]
    public async Task ReversePayment_WithoutReasonOrRight_IsRefused()
    {
        var payment = await Pay(500m);

        Assert.IsType<InvalidInput>((await _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(payment, " "))).Error);
        Assert.IsType<NotPermitted>((await _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(payment, "x"), Role.Collector)).Error);
    }

    [Fact]
    public async Task Advances_InvoiceIsIssued_PayItAtOnceAndOnlyOnce()
    {
        await Pay(700m);
        var invoice = await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 2, 5));

        await Apply();
        await Apply();

        await using var db = _portal.OpenDb();
        Assert.Equal(InvoiceStatus.Paid, (await db.Invoices.SingleAsync(_cancellation)).Status);
        Assert.Equal(Money.FromTaka(-200m), await Balance(db));
        var entry = await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.Kind == EntryKind.AdvanceApplied, _cancellation);
        Assert.Equal($"advance:1:{invoice}:1", entry.IdempotencyKey);
        Assert.Equal([(Account.Advances, 50_000L), (Account.Receivable, -50_000L)], entry.Lines.OrderBy(l => l.Id).Select(l => (l.Account, l.Amount.Minor)));
    }

    [Fact]
    public async Task Advances_OldestMoneyFirst_AcrossPayments()
    {
        await Pay(300m);
        await Pay(300m);
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 2, 5));

        await Apply();

        await using var db = _portal.OpenDb();
        var left = (await db.Payments.Include(p => p.Allocations).OrderBy(p => p.Id).ToListAsync(_cancellation)).Select(p => p.Unallocated.Taka);
        Assert.Equal([0m, 100m], left);
    }

    [Fact]
    public async Task ReversePayment_AdvancePaidAnInvoiceSince_ThatInvoiceOpensToo()
    {
        var payment = await Pay(700m);
        await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 2, 5));
        await Apply();

        await Reverse(payment);

        await using var db = _portal.OpenDb();
        Assert.Equal(Money.FromTaka(500m), (await db.Invoices.SingleAsync(_cancellation)).Outstanding);
        Assert.Equal(Money.FromTaka(500m), await Balance(db));
        var byAccount = (await db.JournalLines.ToListAsync(_cancellation)).GroupBy(l => l.Account).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));
        Assert.Equal((Money.Zero, Money.Zero, Money.FromTaka(500m)), (byAccount[Account.Cash], byAccount[Account.Advances], byAccount[Account.Receivable]));
    }

    [Fact]
    public async Task Release_InvoiceIsVoided_TheMoneyIsAnAdvanceAgain()
    {
        var invoice = await _portal.GivenInvoice(_subscriber, 500m, new DateOnly(2026, 1, 5));
        await Pay(500m);

        await InTransaction(async work => await Port.Release(
            work, await work.Db.Invoices.SingleAsync(i => i.Id == invoice, _cancellation), "wrong plan", _cancellation));

        await using var db = _portal.OpenDb();
        Assert.Equal(Money.Zero, (await db.Invoices.SingleAsync(_cancellation)).Paid);
        Assert.Equal(Money.FromTaka(500m), (await db.Payments.Include(p => p.Allocations).SingleAsync(_cancellation)).Unallocated);
    }

    private IAdvances Port => _portal.Services.GetRequiredService<IAdvances>();

    private Task Apply() => InTransaction(work => Port.Apply(work, [_subscriber], _cancellation));

    private async Task InTransaction(Func<UnitOfWork, Task> act)
    {
        await using var scope = _portal.AsJob();
        await scope.ServiceProvider.GetRequiredService<IspStore>().Write<Done>(async work =>
        {
            await act(work);
            return new Done();
        }, _cancellation);
    }

    private async Task<long> Pay(decimal taka) => (await _portal.Run(
        s => s.GetRequiredService<RecordPayment>(),
        new RecordPaymentRequest(new Guid(++_commands, 0, 0, new byte[8]), _subscriber, Money.FromTaka(taka), PaymentMethod.Cash, _portal.Today))).Value.PaymentId;

    private Task<Result<ReversedPayment>> Reverse(long payment) =>
        _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(payment, "cheque bounced"));

    private async Task<Money> Balance(IspDbContext db) =>
        (await StandingQueries.Of(db, [_subscriber], _portal.Today, _cancellation))[_subscriber].Balance;
}
