using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

public sealed class ForecastBillingTests
{
    private const int Lives = 25;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ForecastBilling_OfAnyLives_IsWhatTheRunsIssueWhenTheirDayComes(int seed)
    {
        await using var portal = TestPortal.Start();
        var random = new Random(seed);
        await AnyLives(portal, random);
        portal.GoTo(new DateOnly(2026, 1, 10 + random.Next(18)));
        if (seed % 2 == 0)
        {
            await portal.IssuesInvoices(approve: true); // otherwise everything is late
        }
        var (before, month) = ((await portal.Invoices()).Count, new DateOnly(2026, 1, 1));

        var forecast = (await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(3))).Value;
        Assert.Equal(before, (await portal.Invoices()).Count);
        for (var day = portal.Today; day < forecast.Through; day = day.AddDays(random.Next(1, 25)))
        {
            portal.GoTo(day);
            await portal.IssuesInvoices(approve: true);
        }
        portal.GoTo(forecast.Through);
        await portal.IssuesInvoices(approve: true);

        var issued = (await portal.Invoices()).Skip(before).GroupBy(i => i.IssueDate < month ? month : new DateOnly(i.IssueDate.Year, i.IssueDate.Month, 1))
            .ToDictionary(g => g.Key, g => (g.Count(), g.Sum(i => i.Subtotal), g.Sum(i => i.Tax), Plans(g.SelectMany(i => i.Lines))));
        Assert.Equal(0, forecast.Unbillable);
        Assert.Equal(4, forecast.Months.Count);
        Assert.True(issued.Count == 4, $"seed {seed}: a month without an invoice tests nothing");
        Assert.All(forecast.Months, m => Assert.Equal(
            issued[m.Month], (m.Invoices, m.Subtotal, m.Tax, string.Join("; ", m.Plans.OrderBy(p => p.PlanId ?? 0).Select(p => $"{p.PlanId ?? 0}: {p.Subtotal} {p.Tax}")))));
        await Invariants.Hold(portal);
    }

    [Fact]
    public async Task ForecastBilling_AnotherPriceFromADay_StandsBesideThePresentOne()
    {
        await using var portal = TestPortal.Start();
        var home = await portal.HasPlan("Home", taka: 500, taxBasisPoints: 500);
        var fast = await portal.HasPlan("Fast", taka: 1_000);
        await portal.HasSubscriber(home, portal.Today);
        await portal.HasSubscriber(home, portal.Today, with: s => s.Agree(new PriceAgreement(portal.Today, Money.FromTaka(400))));
        await portal.HasSubscriber(fast, portal.Today);
        await portal.IssuesInvoices();

        var forecast = (await portal.Run(
            s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(2, new(home, new DateOnly(2026, 2, 15), Money.FromTaka(600))), Role.Billing)).Value;

        Assert.Equal((new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31)), (forecast.Today, forecast.Through));
        Assert.Equal([0m, 1_945m, 1_945m], forecast.Months.Select(m => m.Total.Taka));
        Assert.Equal([0m, 1_945m, 2_050m], forecast.Trial!.Select(m => m.Total.Taka)); // who agreed on 400 keeps it
        Assert.Equal([("Fast", 1, 1_000m), ("Home", 2, 945m)], forecast.Months[1].Plans.Select(p => (p.Name, p.Invoices, p.Total.Taka)));
    }

    [Fact]
    public async Task ForecastBilling_WhoCannotBeBilled_IsCountedAndTheOthersAreSummed()
    {
        await using var portal = TestPortal.Start();
        await portal.HasSubscriber(await portal.HasPlan("Broken", priceFrom: new DateOnly(2030, 1, 1)), portal.Today);
        await portal.HasSubscriber(await portal.HasPlan(taka: 500), portal.Today);

        var forecast = (await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(12))).Value;

        Assert.Equal((1, 13, Money.FromTaka(6_500)), (forecast.Unbillable, forecast.Months.Count, forecast.Months.Sum(m => m.Total)));
        await using var db = portal.OpenDb();
        Assert.Equal((0, 0, 0), (await db.BillingSchedules.CountAsync(Cancellation), await db.ParkedSubscribers.CountAsync(Cancellation), await db.BillingRuns.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public async Task ForecastBilling_TooFewOrManyMonths_IsRefused(int months)
    {
        await using var portal = TestPortal.Start();

        Assert.IsType<InvalidInput>((await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(months))).Error);
        Assert.IsType<TrialPlanUnknown>((await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(1, new(7, portal.Today, Money.Zero)))).Error);
        Assert.IsType<InvalidInput>((await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(1, new(7, default, Money.Zero)))).Error);
        Assert.IsType<InvalidInput>((await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(1, new(7, portal.Today, new Money(100_000_001))))).Error);
        Assert.IsType<NotPermitted>((await portal.Run(s => s.GetRequiredService<ForecastBilling>(), new ForecastBillingRequest(1), Role.Auditor)).Error);
    }

    private static string Plans(IEnumerable<InvoiceLine> lines) =>
        string.Join("; ", lines.GroupBy(l => l.PlanId ?? 0).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Sum(l => l.Net)} {g.Sum(l => l.Tax)}"));

    /// <summary>Late joiners, own prices, pauses dated and open, plan changes, cuts, charges, closings; on plans of every kind.</summary>
    private static async Task AnyLives(TestPortal portal, Random random)
    {
        long[] plans =
        [
            await portal.HasPlan("Home", 500, 500),
            await portal.HasPlan("Fast", 1_050, 500, TaxMode.Inclusive, new() { AlignDay = 1 }),
            await portal.HasPlan("Weekly", 150, 0, terms: new() { CycleUnit = CycleUnit.Day, CycleCount = 7 }),
            await portal.HasPlan("After", 700, 0, terms: new() { Timing = BillingTiming.Arrears }),
            await portal.HasPlan("Early", 900, 0, terms: new() { LeadDays = 6, CycleCount = 2, CycleUnit = CycleUnit.Month }),
        ];
        await using (var db = portal.OpenDb())
        {
            (await db.Plans.SingleAsync(p => p.Id == plans[0], Cancellation)).SetPrice(new DateOnly(2026, 3, 1), Money.FromTaka(555.55m));
            await db.SaveChangesAsync(Cancellation);
        }
        for (var i = 0; i < Lives; i++)
        {
            var plan = plans[random.Next(plans.Length)];
            var id = await portal.HasSubscriber(plan, new DateOnly(2025, 12, 1).AddDays(random.Next(100)), with: s => Live(s, plans, random));
            await using var db = portal.OpenDb();
            await Befall(db, id, random);
        }
    }

    private static void Live(Subscriber subscriber, long[] plans, Random random)
    {
        DateOnly Later() => new DateOnly(2026, 1, 1).AddDays(random.Next(100));
        var decided = new DateOnly(2026, 1, 1);
        switch (random.Next(6))
        {
            case 0:
                var from = Later();
                subscriber.Pause(from, random.Next(2) == 0 ? null : from.AddDays(1 + random.Next(40)), decided);
                break;
            case 1:
                subscriber.AssignPlan(Later() is var day && day > subscriber.ActivatedOn ? day : subscriber.ActivatedOn.AddDays(9), plans[random.Next(plans.Length)], decided);
                break;
            case 2:
                subscriber.Close(subscriber.ActivatedOn.AddDays(random.Next(200)));
                break;
            case 3:
                subscriber.Agree(new PriceAgreement(Later(), Money.FromTaka(333), 1_000, Money.FromTaka(3), new DateOnly(2026, 4, 1)));
                break;
        }
    }

    private static async Task Befall(IspDbContext db, long id, Random random)
    {
        if (random.Next(4) == 0)
        {
            db.Add(new Charge(new Guid((int)id, 0, 0, new byte[8]), id, new(LineKind.OneOff, "Router", Money.FromTaka(150), new DateOnly(2026, 1, 1).AddDays(random.Next(100)), random.Next(2) == 0), default, "Test"));
        }
        if (random.Next(5) == 0)
        {
            db.Add(new NonPaymentCut(id, new DateOnly(2026, 1, 5)));
        }
        await db.SaveChangesAsync(Cancellation);
    }
}
