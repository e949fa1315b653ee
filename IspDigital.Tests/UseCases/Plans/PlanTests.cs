using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Plans;

public sealed class PlanTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task AddPlan_WithStandardVat_IsSoldWithFivePercentOnTop()
    {
        var vat = await _portal.Run(s => s.GetRequiredService<AddTax>(), AddTaxRequest.StandardVat);

        await Add(Home() with { TaxId = vat.Value, DownloadMbps = 12.5m });

        var row = Assert.Single(await Plans());
        Assert.Equal(("VAT", TaxMode.Exclusive, 500), (row.TaxName, row.TaxMode, row.TaxBasisPoints));
        Assert.Equal(12_500_000, row.Speed.DownloadBps);
        Assert.Equal(Money.FromTaka(500m), row.Price);
    }

    [Fact]
    public async Task AddPlan_NameInUse_IsRefused()
    {
        await Add(Home());

        Assert.Equal(new PlanNameTaken("Home 10"), (await Add(Home() with { Name = " Home 10" })).Error);
    }

    [Fact]
    public async Task EditPlan_PriceFromADay_IsPlannedAndThenHolds()
    {
        var plan = (await Add(Home())).Value;
        var from = new DateOnly(2026, 3, 1);

        await Edit(plan, f => f with { Price = Money.FromTaka(600m), PriceFrom = from });
        await Edit(plan, f => f with { Price = Money.FromTaka(650m), PriceFrom = from });

        var row = Assert.Single(await Plans());
        Assert.Equal((Money.FromTaka(500m), Money.FromTaka(650m), from), (row.Price, row.NextPrice, row.NextPriceFrom));
        _portal.GoTo(from);
        Assert.Equal(Money.FromTaka(650m), Assert.Single(await Plans()).Price);
    }

    [Fact]
    public async Task EditPlan_PriceInThePast_IsRefused()
    {
        var plan = (await Add(Home())).Value;

        var result = await Edit(plan, f => f with { Price = Money.FromTaka(600m), PriceFrom = _portal.Today.AddDays(-1) });

        Assert.IsType<PriceFromPast>(result.Error);
    }

    [Fact]
    public async Task EditPlan_AnotherSpeed_MarksItsLines()
    {
        var plan = (await Add(Home())).Value;
        var router = await Router();
        var onIt = await _portal.GivenSubscriber(plan, "C-1", s => s.Connect(router, "rahim01"));
        await _portal.GivenSubscriber(await _portal.GivenPlan("Other"), "C-2", s => s.Connect(router, "karim01"));

        await Edit(plan, f => f with { RouterProfile = "plan-15M", DownloadMbps = 15m });

        await using var db = _portal.OpenDb();
        Assert.Equal(onIt, (await db.AccessMarks.SingleAsync(_cancellation)).SubscriberId);
    }

    [Fact]
    public async Task AddPlan_TermsThatContradict_AreRefused()
    {
        var terms = new BillingTermsOverride { IsAnniversary = true, AlignDay = 5, DueDays = 500 };

        var result = await Add(Home() with { Terms = terms });

        Assert.Equal(["Plans.AlignDayOrAnniversary", "Plans.TermDays"], Assert.IsType<InvalidInput>(result.Error).Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task EditPlan_FromAFormThatIsOlderThanAnotherChange_UndoesNothing()
    {
        var plan = (await Add(Home())).Value;
        EditPlanRequest? old = null;
        await Edit(plan, form => (old = form) with { Price = Money.FromTaka(900), Shown = form });

        var answer = await Edit(plan, _ => old! with { Name = "Home 10+", Shown = old });

        Assert.IsType<PlanChangedMeanwhile>(answer.Error);
        Assert.Equal(("Home 10", Money.FromTaka(900)), (await Plans()).Select(p => (p.Name, p.Price)).Single());
        Assert.True((await Edit(plan, form => form with { Name = "Home 10+", Shown = form })).IsOk);
    }

    [Fact]
    public async Task Tax_WithoutItsFirstDay_IsRefused()
    {
        var tax = (await _portal.Run(s => s.GetRequiredService<AddTax>(), AddTaxRequest.StandardVat)).Value;

        var added = await _portal.Run(s => s.GetRequiredService<AddTax>(), AddTaxRequest.StandardVat with { Name = "SD", From = default });
        var set = await _portal.Run(s => s.GetRequiredService<SetTaxRate>(), new SetTaxRateRequest(tax, 1_550, default));

        Assert.Equal(["Plans.TaxFromNeeded", "Plans.TaxFromNeeded"], new[] { added.Error, set.Error }.Select(e => Assert.Single(Assert.IsType<InvalidInput>(e).Errors).Code));
    }

    [Fact]
    public async Task SetTaxRate_ForAFewDays_ComesAndGoes()
    {
        var tax = (await _portal.Run(s => s.GetRequiredService<AddTax>(), AddTaxRequest.StandardVat)).Value;

        await _portal.Run(s => s.GetRequiredService<SetTaxRate>(), new SetTaxRateRequest(tax, 1550, new DateOnly(2026, 1, 9)));
        await _portal.Run(s => s.GetRequiredService<SetTaxRate>(), new SetTaxRateRequest(tax, 500, new DateOnly(2026, 1, 22)));

        await using var db = _portal.OpenDb();
        var stored = await db.Taxes.SingleAsync(_cancellation);
        Assert.Equal([500, 1550, 500], new[] { 8, 9, 22 }.Select(day => stored.RateOn(new DateOnly(2026, 1, day))));
    }

    private async Task<long> Router()
    {
        await using var db = _portal.OpenDb();
        var router = new Router("Mirpur");
        db.Routers.Add(router);
        await db.SaveChangesAsync(_cancellation);
        return router.Id;
    }

    private static AddPlanRequest Home() =>
        new() { Name = "Home 10", DownloadMbps = 10m, UploadMbps = 10m, RouterProfile = "plan-10M", Price = Money.FromTaka(500m) };

    private Task<Result<long>> Add(AddPlanRequest request) => _portal.Run(s => s.GetRequiredService<AddPlan>(), request);

    private async Task<Result<Done>> Edit(long plan, Func<EditPlanRequest, EditPlanRequest> change)
    {
        await using var scope = _portal.As(Role.Owner);
        var form = await scope.ServiceProvider.GetRequiredService<PlanQueries>().Form(plan, _cancellation);
        return await scope.ServiceProvider.GetRequiredService<EditPlan>().Run(change(form!), _cancellation);
    }

    private async Task<IReadOnlyList<PlanRow>> Plans()
    {
        await using var scope = _portal.As(Role.Owner);
        return await scope.ServiceProvider.GetRequiredService<PlanQueries>().All(_cancellation);
    }
}
