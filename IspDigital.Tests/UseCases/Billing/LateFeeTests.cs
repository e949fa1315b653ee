using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>A subscriber at 500.00, billed on 1 January with 11 January as the last day to pay.</summary>
public sealed class LateFeeTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;

    public async ValueTask InitializeAsync()
    {
        _subscriber = await _portal.HasSubscriber(await _portal.HasPlan(), _portal.Today);
        await _portal.IssuesInvoices();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task ChargeLateFees_SwitchedOff_ChargesNothing()
    {
        _portal.GoTo(new DateOnly(2026, 3, 1));

        Assert.Equal(0, await Charge());
    }

    [Fact]
    public async Task ChargeLateFees_OnTheDayAndAgain_ChargesOnceAndSaysForWhat()
    {
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Percent, LateFeeBasisPoints = 250 });
        _portal.GoTo(new DateOnly(2026, 1, 11));
        Assert.Equal(0, await Charge());
        _portal.GoTo(new DateOnly(2026, 1, 12));

        Assert.Equal((1, 0), (await Charge(), await Charge()));
        _portal.GoTo(new DateOnly(2026, 1, 20));
        Assert.Equal(0, await Charge());
        _portal.GoTo(new DateOnly(2026, 2, 1));
        await _portal.IssuesInvoices();

        var line = (await _portal.Invoices())[1].Lines[^1];
        Assert.Equal((LineKind.LateFee, "INV-2026-000001: 2.5% × 500.00 (1)", 12_50L, new DateOnly(2026, 1, 12)), (line.Kind, line.Text, line.Net.Minor, line.From));
        Assert.Equal(Money.FromTaka(512.50m), (await _portal.Invoices())[1].Total);
        await using var db = _portal.OpenDb();
        Assert.Equal("job:ChargeLateFees", (await db.AuditEntries.SingleAsync(a => a.Action == AuditAction.LateFeeCharged, _cancellation)).ActorName);
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task ChargeLateFees_AfterDowntime_MakesUpForEachDayThoughItIsPaidByNow()
    {
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00, LateFeeEveryCount = 7, LateFeeEveryUnit = CycleUnit.Day });
        _portal.GoTo(new DateOnly(2026, 1, 20));
        await _portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(new(Commands.Next(), _subscriber, Money.FromTaka(500), PaymentMethod.Cash, _portal.Today));
        _portal.GoTo(new DateOnly(2026, 1, 31));

        Assert.Equal(2, await Charge());

        Assert.Equal(["12/01", "19/01"], await Days());
        await Invariants.Hold(_portal);
    }

    [Fact]
    public async Task ChargeLateFees_ByAClockThatWasAhead_AreTakenOutAndComeOnTheirDay()
    {
        var clock = new LeapingClock(new DateTimeOffset(2025, 12, 31, 18, 30, 0, TimeSpan.Zero));
        await using var portal = TestPortal.Start(clock: clock);
        await portal.HasSubscriber(await portal.HasPlan(), new DateOnly(2026, 1, 1));
        await portal.IssuesInvoices();
        await portal.As<SaveBillingSettings, BillingSettings, Done>(new() { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00 });

        clock.Leap = TimeSpan.FromDays(13);
        var ahead = await Run();
        clock.Leap = TimeSpan.Zero;
        var right = await Run();
        await using (var db = portal.OpenDb())
        {
            Assert.Equal((1, 0, 0), (ahead, right, await db.Charges.CountAsync(_cancellation)));
        }
        clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await Run());

        Task<int> Run() => portal.Job<ChargeLateFees, ChargeLateFeesRequest, int>(new());
    }

    [Fact]
    public async Task ChargeLateFees_ForEachPeriod_ComeAgainByTheSubscribersOwnTerms()
    {
        await using (var db = _portal.OpenDb())
        {
            (await db.Subscribers.SingleAsync(_cancellation)).SetTerms(new() { CycleUnit = CycleUnit.Month, CycleCount = 3 });
            await db.SaveChangesAsync(_cancellation);
        }
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00, LateFeeEachPeriod = true });
        _portal.GoTo(new DateOnly(2026, 4, 30));

        Assert.Equal(2, await Charge());

        Assert.Equal(["12/01", "12/04"], await Days());
    }

    [Fact]
    public async Task ChargeLateFees_PaymentRecordedLaterButReceivedInTime_ChargesNothing()
    {
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00 });
        _portal.GoTo(new DateOnly(2026, 1, 20));
        await _portal.As<RecordPayment, RecordPaymentRequest, RecordedPayment>(
            new(Commands.Next(), _subscriber, Money.FromTaka(500), PaymentMethod.Cash, new DateOnly(2026, 1, 11)));

        Assert.Equal(0, await Charge());
    }

    [Fact]
    public async Task ChargeLateFees_SwitchedOnLater_ChargesNothingForThePast()
    {
        _portal.GoTo(new DateOnly(2026, 1, 20));
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00 });
        _portal.GoTo(new DateOnly(2026, 1, 31));

        Assert.Equal(0, await Charge());
    }

    [Fact]
    public async Task ChargeLateFees_TakenBack_AreNotChargedAgain()
    {
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00 });
        _portal.GoTo(new DateOnly(2026, 1, 12));
        await Charge();
        await using (var db = _portal.OpenDb())
        {
            await _portal.As<CancelCharge, CancelChargeRequest, Done>(new((await db.Charges.SingleAsync(_cancellation)).Id, "goodwill"));
        }
        _portal.GoTo(new DateOnly(2026, 1, 13));

        Assert.Equal(0, await Charge());
    }

    [Fact]
    public async Task VoidInvoice_WithAFeeThatWaits_TakesTheFeeBack()
    {
        await SwitchOn(new BillingSettings { LateFee = LateFeeKind.Fixed, LateFeeMinor = 50_00 });
        _portal.GoTo(new DateOnly(2026, 1, 12));
        await Charge();

        await _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new((await _portal.Invoices())[0].Id, "wrong"));

        await using var db = _portal.OpenDb();
        Assert.NotNull((await db.Charges.SingleAsync(_cancellation)).CancelledAt);
    }

    private async Task SwitchOn(BillingSettings settings) => Assert.True((await _portal.As<SaveBillingSettings, BillingSettings, Done>(settings)).IsOk);

    private async Task<int> Charge()
    {
        await using var scope = _portal.AsJob("ChargeLateFees");
        return (await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<ChargeLateFees>(scope.ServiceProvider)
            .Run(new(), _cancellation)).Value;
    }

    private async Task<string[]> Days()
    {
        await using var db = _portal.OpenDb();
        return [.. (await db.Charges.OrderBy(c => c.Ordinal).ToListAsync(_cancellation)).Select(c => $"{c.ChargedOn.Day:00}/{c.ChargedOn.Month:00}")];
    }
}
