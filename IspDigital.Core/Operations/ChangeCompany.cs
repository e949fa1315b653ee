using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Operations;

/// <summary>Who the operator is, changed.</summary>
public sealed record ChangeCompanyRequest
{
    /// <summary>Name on invoices and messages.</summary>
    public string CompanyName { get; init; } = "";

    /// <summary>Address on invoices.</summary>
    public string Address { get; init; } = "";

    /// <summary>Phone for subscribers.</summary>
    public string Phone { get; init; } = "";

    /// <summary>Email for subscribers.</summary>
    public string Email { get; init; } = "";

    /// <summary>Business identification number (BIN) of the tax office.</summary>
    public string Bin { get; init; } = "";

    /// <summary>Where subscribers reach the portal; empty where it is not said.</summary>
    public string PublicAddress { get; init; } = "";

    /// <summary>IANA id of the zone in which all business dates are meant.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Unit that computed amounts are rounded to, in poisha: 1 or 100.</summary>
    public int RoundingUnitMinor { get; init; } = 1;
}

/// <summary>Checks the change.</summary>
public sealed class ChangeCompanyValidator : AbstractValidator<ChangeCompanyRequest>
{
    /// <summary>The rules.</summary>
    public ChangeCompanyValidator()
    {
        RuleFor(r => r.CompanyName).IsCompanyName();
        RuleFor(r => r.Address).MaximumLength(300).WithErrorCode("Settings.AddressTooLong");
        RuleFor(r => r.Phone).MaximumLength(60).WithErrorCode("Settings.PhoneTooLong");
        RuleFor(r => r.Email).MaximumLength(120).WithErrorCode("Settings.EmailForm").EmailAddress().When(r => r.Email.Length > 0).WithErrorCode("Settings.EmailForm");
        RuleFor(r => r.Bin).Matches("^[0-9-]{0,20}$").WithErrorCode("Settings.BinForm");
        RuleFor(r => r.PublicAddress).IsPublicAddress();
        RuleFor(r => r.TimeZone).IsTimeZone();
        RuleFor(r => r.RoundingUnitMinor).Must(unit => unit is 1 or 100).WithErrorCode("Settings.RoundingUnknown");
    }
}

/// <summary>Changes who the operator is. Issued invoices keep what they were issued with.</summary>
public sealed class ChangeCompany(UseCaseContext context) : UseCase<ChangeCompanyRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageSettings;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ChangeCompanyRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var before = await work.Settings<CompanySettings>(cancellation);
        var after = before with
        {
            CompanyName = request.CompanyName.Trim(),
            Address = request.Address.Trim(),
            Phone = request.Phone.Trim(),
            Email = request.Email.Trim(),
            Bin = request.Bin.Trim(),
            PublicAddress = request.PublicAddress.Trim().TrimEnd('/'),
            TimeZone = request.TimeZone,
            RoundingUnitMinor = request.RoundingUnitMinor,
        };
        await SettingsRow.Store(work, after, cancellation);
        work.Record(AuditAction.SettingsChanged, nameof(CompanySettings), null, before: before, after: after);
        return new Done();
    }, cancellation);
}

/// <summary>Reads who the operator is.</summary>
public sealed class CompanyQueries(IspStore store)
{
    /// <summary>The settings as they stand.</summary>
    public async Task<CompanySettings> Present(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ManageSettings, cancellation);
        return await SettingsRow.Load<CompanySettings>(db, cancellation);
    }
}
