using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>Two subscribers at 500.00 + 5%, billed on 1 January; what is done to one leaves the other and both cycles as they are.</summary>
public sealed class CreditNoteTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private Invoice _invoice = null!;

    public async ValueTask InitializeAsync()
    {
        var plan = await _portal.HasPlan(taxBasisPoints: 500);
        await _portal.HasSubscriber(plan, _portal.Today);
        await _portal.HasSubscriber(plan, _portal.Today);
        await _portal.IssuesInvoices();
        _invoice = (await _portal.Invoices())[0];
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task IssueCreditNote_OfPart_PaysThatInvoiceAndStandsInTheBooks()
    {
        var issued = await Credit(Money.FromTaka(105));

        Assert.Equal(("CN-2026-000001", Money.FromTaka(105)), (issued.Value.Number, issued.Value.Amount));
        await using var db = _portal.OpenDb();
        var note = await db.Invoices.Include(i => i.Lines).SingleAsync(i => i.Kind == InvoiceKind.CreditNote, _cancellation);
        Assert.Equal((_invoice.Id, "too much"), (note.CorrectsInvoiceId, note.Reason));
        var line = Assert.Single(note.Lines);
        Assert.Equal((-10_000L, -500L, 500, null, LineCause.Corrected), (line.Net.Minor, line.Tax.Minor, line.TaxBasisPoints, line.PlanId, line.Cause));
        var entry = await db.JournalEntries.Include(e => e.Lines).SingleAsync(e => e.IdempotencyKey == $"invoice:{note.Id}", _cancellation);
        Assert.Equal([(Account.Advances, -10_500L), (Account.Revenue, 10_000L), (Account.TaxPayable, 500L)], entry.Lines.OrderBy(l => l.Id).Select(l => (l.Account, l.Amount.Minor)));
        Assert.Equal(Money.FromTaka(420), (await db.Invoices.SingleAsync(i => i.Id == _invoice.Id, _cancellation)).Outstanding);
        var record = await db.AuditEntries.SingleAsync(a => a.Action == AuditAction.CreditNoteIssued, _cancellation);
        Assert.Equal(("too much", "Owner"), (record.Reason, record.ActorName));
        await NextMonthIsWhole();
    }

    [Fact]
    public async Task IssueCreditNote_OfAll_SettlesTheInvoiceAndGivesNoMore()
    {
        await Credit(Money.FromTaka(100));
        var rest = await Credit(null);
        var again = await Credit(null);
        var more = await Credit(Money.FromTaka(1));

        Assert.Equal(Money.FromTaka(425), rest.Value.Amount);
        Assert.IsType<NothingLeftToCredit>(again.Error);
        Assert.IsType<NothingLeftToCredit>(more.Error);
        var notes = (await _portal.Invoices()).Where(i => i.Kind == InvoiceKind.CreditNote).ToList();
        Assert.Equal((-_invoice.Subtotal, -_invoice.Tax), (notes.Sum(n => n.Subtotal), notes.Sum(n => n.Tax)));
        Assert.Equal(InvoiceStatus.Paid, (await _portal.Invoices())[0].Status);
        await NextMonthIsWhole();
    }

    [Fact]
    public async Task IssueCreditNote_OfMoreThanIsLeft_IsRefusedAndSaysHowMuchIs()
    {
        await Credit(Money.FromTaka(500));

        var refused = Assert.IsType<MoreThanIsLeft>((await Credit(Money.FromTaka(25.01m))).Error);

        Assert.Equal((Money.FromTaka(25), "Amount"), (refused.Left, refused.Field));
    }

    [Fact]
    public async Task IssueCreditNote_TwiceByOneCommand_IsOne()
    {
        var request = new IssueCreditNoteRequest(Commands.Next(), _invoice.Id, Money.FromTaka(100), "double click");

        var first = await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request);
        var second = await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request);

        Assert.Equal((first.Value.Number, true), (second.Value.Number, second.Value.IsRepeat));
        Assert.Single(await _portal.Invoices(), i => i.Kind == InvoiceKind.CreditNote);
    }

    [Fact]
    public async Task IssueCreditNote_OfAPaidInvoice_PaysTheOldestThatIsOpen()
    {
        await Pay(Money.FromTaka(525));
        _portal.GoTo(new DateOnly(2026, 2, 1));
        await _portal.IssuesInvoices();

        await Credit(Money.FromTaka(525));

        var february = (await _portal.Invoices()).Single(i => i.SubscriberId == _invoice.SubscriberId && i is { Kind: InvoiceKind.Recurring, PeriodStart.Month: 2 });
        Assert.Equal((InvoiceStatus.Paid, Money.FromTaka(525)), (february.Status, february.Paid));
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task IssueCreditNote_WithAnOlderInvoiceOpen_PaysTheCorrectedOneFirst()
    {
        _portal.GoTo(new DateOnly(2026, 2, 1));
        await _portal.IssuesInvoices();
        var february = (await _portal.Invoices()).Single(i => i.SubscriberId == _invoice.SubscriberId && i.PeriodStart == new DateOnly(2026, 2, 1));

        await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(new(Commands.Next(), february.Id, Money.FromTaka(100), "wrong"));

        var after = await _portal.Invoices();
        Assert.Equal((Money.Zero, Money.FromTaka(100)), (after.Single(i => i.Id == _invoice.Id).Paid, after.Single(i => i.Id == february.Id).Paid));
    }

    [Fact]
    public async Task VoidInvoice_OfACreditNote_OpensWhatItPaidAndItsInvoiceCanBeCreditedAnew()
    {
        var note = (await Credit(null)).Value;

        Assert.IsType<InvoiceHasCorrections>((await Void(_invoice.Id)).Error);
        Assert.True((await Void(note.CreditNoteId)).IsOk);

        Assert.Equal(Money.FromTaka(525), (await _portal.Invoices())[0].Outstanding);
        await Invariants.Hold(_portal);
        Assert.Equal(Money.FromTaka(525), (await Credit(null)).Value.Amount);
        await NextMonthIsWhole();
    }

    [Fact]
    public async Task VoidInvoice_OfACreditNoteThatWasRefunded_IsRefused()
    {
        await Pay(Money.FromTaka(525));
        var note = (await Credit(Money.FromTaka(100))).Value;
        await _portal.As<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(
            new(Commands.Next(), _invoice.SubscriberId, Money.FromTaka(100), PaymentMethod.Cash, null, "asked for it"));

        Assert.IsType<CreditWasRefunded>((await Void(note.CreditNoteId)).Error);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task IssueCreditNote_WithoutReasonRightOrInvoice_IsRefused()
    {
        var request = new IssueCreditNoteRequest(Commands.Next(), _invoice.Id, null, "why");
        var note = (await Credit(Money.FromTaka(5))).Value;

        Assert.IsType<InvalidInput>((await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request with { Reason = "" })).Error);
        Assert.IsType<InvalidInput>((await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request with { Amount = Money.Zero })).Error);
        Assert.IsType<NotPermitted>((await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request, Role.Support)).Error);
        Assert.IsType<InvoiceNotFound>((await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request with { InvoiceId = 99 })).Error);
        Assert.IsType<IsACreditNote>((await _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(request with { InvoiceId = note.CreditNoteId })).Error);
    }

    private Task<Result<IssuedCreditNote>> Credit(Money? amount) =>
        _portal.As<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(new(Commands.Next(), _invoice.Id, amount, "too much"));

    private Task<Result<Done>> Void(long id) => _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new(id, "mistake"));

    private Task<Result<RecordedPayment>> Pay(Money amount) => _portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(
        new(Commands.Next(), _invoice.SubscriberId, amount, PaymentMethod.Cash, _portal.Today));

    /// <summary>February is billed in full for both, once, and everything else holds.</summary>
    private async Task NextMonthIsWhole()
    {
        await Invariants.Hold(_portal);
        _portal.GoTo(new DateOnly(2026, 2, 1));
        await _portal.IssuesInvoices();
        await _portal.IssuesInvoices();
        Assert.Equal([525_00L, 525_00L], (await _portal.Invoices()).Where(i => i.IssueDate == new DateOnly(2026, 2, 1)).Select(i => i.Total.Minor));
        await Invariants.Hold(_portal);
    }
}
