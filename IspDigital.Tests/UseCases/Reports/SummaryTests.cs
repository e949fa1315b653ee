using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Reports;

public sealed class SummaryTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _rahim;
    private long _karim;
    private int _commands;

    public async ValueTask InitializeAsync()
    {
        var plan = await _portal.GivenPlan();
        _rahim = await _portal.GivenSubscriber(plan, "C-1");
        _karim = await _portal.GivenSubscriber(plan, "C-2");
        _portal.GoTo(new DateOnly(2026, 3, 20));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Billed_ThisMonth_CountsSubscribersAndSplitsPaidAndUnpaid()
    {
        await Invoice(_rahim, 500m, issued: new(2026, 3, 1));
        await Invoice(_rahim, 200m, issued: new(2026, 3, 12));
        await Invoice(_karim, 800m, issued: new(2026, 3, 2));
        await Invoice(_karim, 700m, issued: new(2026, 2, 20));
        await Invoice(_karim, 900m, issued: new(2026, 2, 21));
        await Pay(_rahim, 600m);

        var money = (await Summary()).Money!;

        Assert.Equal(2, money.SubscribersBilled);
        Assert.Equal(Of(3, 1500m), money.Billed);
        Assert.Equal(Of(1, 600m), money.Paid);
        Assert.Equal(Of(2, 900m), money.Unpaid);
        Assert.Equal((1, Taka(700m)), (money.SubscribersBilledBefore, money.BilledBefore)); // to the 20th of February, as this month to the 20th
    }

    [Fact]
    public async Task Billed_VoidedInvoice_CountsForNothing()
    {
        var wrong = await Invoice(_rahim, 500m, issued: new(2026, 3, 1));
        await Invoice(_karim, 800m, issued: new(2026, 3, 2));
        await _portal.As<VoidInvoice, VoidInvoiceRequest, Done>(new(wrong, "billed twice"));

        var money = (await Summary()).Money!;

        Assert.Equal((1, Of(1, 800m)), (money.SubscribersBilled, money.Billed));
    }

    [Fact]
    public async Task Month_TurnsAtMidnightInDhakaNotInLondon()
    {
        await Invoice(_rahim, 500m, issued: new(2026, 3, 31));
        await Pay(_rahim, 500m, on: new(2026, 3, 20));

        _portal.GoTo(new DateOnly(2026, 3, 31), 23, 59);
        var march = (await Summary()).Money!;
        _portal.GoTo(new DateOnly(2026, 4, 1), 0, 0); // 18:00 of 31 March UTC
        var april = await Summary();

        Assert.Equal((1, Taka(500m)), (march.SubscribersBilled, march.CollectedThisMonth.Sum(m => m.Amount)));
        Assert.Equal(new DateOnly(2026, 4, 1), april.Today);
        Assert.Equal((0, 0), (april.Money!.SubscribersBilled, april.Money.CollectedThisMonth.Count));
        Assert.Equal((0, Taka(0)), (april.Money.SubscribersBilledBefore, april.Money.BilledBefore));
    }

    [Theory]
    [InlineData(0, 0, 1, 1)] // due today
    [InlineData(-1, 1, 0, 0)]
    [InlineData(7, 0, 1, 1)]
    [InlineData(8, 0, 0, 1)]
    [InlineData(30, 0, 0, 1)]
    [InlineData(31, 0, 0, 0)]
    public async Task Dues_AreCountedByTheirDueDate(int days, int overdue, int in7, int in30)
    {
        await _portal.GivenInvoice(_rahim, 500m, _portal.Today.AddDays(days));

        var money = (await Summary()).Money!;

        Assert.Equal((overdue, in7, in30), (money.Overdue.Count, money.DueIn7Days.Count, money.DueIn30Days.Count));
        Assert.Equal(Taka(500m * overdue), money.Overdue.Amount);
    }

    [Fact]
    public async Task Dues_PartlyPaid_CountTheRest()
    {
        await _portal.GivenInvoice(_rahim, 500m, _portal.Today.AddDays(3));
        await Pay(_rahim, 120m);

        Assert.Equal(Of(1, 380m), (await Summary()).Money!.DueIn7Days);
    }

    [Fact]
    public async Task Collected_IsByMethodForTodayAndTheMonthWithoutReversals()
    {
        await Pay(_rahim, 500m);
        await Pay(_karim, 300m, PaymentMethod.BKash);
        await Pay(_karim, 200m, PaymentMethod.BKash, on: new(2026, 3, 1));
        await Pay(_rahim, 100m, on: new(2026, 2, 20));
        await Pay(_rahim, 50m, on: new(2026, 2, 21));
        var bounced = await Pay(_karim, 999m);
        await _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(bounced, "cheque bounced"));

        var money = (await Summary()).Money!;

        Assert.Equal([new(PaymentMethod.Cash, 1, Taka(500m)), new(PaymentMethod.BKash, 1, Taka(300m))], money.CollectedToday);
        Assert.Equal([new(PaymentMethod.Cash, 1, Taka(500m)), new(PaymentMethod.BKash, 2, Taka(500m))], money.CollectedThisMonth.OrderBy(m => m.Method));
        Assert.Equal(Taka(100m), money.CollectedBefore);
        Assert.Equal(30, money.CollectedByDay.Count);
        Assert.Equal((Taka(800m), Taka(200m), Taka(50m)), (money.CollectedByDay[^1], money.CollectedByDay[^20], money.CollectedByDay[^28]));
    }

    [Fact]
    public async Task CreditBroughtFromAnOlderSystem_IsNotCollected()
    {
        await _portal.Write(work =>
        {
            work.Db.Payments.Add(new Payment(_rahim, Taka(400m), PaymentMethod.Brought, null, null, _portal.Today, work.Now, "owner", new Guid(7, 0, 0, new byte[8]), null));
            work.Record(Core.Audit.AuditAction.BalanceAdjusted, nameof(Payment), null, _rahim);
            return Task.FromResult(true);
        });

        var summary = await Summary();

        Assert.Empty(summary.Money!.CollectedToday);
        Assert.Empty(summary.Happenings);
    }

    [Fact]
    public async Task Run_AfterTheFirstOne_IsTheLastAndNamesTheNext()
    {
        await _portal.IssuesInvoices(approve: true);

        var money = (await Summary()).Money!;

        Assert.Equal((BillingRunState.Completed, 2), (money.LastRun!.State, money.LastRun.Processed));
        Assert.Null(money.ActiveRun);
        Assert.True(money.NextRunOn > _portal.Today);
        Assert.Equal(2, money.NextRunSubscribers);
        Assert.True((await Summary()).Steps.HasRun);
    }

    [Fact]
    public async Task Happenings_NewestFirst_TellPaymentsAndReversals()
    {
        var first = await Pay(_rahim, 500m);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Pay(_karim, 300m, PaymentMethod.BKash);
        _portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await _portal.Run(s => s.GetRequiredService<ReversePayment>(), new ReversePaymentRequest(first, "wrong person"));

        var happenings = (await Summary()).Happenings;

        Assert.Equal(
            [(HappeningKind.Reversal, "C-1", 50_000L), (HappeningKind.Payment, "C-2", 30_000L), (HappeningKind.Payment, "C-1", 50_000L)],
            happenings.Select(h => (h.Kind, h.Code, h.Amount!.Value.Minor)));
    }

    [Fact]
    public async Task NewPortal_NeedsEveryStep()
    {
        await using var portal = TestPortal.Start();
        await using var scope = portal.As(Role.Owner);

        var summary = await scope.ServiceProvider.GetRequiredService<SummaryQueries>().Now(_cancellation);

        Assert.Equal(new FirstSteps(false, false, false, false), summary.Steps);
        Assert.Equal(new FirstSteps(false, true, true, false), (await Summary()).Steps);
    }

    [Fact]
    public async Task Technician_SeesLinesAndRoutersButNoMoney()
    {
        await Pay(_rahim, 500m);

        var summary = await Summary(Role.Technician);

        Assert.Null(summary.Money);
        Assert.Null(summary.Messages);
        Assert.Empty(summary.Happenings);
        Assert.NotNull(summary.Lines);
        Assert.NotNull(summary.Routers);
    }

    [Fact]
    public Task Collector_HasNoSummary() => Assert.ThrowsAsync<NotPermittedException>(() => Summary(Role.Collector));

    [Fact]
    public async Task ManyWhoAskAtOnce_ShareTheReading_AndACommitMakesANewOne()
    {
        var shared = _portal.Services.GetRequiredService<SharedSummary>();

        var first = await shared.Now(_cancellation);
        var again = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shared.Now(_cancellation)));
        await Pay(_rahim, 500m);
        var after = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shared.Now(_cancellation)));

        Assert.All(again, s => Assert.Same(first, s));
        Assert.All(after, s => Assert.Equal(Taka(500m), s.Money!.CollectedToday.Sum(m => m.Amount)));
        Assert.True(after.Distinct(ReferenceEqualityComparer.Instance).Count() <= 2);
    }

    private static Money Taka(decimal taka) => Money.FromTaka(taka);

    private static Tally Of(int count, decimal taka) => new(count, Money.FromTaka(taka));

    private Task<long> Invoice(long subscriber, decimal taka, DateOnly issued) => _portal.GivenInvoice(subscriber, taka, issued.AddDays(7));

    private async Task<Summary> Summary(Role role = Role.Owner)
    {
        await using var scope = _portal.As(role);
        return await scope.ServiceProvider.GetRequiredService<SummaryQueries>().Now(_cancellation);
    }

    private async Task<long> Pay(long subscriber, decimal taka, PaymentMethod method = PaymentMethod.Cash, DateOnly? on = null)
    {
        var reference = method == PaymentMethod.Cash ? null : $"TX{_commands}";
        var paid = await _portal.Run(s => s.GetRequiredService<RecordPayment>(), new RecordPaymentRequest(
            new Guid(++_commands, 0, 0, new byte[8]), subscriber, Taka(taka), method, on ?? _portal.Today, reference));
        return paid.Value.PaymentId;
    }
}
