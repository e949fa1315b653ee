using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Scenarios;

/// <summary>Every correction in one life, on both databases: the books hold, and each month asks exactly what is due.</summary>
public sealed class CorrectionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Corrections_OfEveryKind_LeaveTheMonthsAsTheyAre(bool isPostgres)
    {
        await using var portal = isPostgres ? await TestPortal.StartPostgres() : TestPortal.Start();
        var settings = new BillingSettings { LateFee = LateFeeKind.Percent, LateFeeBasisPoints = 200, LateFeeEveryCount = 7, LateFeeEveryUnit = CycleUnit.Day, LateFeeCapMinor = 15_00 };
        Assert.True((await portal.As<SaveBillingSettings, BillingSettings, Done>(settings)).IsOk);
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        var one = await portal.HasSubscriber(plan, portal.Today);
        await portal.HasSubscriber(plan, portal.Today);
        await portal.IssuesInvoices();
        var january = (await portal.Invoices()).Single(i => i.SubscriberId == one);

        await Done<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(portal, new(Commands.Next(), january.Id, Money.FromTaka(25), "outage"));
        await Done<AddCharge, AddChargeRequest, AddedCharge>(portal, new(Commands.Next(), one, LineKind.OneOff, "router", Money.FromTaka(100), IsTaxed: true, AtOnce: true, "sold"));
        await Done<AddCharge, AddChargeRequest, AddedCharge>(portal, new(Commands.Next(), one, LineKind.OneOff, "cable", Money.FromTaka(40), IsTaxed: false, AtOnce: false, "sold"));
        await Done<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(portal, new(Commands.Next(), january.Id, Money.FromTaka(520), "typed wrong"));
        portal.GoTo(new DateOnly(2026, 1, 31));
        await LateFees(portal);
        portal.GoTo(new DateOnly(2026, 2, 1));
        await portal.IssuesInvoices();

        var february = (await portal.Invoices()).Where(i => i is { Kind: InvoiceKind.Recurring, PeriodStart.Month: 2 }).OrderBy(i => i.SubscriberId).ToList();
        // 525.00, the cable's 40.00, 20.00 more for January, and late fees: 2% of 500.00 then capped at 15.00 for January, 2.10 three times for the router.
        Assert.Equal([525_00L + 40_00 + 20_00 + 15_00 + 6_30, 525_00L + 15_00], february.Select(i => i.Total.Minor));
        await Invariants.Hold(portal);

        await Done<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(portal, new(Commands.Next(), february[0].Id, PaymentMethod.Cash, null, "counted"));
        await Done<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(portal, new(Commands.Next(), one, null, "goodwill"));
        await Done<RecordPayment, RecordPaymentRequest, RecordedPayment>(portal, new(Commands.Next(), one, Money.FromTaka(300), PaymentMethod.Cash, portal.Today));
        await Done<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(portal, new(Commands.Next(), one, Money.FromTaka(100), PaymentMethod.Cash, null, "asked"));
        portal.GoTo(new DateOnly(2026, 3, 1));
        await portal.IssuesInvoices();
        await portal.IssuesInvoices();

        var march = (await portal.Invoices()).Single(i => i.SubscriberId == one && i is { Kind: InvoiceKind.Recurring, PeriodStart.Month: 3 });
        Assert.Equal((525_00L, 200_00L), (march.Total.Minor, march.Paid.Minor));
        await Invariants.Hold(portal);
    }

    /// <summary>Charges what is due; asked again nothing more, also by a process that does not know that it was done.</summary>
    private static async Task LateFees(TestPortal portal)
    {
        Assert.Equal(7, await portal.Job<ChargeLateFees, ChargeLateFeesRequest, int>(new()));
        Assert.Equal(0, await portal.Job<ChargeLateFees, ChargeLateFeesRequest, int>(new()));
        await using var scope = portal.AsJob("ChargeLateFees");
        var afresh = ActivatorUtilities.CreateInstance<ChargeLateFees>(scope.ServiceProvider, new LateFeeWatch());
        Assert.Equal(0, (await afresh.Run(new(), TestContext.Current.CancellationToken)).Value);
    }

    private static async Task Done<TUseCase, TRequest, TResult>(TestPortal portal, TRequest request)
        where TUseCase : IspDigital.Core.Operations.UseCase<TRequest, TResult> =>
        Assert.True((await portal.As<TUseCase, TRequest, TResult>(request)) is { IsOk: true });
}
