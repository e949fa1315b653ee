using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Plans;

/// <summary>Another rate from a day on.</summary>
/// <param name="TaxId">The tax.</param>
/// <param name="BasisPoints">500 = 5%.</param>
/// <param name="From">First day it holds; invoices issued before keep theirs.</param>
public sealed record SetTaxRateRequest(long TaxId, int BasisPoints, DateOnly From);

/// <summary>What a rate must be.</summary>
public sealed class SetTaxRateValidator : AbstractValidator<SetTaxRateRequest>
{
    /// <summary>The rules.</summary>
    public SetTaxRateValidator()
    {
        RuleFor(t => t.BasisPoints).InclusiveBetween(0, 10_000).WithErrorCode("Plans.TaxRateOutOfRange");
        RuleFor(t => t.From).NotEqual(default(DateOnly)).WithErrorCode("Plans.TaxFromNeeded");
    }
}

/// <summary>Sets a tax rate from a day on: rates come and go (a 10% duty once lasted 13 days).</summary>
public sealed class SetTaxRate(UseCaseContext context) : UseCase<SetTaxRateRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManagePlans;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(SetTaxRateRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        if (await work.Db.Taxes.SingleOrDefaultAsync(t => t.Id == request.TaxId, cancellation) is not { } tax)
        {
            return new TaxUnknown();
        }
        var before = new { tax.Name, BasisPoints = tax.RateOn(request.From) };
        tax.SetRate(request.From, request.BasisPoints);
        work.Record(AuditAction.TaxChanged, nameof(Tax), tax.Id, before: before, after: new { tax.Name, request.BasisPoints, request.From });
        work.Announce(new Change(ChangeKind.Plan));
        return new Done();
    }, cancellation);
}
