using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>A subscriber at 500.00 + 5%, billed on 1 January; one-off charges and corrected amounts.</summary>
public sealed class ChargeTests : IAsyncLifetime
{
    private static readonly DateOnly s_february = new(2026, 2, 1);
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;
    private Invoice _invoice = null!;

    public async ValueTask InitializeAsync()
    {
        _subscriber = await _portal.HasSubscriber(await _portal.HasPlan(taxBasisPoints: 500), _portal.Today);
        await _portal.IssuesInvoices();
        _invoice = Assert.Single(await _portal.Invoices());
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task AddCharge_ForTheNextInvoice_StandsThereWithItsTax()
    {
        var added = await Add(LineKind.OneOff, 1_000, isTaxed: true);
        await _portal.IssuesInvoices();
        Assert.Single(await _portal.Invoices());
        Assert.Equal("router", Assert.Single(await Waiting()).Text);

        var february = await Next();

        Assert.Null(added.Value.Invoice);
        Assert.Equal(Money.FromTaka(525 + 1_050), february.Total);
        Assert.Equal([(LineKind.Recurring, null), (LineKind.OneOff, added.Value.ChargeId)], february.Lines.Select(l => (l.Kind, l.ChargeId)));
        Assert.Empty(await Waiting());
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AddCharge_AtOnce_IsAnInvoiceOfItsOwn()
    {
        var added = await Add(LineKind.OneOff, 200, isTaxed: false, atOnce: true);

        Assert.Equal("INV-2026-000002", added.Value.Invoice);
        var alone = (await _portal.Invoices())[1];
        Assert.Equal((InvoiceKind.Adjustment, Money.FromTaka(200), new DateOnly(2026, 1, 8)), (alone.Kind, alone.Total, alone.DueDate));
        Assert.Equal(Money.FromTaka(525), (await Next()).Total);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AddCharge_OutageCreditAtOnce_IsACreditNoteThatPaysWhatIsDue()
    {
        var added = await Add(LineKind.OutageCredit, 100, isTaxed: true, atOnce: true);

        Assert.Equal("CN-2026-000001", added.Value.Invoice);
        Assert.Equal(Money.FromTaka(420), (await _portal.Invoices())[0].Outstanding);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AddCharge_DiscountForTheNextInvoice_LowersItWithItsTax()
    {
        await Add(LineKind.Discount, 100, isTaxed: true);

        Assert.Equal(Money.FromTaka(420), (await Next()).Total);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AddCharge_TwiceByOneCommand_IsOne()
    {
        var request = new AddChargeRequest(Commands.Next(), _subscriber, LineKind.OneOff, "router", Money.FromTaka(10), false, AtOnce: true, "sold");

        var first = await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request);
        var second = await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request);

        Assert.Equal(first.Value with { IsRepeat = true }, second.Value);
        Assert.Equal(2, (await _portal.Invoices()).Count);
    }

    [Fact]
    public async Task CancelCharge_WhileItWaits_IsNotBilled()
    {
        var added = (await Add(LineKind.OneOff, 1_000)).Value;

        Assert.True((await Cancel(added.ChargeId)).IsOk);
        Assert.IsType<ChargeIsCancelled>((await Cancel(added.ChargeId)).Error);
        Assert.IsType<ChargeNotFound>((await Cancel(99)).Error);
        Assert.Equal(Money.FromTaka(525), (await Next()).Total);
        await using var db = _portal.OpenDb();
        Assert.Equal("not sold", (await db.AuditEntries.SingleAsync(a => a.Action == AuditAction.ChargeCancelled, _cancellation)).Reason);
    }

    [Fact]
    public async Task CancelCharge_ThatIsBilled_NamesTheInvoice()
    {
        var added = (await Add(LineKind.OneOff, 1_000, atOnce: true)).Value;

        Assert.Equal("INV-2026-000002", Assert.IsType<ChargeIsBilled>((await Cancel(added.ChargeId)).Error).Number);
    }

    [Fact]
    public async Task VoidInvoice_WithACharge_MakesItWaitAgain()
    {
        await Add(LineKind.OneOff, 1_000, isTaxed: true);
        var february = await Next();

        await _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new(february.Id, "wrong plan"));
        Assert.Single(await Waiting());
        await _portal.IssuesInvoices();

        var again = (await _portal.Invoices())[^1];
        Assert.Equal((Money.FromTaka(1_575), "INV-2026-000003"), (again.Total, again.Number));
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task VoidInvoice_OfAChargeAloneForGood_TakesTheChargeBack()
    {
        var added = (await Add(LineKind.OneOff, 200, atOnce: true)).Value;

        await _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new(added.InvoiceId!.Value, "wrong person", IsPeriodWaived: true));
        await _portal.IssuesInvoices();

        Assert.Empty(await Waiting());
        Assert.Equal(2, (await _portal.Invoices()).Count);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AdjustInvoice_Lower_GivesTheDifferenceBack()
    {
        var adjusted = await Adjust(420);

        Assert.Equal((Money.FromTaka(525), Money.FromTaka(420), "CN-2026-000001"), (adjusted.Value.Before, adjusted.Value.After, adjusted.Value.CreditNote));
        Assert.Equal(Money.FromTaka(420), (await _portal.Invoices())[0].Outstanding);
        Assert.Equal(Money.FromTaka(525), (await Next()).Total);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AdjustInvoice_Higher_IsALineOfExactlyTheDifferenceOnTheNextInvoice()
    {
        var adjusted = await Adjust(600);

        Assert.True(adjusted.Value.IsOnNextInvoice);
        var february = await Next();
        Assert.Equal(Money.FromTaka(600), february.Total);
        var line = february.Lines[^1];
        Assert.Equal((LineKind.Adjustment, "INV-2026-000001", 7_143L, 357L, 500), (line.Kind, line.Text, line.Net.Minor, line.Tax.Minor, line.TaxBasisPoints));
        Assert.Equal("INV-2026-000002", Assert.IsType<InvoiceHasCorrections>(
            (await _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new(_invoice.Id, "x"))).Error).Corrections);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AdjustInvoice_Again_StartsFromWhatItComesTo()
    {
        await Adjust(600);
        var lowered = await Adjust(550);
        var back = await Adjust(525);
        var same = await Adjust(525);
        var nothing = await Adjust(0);

        Assert.Equal(Money.FromTaka(600), lowered.Value.Before);
        Assert.Equal((Money.FromTaka(550), null), (back.Value.Before, back.Value.CreditNote));
        Assert.IsType<NothingToAdjust>(same.Error);
        Assert.Equal("CN-2026-000001", nothing.Value.CreditNote);
        Assert.Empty(await Waiting());
        Assert.Equal((InvoiceStatus.Paid, Money.FromTaka(525)), ((await _portal.Invoices())[0].Status, (await Next()).Total));
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task AdjustInvoice_TwiceByOneCommand_IsOne()
    {
        foreach (var total in new[] { 600m, 420m })
        {
            var request = new AdjustInvoiceRequest(Commands.Next(), _invoice.Id, Money.FromTaka(total), "typed wrong");
            await _portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(request);
            Assert.True((await _portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(request)).Value.IsRepeat);
        }

        Assert.Equal(2, (await _portal.Invoices()).Count);
    }

    [Fact]
    public async Task Charges_WithoutReasonOrRight_AreRefused()
    {
        var request = new AddChargeRequest(Commands.Next(), _subscriber, LineKind.OneOff, "router", Money.FromTaka(10), false, false, "sold");

        Assert.IsType<InvalidInput>((await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request with { Reason = "" })).Error);
        Assert.IsType<InvalidInput>((await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request with { Kind = LineKind.Recurring })).Error);
        Assert.IsType<InvalidInput>((await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request with { Amount = Money.FromTaka(-1) })).Error);
        Assert.IsType<NotPermitted>((await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request, Role.Collector)).Error);
        Assert.IsType<ChargedNotFound>((await _portal.As<AddCharge, AddChargeRequest, AddedCharge>(request with { SubscriberId = 99 })).Error);
        Assert.IsType<NotPermitted>((await _portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(Commands.Next(), _invoice.Id, Money.Zero, "x"), Role.Support)).Error);
    }

    private Task<Result<AddedCharge>> Add(LineKind kind, decimal taka, bool isTaxed = false, bool atOnce = false) =>
        _portal.As<AddCharge, AddChargeRequest, AddedCharge>(new(Commands.Next(), _subscriber, kind, "router", Money.FromTaka(taka), isTaxed, atOnce, "sold"));

    private Task<Result<Done>> Cancel(long id) => _portal.As<CancelCharge, CancelChargeRequest, Done>(new(id, "not sold"));

    private Task<Result<AdjustedInvoice>> Adjust(decimal total) =>
        _portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(Commands.Next(), _invoice.Id, Money.FromTaka(total), "typed wrong"));

    private async Task<IReadOnlyList<WaitingCharge>> Waiting()
    {
        await using var scope = _portal.As(Role.Support);
        return await scope.ServiceProvider.GetRequiredService<ChargeQueries>().Waiting(_subscriber, _cancellation);
    }

    private async Task<Invoice> Next()
    {
        _portal.GoTo(s_february);
        await _portal.IssuesInvoices();
        return (await _portal.Invoices()).Single(i => i.Kind == InvoiceKind.Recurring && i.PeriodStart == s_february && i.Status != InvoiceStatus.Void);
    }
}
