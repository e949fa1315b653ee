using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Drafts summed by month and plan, asked on 15 November 2025 for three months: over the new year.</summary>
public sealed class RevenueForecastTests
{
    private readonly RevenueForecast _forecast = new(Day("2025-11-15"), 3);

    [Fact]
    public void Through_IsTheLastDayOfTheLastMonth() => Assert.Equal(Day("2026-01-31"), _forecast.Through);

    [Fact]
    public void Months_WithoutAnything_AreAllThereAndEmpty() =>
        Assert.Equal(
            [("2025-11-01", 0, 0.00m, 0), ("2025-12-01", 0, 0.00m, 0), ("2026-01-01", 0, 0.00m, 0)],
            _forecast.Months(Policy()).Select(m => (Text(m.Month), m.Invoices, m.Total.Taka, m.Plans.Count)));

    [Fact]
    public void Months_ByTheDateOfTheInvoice_TakeWhatIsLateIntoTheFirst()
    {
        _forecast.Add([Draft("2025-08-31", Line(Home, 1)), Draft("2025-11-30", Line(Home, 10)), Draft("2025-12-01", Line(Home, 200)), Draft("2026-01-31", Line(Home, 3_000))]);

        Assert.Equal([(2, 11.00m), (1, 200.00m), (1, 3_000.00m)], _forecast.Months(Policy()).Select(m => (m.Invoices, m.Subtotal.Taka)));
    }

    [Fact]
    public void Months_OfSeveralPlans_NameEachWithItsInvoicesTheLargestFirst()
    {
        _forecast.Add([Draft("2025-11-20", Line(Home, 161.29m, 8.06m), Line(Fast, 677.42m, 33.87m), Line(Home, 1))]);
        _forecast.Add([Draft("2025-11-21", Line(Home, 500, 25), Line(null, 150))]);

        var month = _forecast.Months(Policy())[0];

        Assert.Equal((2, 1_489.71m, 66.93m, 1_556.64m), (month.Invoices, month.Subtotal.Taka, month.Tax.Taka, month.Total.Taka));
        Assert.Equal(
            [(Fast, "Fast", 1, 677.42m, 33.87m, 711.29m), (Home, "Home", 2, 662.29m, 33.06m, 695.35m), ((long?)null, "", 1, 150.00m, 0.00m, 150.00m)],
            month.Plans.Select(p => (p.PlanId, p.Name, p.Invoices, p.Subtotal.Taka, p.Tax.Taka, p.Total.Taka)));
    }

    [Fact]
    public void Months_PlansOfTheSameSum_StandByName()
    {
        _forecast.Add([Draft("2025-11-20", Line(Home, 500), Line(Fast, 500))]);

        Assert.Equal(["Fast", "Home"], _forecast.Months(Policy())[0].Plans.Select(p => p.Name));
    }

    private static InvoiceDraft Draft(string issued, params LineDraft[] lines) =>
        new(1, InvoiceKind.Recurring, new(Day(issued), Day(issued).AddDays(1)), Day(issued), Day(issued), Day(issued), lines);

    private static LineDraft Line(long? plan, decimal net, decimal tax = 0) =>
        new(plan is null ? LineKind.OneOff : LineKind.Recurring, "", new(Day("2025-11-01"), Day("2025-12-01")), 30, Money.FromTaka(net), Money.FromTaka(net), 500, Money.FromTaka(tax)) { PlanId = plan };
}
