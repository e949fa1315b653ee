using FluentValidation;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Billing;

/// <summary>Look ahead: what will be invoiced in the rest of this month and in the months after it.</summary>
/// <param name="Months">How many months after this one, 1 to 12.</param>
/// <param name="Trial">Another price to compare with, or null.</param>
public sealed record ForecastBillingRequest(int Months = 12, TariffTrial? Trial = null);

/// <summary>What if a plan cost something else from a day on? Prices that are set for later days count no more.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="From">First day of the price; periods that begin earlier keep theirs.</param>
/// <param name="Price">The price of a full period.</param>
public sealed record TariffTrial(long PlanId, DateOnly From, Money Price);

/// <summary>What a forecast needs.</summary>
public sealed class ForecastBillingValidator : AbstractValidator<ForecastBillingRequest>
{
    /// <summary>The rules.</summary>
    public ForecastBillingValidator()
    {
        RuleFor(r => r.Months).InclusiveBetween(1, 12).WithErrorCode("Billing.ForecastMonths");
        When(r => r.Trial is not null, () =>
        {
            RuleFor(r => r.Trial!.Price.Minor).InclusiveBetween(0, 100_000_000).WithErrorCode("Billing.TrialPrice").OverridePropertyName(nameof(TariffTrial.Price));
            RuleFor(r => r.Trial!.From).NotEqual(default(DateOnly)).WithErrorCode("Billing.TrialFrom").OverridePropertyName(nameof(TariffTrial.From));
        });
    }
}

/// <summary>What is ahead.</summary>
/// <param name="Today">The day it was asked: the first month is the rest of this one, with what is late.</param>
/// <param name="Through">The last day looked at.</param>
/// <param name="Months">Month by month, as things stand.</param>
/// <param name="Trial">The same with the other price, or null.</param>
/// <param name="Unbillable">Subscribers who cannot be billed as they are; the preview names them.</param>
public sealed record BillingForecast(
    DateOnly Today, DateOnly Through, IReadOnlyList<ForecastMonth> Months, IReadOnlyList<ForecastMonth>? Trial, int Unbillable);

/// <summary>
/// Any month ahead: the calculation of the run through a day to come, on the facts as they stand. Pauses and cuts without an end stay as
/// they are; nobody joins and nobody leaves. Nothing is written, no schedule either.
/// </summary>
public sealed class ForecastBilling(UseCaseContext context, InvoiceCalculation calculation) : UseCase<ForecastBillingRequest, BillingForecast>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override async Task<Result<BillingForecast>> Handle(ForecastBillingRequest request, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        var today = await Store.Today(db, cancellation);
        var book = await BillingFactsReader.Book(db, cancellation) with { Calculation = calculation };
        if (request.Trial is { } asked && !book.Policy.Plans.ContainsKey(asked.PlanId))
        {
            return new TrialPlanUnknown();
        }
        var trialBook = request.Trial is { } trial ? book with { Policy = With(book.Policy, trial) } : null;
        var (present, other) = (new RevenueForecast(today, request.Months + 1), new RevenueForecast(today, request.Months + 1));
        var unbillable = 0;
        await foreach (var (subscriber, calculated) in BillingScan.Run(db, book, present.Through, withParked: true, cancellation))
        {
            unbillable += calculated.Problem is null ? 0 : 1;
            present.Add(calculated.Drafts);
            if (trialBook is not null)
            {
                other.Add(IsAbout(request.Trial!, subscriber) ? BillingScan.Calculate(subscriber, present.Through, trialBook).Drafts : calculated.Drafts);
            }
        }
        return new BillingForecast(today, present.Through, present.Months(book.Policy), trialBook is null ? null : other.Months(book.Policy), unbillable);
    }

    private static bool IsAbout(TariffTrial trial, DueSubscriber subscriber) => subscriber.Facts.Plans.Any(p => p.PlanId == trial.PlanId);

    private static BillingPolicy With(BillingPolicy policy, TariffTrial trial)
    {
        var plan = policy.Plans[trial.PlanId];
        var prices = plan.Prices.Where(p => p.From < trial.From).Append(new DatedPrice(trial.From, trial.Price));
        return policy with { Plans = new Dictionary<long, TariffPlan>(policy.Plans) { [trial.PlanId] = plan with { Prices = [.. prices] } } };
    }
}
