using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Payments;

/// <summary>A subscriber at 500.00 a month, billed on 1 January and 1 February: marking as paid, giving up, giving back.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;
    private List<Invoice> _invoices = [];

    public async ValueTask InitializeAsync()
    {
        _subscriber = await _portal.HasSubscriber(await _portal.HasPlan(), _portal.Today);
        _portal.GoTo(new DateOnly(2026, 2, 1));
        await _portal.IssuesInvoices();
        _invoices = await _portal.Invoices();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task MarkInvoicePaid_OfTheNewer_PaysExactlyThatOne()
    {
        var marked = await Mark(_invoices[1].Id, PaymentMethod.BKash, "ab 12");

        Assert.Equal(Money.FromTaka(500), marked.Value.Settlement.Settled);
        Assert.Equal([Money.FromTaka(500), Money.Zero], (await _portal.Invoices()).Select(i => i.Outstanding));
        await using var db = _portal.OpenDb();
        Assert.Equal("AB12", (await db.Payments.SingleAsync(_cancellation)).TransactionId);
        Assert.Equal("he showed the slip", (await db.AuditEntries.SingleAsync(a => a.Action == AuditAction.InvoiceMarkedPaid, _cancellation)).Reason);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task MarkInvoicePaid_PartPaidBefore_TakesTheRest()
    {
        await Pay(200);

        Assert.Equal(Money.FromTaka(300), (await Mark(_invoices[0].Id)).Value.Settlement.Settled);
        Assert.IsType<NothingToPay>((await Mark(_invoices[0].Id)).Error);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task MarkInvoicePaid_TwiceByOneCommand_IsOne()
    {
        var request = new MarkInvoicePaidRequest(Commands.Next(), _invoices[0].Id, PaymentMethod.Cash, null, "counted");

        await _portal.As<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(request);
        var again = await _portal.As<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(request);

        Assert.True(again.Value.IsRepeat);
        await using var db = _portal.OpenDb();
        Assert.Equal((1, 1), (await db.Payments.CountAsync(_cancellation), await db.AuditEntries.CountAsync(a => a.Action == AuditAction.InvoiceMarkedPaid, _cancellation)));
    }

    [Fact]
    public async Task MarkInvoicePaid_TransactionUsedBefore_NamesWhoHasIt()
    {
        await Mark(_invoices[0].Id, PaymentMethod.BKash, "AB12");

        Assert.IsType<TransactionAlreadyRecorded>((await Mark(_invoices[1].Id, PaymentMethod.BKash, "ab12")).Error);
        Assert.IsType<InvalidInput>((await Mark(_invoices[1].Id, PaymentMethod.BKash, " ")).Error);
        Assert.IsType<NotPermitted>((await _portal.As<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(
            new(Commands.Next(), _invoices[1].Id, PaymentMethod.Cash, null, "x"), Role.Support)).Error);
        Assert.IsType<CollectorsTakeCash>((await _portal.As<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(
            new(Commands.Next(), _invoices[1].Id, PaymentMethod.BKash, "Z1", "x"), Role.Collector)).Error);
    }

    [Fact]
    public async Task WriteOffDebt_OfAllThatIsOpen_SettlesItAsALossAndCountsAsNoMoney()
    {
        await Pay(200);

        var given = await WriteOff(null);

        Assert.Equal(Money.FromTaka(800), given.Value.Amount);
        Assert.Equal(["INV-2026-000001", "INV-2026-000002"], given.Value.Invoices);
        await using var db = _portal.OpenDb();
        Assert.Equal(80_000L, await db.JournalLines.Where(l => l.Account == Account.WriteOffs).SumAsync(l => l.Amount.Minor, _cancellation));
        Assert.All(await db.JournalEntries.Where(e => e.Kind == EntryKind.WriteOff).ToListAsync(_cancellation), e => Assert.Equal(nameof(Payment), e.SourceKind));
        Assert.Equal(2, await db.AuditEntries.CountAsync(a => a.Action == AuditAction.DebtWrittenOff, _cancellation));
        await using var scope = _portal.As(Role.Owner);
        Assert.Equal(Money.FromTaka(200), (await scope.ServiceProvider.GetRequiredService<PaymentQueries>().CollectedToday(_cancellation)).Sum(t => t.Amount));
        Assert.IsType<NothingToWriteOff>((await WriteOff(null)).Error);
        await NextMonthIsWhole();
    }

    [Fact]
    public async Task WriteOffDebt_MarksAccessAndCanBeReversed()
    {
        await WriteOff(_invoices[0].Id);
        await using (var db = _portal.OpenDb())
        {
            Assert.True(await db.AccessMarks.AnyAsync(m => m.SubscriberId == _subscriber && m.Cause == nameof(EntryKind.WriteOff), _cancellation));
            var writeOff = await db.Payments.SingleAsync(_cancellation);
            await _portal.As<ReversePayment, ReversePaymentRequest, ReversedPayment>(new(writeOff.Id, "he came back"));
        }

        Assert.Equal([Money.FromTaka(500), Money.FromTaka(500)], (await _portal.Invoices()).Select(i => i.Outstanding));
        await using var after = _portal.OpenDb();
        Assert.Equal(0, await after.JournalLines.Where(l => l.Account == Account.WriteOffs).SumAsync(l => l.Amount.Minor, _cancellation));
        await NextMonthIsWhole();
    }

    [Fact]
    public async Task WriteOffDebt_TwiceByOneCommand_IsOne()
    {
        var request = new WriteOffDebtRequest(Commands.Next(), _subscriber, null, "moved away");

        await _portal.As<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(request);
        var again = await _portal.As<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(request);

        Assert.Equal((Money.FromTaka(1_000), true), (again.Value.Amount, again.Value.IsRepeat));
        Assert.IsType<NotPermitted>((await _portal.As<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(request, Role.Collector)).Error);
        Assert.IsType<InvalidInput>((await _portal.As<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(request with { Reason = " " })).Error);
    }

    [Fact]
    public async Task VoidInvoice_OfADebtGivenUp_TakesTheGivingUpBackAndLeavesNoAdvance()
    {
        await WriteOff(_invoices[0].Id);

        await _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new(_invoices[0].Id, "was wrong", IsPeriodWaived: true));

        await using var db = _portal.OpenDb();
        Assert.Equal((0L, 0L), (
            await db.JournalLines.Where(l => l.Account == Account.WriteOffs).SumAsync(l => l.Amount.Minor, _cancellation),
            await db.JournalLines.Where(l => l.Account == Account.Advances).SumAsync(l => l.Amount.Minor, _cancellation)));
        Assert.Equal(Money.FromTaka(500), (await _portal.Invoices())[1].Outstanding);
        await NextMonthIsWhole();
    }

    [Fact]
    public async Task RefundAdvance_OfPart_ComesFromTheOldestMoneyAndIsNoLessCollected()
    {
        await Pay(1_200);
        await Pay(300);

        var refund = await Refund(350);

        Assert.Equal((Money.FromTaka(350), Money.FromTaka(150)), (refund.Value.Amount, refund.Value.AdvanceLeft));
        await using var db = _portal.OpenDb();
        var entry = await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.Kind == EntryKind.Refund, _cancellation);
        Assert.Equal([(Account.Advances, 35_000L), (Account.Cash, -35_000L)], entry.Lines.OrderBy(l => l.Id).Select(l => (l.Account, l.Amount.Minor)));
        var payments = await db.Payments.Include(p => p.Allocations).OrderBy(p => p.Id).ToListAsync(_cancellation);
        Assert.Equal([Money.Zero, Money.FromTaka(150)], payments.Select(p => p.Unallocated));
        await using var scope = _portal.As(Role.Owner);
        var queries = scope.ServiceProvider.GetRequiredService<PaymentQueries>();
        Assert.Equal(Money.FromTaka(1_500), (await queries.CollectedToday(_cancellation)).Sum(t => t.Amount));
        Assert.Equal(Money.FromTaka(350), (await queries.Refunded(_portal.Today, _portal.Today, _cancellation)).Sum(t => t.Amount));
        Assert.Equal(Money.FromTaka(150), (await queries.One(payments[1].Id, _cancellation))!.Advance);
        Assert.Equal(Money.Zero, (await queries.One(payments[0].Id, _cancellation))!.Advance);
        Assert.IsType<PaymentWasRefunded>((await _portal.As<ReversePayment, ReversePaymentRequest, ReversedPayment>(new(payments[0].Id, "x"))).Error);
        await Invariants.Hold(_portal);
        _portal.GoTo(new DateOnly(2026, 3, 1));
        await _portal.IssuesInvoices();
        Assert.Equal((Money.FromTaka(500), Money.FromTaka(150)), ((await _portal.Invoices())[2].Total, (await _portal.Invoices())[2].Paid));
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task Refunds_OfTwo_AreListedNewestFirstAndEachHasItsEvidence()
    {
        await Pay(1_200);
        await Pay(300);
        var first = (await Refund(350)).Value.RefundId;
        var second = (await Refund(50)).Value.RefundId;
        await using var scope = _portal.As(Role.Support);
        var queries = scope.ServiceProvider.GetRequiredService<RefundQueries>();

        var page = await queries.List(new PageRequest(1, 1), _cancellation);
        var one = (await queries.One(first, _cancellation))!;

        Assert.Equal((2, second), (page.Total, Assert.Single(page.Rows).Id));
        Assert.Equal(("asked", Money.FromTaka(350)), (one.Row.Reason, one.Row.Amount));
        Assert.Equal([Money.FromTaka(200), Money.FromTaka(150)], one.Sources.Select(s => s.Amount));
        await using var db = _portal.OpenDb();
        Assert.Equal(first, (await db.JournalEntries.SingleAsync(e => e.Id == one.EntryId, _cancellation)).SourceId);
        Assert.Null(await queries.One(99, _cancellation));
    }

    [Fact]
    public async Task Relations_OfAnInvoiceAdjustedDownAndUp_SumToWhatItComesTo()
    {
        await _portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(Commands.Next(), _invoices[0].Id, Money.FromTaka(400), "slow"));
        await _portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(Commands.Next(), _invoices[0].Id, Money.FromTaka(450), "half of it"));
        _portal.GoTo(new DateOnly(2026, 3, 1));
        await _portal.IssuesInvoices();
        await using var scope = _portal.As(Role.Support);

        var relations = await scope.ServiceProvider.GetRequiredService<InvoiceRelationQueries>().Of(_invoices[0].Id, _cancellation);

        Assert.Contains(relations.CorrectedBy, c => c.Total == Money.FromTaka(-100) && c.Reason == "slow");
        var debit = Assert.Single(relations.Debits);
        Assert.Equal((Money.FromTaka(50), "half of it", "INV-2026-000003"), (debit.Amount, debit.Reason, debit.Number));
        Assert.Equal(Money.FromTaka(450), relations.ComesTo);
    }

    [Fact]
    public async Task RefundAdvance_OfMoreThanThereIs_IsRefused()
    {
        await Pay(1_100);

        Assert.Equal(Money.FromTaka(100), Assert.IsType<MoreThanTheAdvance>((await Refund(100.01m)).Error).Advance);
        Assert.True((await Refund(100)).IsOk);
        Assert.IsType<MoreThanTheAdvance>((await Refund(0.01m)).Error);
    }

    [Fact]
    public async Task RefundAdvance_TwiceByOneCommand_IsOne()
    {
        await Pay(1_200);
        var request = new RefundAdvanceRequest(Commands.Next(), _subscriber, Money.FromTaka(100), PaymentMethod.BKash, "R1", "asked");

        var first = await _portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(request);
        var again = await _portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(request);

        Assert.Equal(first.Value with { IsRepeat = true }, again.Value);
        Assert.IsType<NotPermitted>((await _portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(request, Role.Collector)).Error);
        Assert.IsType<InvalidInput>((await _portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(request with { Reference = null })).Error);
    }

    [Fact]
    public async Task Statement_OfEveryCorrection_ReadsFromOpeningToClosing()
    {
        await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(new(Commands.Next(), _invoices[0].Id, Money.FromTaka(100), "outage"));
        await WriteOff(_invoices[0].Id);
        await Pay(700);
        await Refund(150);
        await using var scope = _portal.As(Role.Support);
        var statements = scope.ServiceProvider.GetRequiredService<StatementQueries>();

        var statement = await statements.Of(_subscriber, new DateOnly(2026, 1, 15), new DateOnly(2026, 2, 28), _cancellation);
        var earlier = await statements.Of(_subscriber, new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 31), _cancellation);

        Assert.Equal(Money.FromTaka(500), statement.Opening);
        Assert.Equal(
            [
                (EntryKind.Charge, "INV-2026-000002", 500m, 1_000m), (EntryKind.Credit, "CN-2026-000001", -100m, 900m), (EntryKind.WriteOff, null, -400m, 500m),
                (EntryKind.Payment, null, -700m, -200m), (EntryKind.Refund, null, 150m, -50m),
            ],
            statement.Lines.Select(l => (l.Kind, l.Document, l.Amount.Taka, l.Balance.Taka)));
        Assert.Equal((statement.Closing, statement.Opening), (Money.FromTaka(-50), earlier.Closing));
    }

    private Task<Result<RecordedPayment>> Mark(long invoiceId, PaymentMethod method = PaymentMethod.Cash, string? reference = null) =>
        _portal.As<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(new(Commands.Next(), invoiceId, method, reference, "he showed the slip"));

    private Task<Result<WrittenOff>> WriteOff(long? invoiceId) =>
        _portal.As<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(new(Commands.Next(), _subscriber, invoiceId, "moved away"));

    private Task<Result<RecordedRefund>> Refund(decimal taka) => _portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(
        new(Commands.Next(), _subscriber, Money.FromTaka(taka), PaymentMethod.Cash, null, "asked"));

    private Task<Result<RecordedPayment>> Pay(decimal taka) => _portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(
        new(Commands.Next(), _subscriber, Money.FromTaka(taka), PaymentMethod.Cash, _portal.Today));

    private async Task NextMonthIsWhole()
    {
        await Invariants.Hold(_portal);
        _portal.GoTo(new DateOnly(2026, 3, 1));
        await _portal.IssuesInvoices();
        await _portal.IssuesInvoices();
        Assert.Equal([500_00L], (await _portal.Invoices()).Where(i => i.IssueDate == new DateOnly(2026, 3, 1)).Select(i => i.Total.Minor));
        await Invariants.Hold(_portal);
    }
}
