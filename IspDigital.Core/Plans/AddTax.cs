using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Plans;

/// <summary>A tax with its first rate.</summary>
/// <param name="Name">Name on invoices.</param>
/// <param name="Mode">Added to the price, or inside it.</param>
/// <param name="BasisPoints">500 = 5%.</param>
/// <param name="From">First day of the rate.</param>
public sealed record AddTaxRequest(string Name, TaxMode Mode, int BasisPoints, DateOnly From)
{
    /// <summary>
    /// Value added tax on internet service in Bangladesh: 5%, shown apart (service code S012.14). What the plan form offers first.
    /// </summary>
    public static AddTaxRequest StandardVat { get; } = new("VAT", TaxMode.Exclusive, 500, new DateOnly(2000, 1, 1));
}

/// <summary>What a tax must be.</summary>
public sealed class AddTaxValidator : AbstractValidator<AddTaxRequest>
{
    /// <summary>The rules.</summary>
    public AddTaxValidator()
    {
        RuleFor(t => t.Name).NotEmpty().WithErrorCode("Plans.NameNeeded").MaximumLength(40).WithErrorCode("Plans.TooLong");
        RuleFor(t => t.BasisPoints).InclusiveBetween(0, 10_000).WithErrorCode("Plans.TaxRateOutOfRange");
        RuleFor(t => t.From).NotEqual(default(DateOnly)).WithErrorCode("Plans.TaxFromNeeded");
    }
}

/// <summary>Adds a tax that plans can carry.</summary>
public sealed class AddTax(UseCaseContext context) : UseCase<AddTaxRequest, long>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManagePlans;

    /// <inheritdoc/>
    protected override Task<Result<long>> Handle(AddTaxRequest request, CancellationToken cancellation) => Store.Write<long>(async work =>
    {
        var name = request.Name.Trim();
        if (await work.Db.Taxes.AnyAsync(t => t.Name == name, cancellation))
        {
            return new TaxNameTaken(name);
        }
        var tax = new Tax(name, request.Mode, request.From, request.BasisPoints);
        work.Db.Taxes.Add(tax);
        await work.Save(cancellation);
        work.Record(AuditAction.TaxChanged, nameof(Tax), tax.Id, after: request);
        work.Announce(new Change(ChangeKind.Plan));
        return tax.Id;
    }, cancellation);
}
