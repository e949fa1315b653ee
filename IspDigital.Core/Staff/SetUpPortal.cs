using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>What the first visit asks for: who owns the portal and who the operator is.</summary>
public sealed record SetUpPortalRequest
{
    /// <summary>The owner's name.</summary>
    public string OwnerName { get; init; } = "";

    /// <summary>What the owner signs in with.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The owner's password.</summary>
    public string Password { get; init; } = "";

    /// <summary>The same once more.</summary>
    public string PasswordAgain { get; init; } = "";

    /// <summary>The operator's name on invoices and messages.</summary>
    public string CompanyName { get; init; } = "";

    /// <summary>Address on invoices.</summary>
    public string Address { get; init; } = "";

    /// <summary>Phone for subscribers.</summary>
    public string Phone { get; init; } = "";

    /// <summary>IANA id of the zone in which all business dates are meant.</summary>
    public string TimeZone { get; init; } = "Asia/Dhaka";

    /// <summary>The owner's language, <c>en</c> or <c>bn</c>.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>Checks what the first visit brings.</summary>
public sealed class SetUpPortalValidator : AbstractValidator<SetUpPortalRequest>
{
    /// <summary>The rules.</summary>
    public SetUpPortalValidator()
    {
        RuleFor(r => r.OwnerName).NotEmpty().WithErrorCode("Staff.NameNeeded").MaximumLength(100).WithErrorCode("Staff.NameTooLong");
        RuleFor(r => r.UserName).Cascade(CascadeMode.Stop).IsUserName();
        RuleFor(r => r.Password).Cascade(CascadeMode.Stop).IsPassword(r => r.UserName);
        RuleFor(r => r.PasswordAgain).Equal(r => r.Password).WithErrorCode("Staff.PasswordsDiffer");
        RuleFor(r => r.CompanyName).IsCompanyName();
        RuleFor(r => r.Address).MaximumLength(300).WithErrorCode("Settings.AddressTooLong");
        RuleFor(r => r.Phone).MaximumLength(60).WithErrorCode("Settings.PhoneTooLong");
        RuleFor(r => r.TimeZone).IsTimeZone();
        RuleFor(r => r.Language).IsLanguage();
    }
}

/// <summary>
/// The first visit: makes the owner's account and stores who the operator is. It works only while there is no staff, so it
/// needs no right; two visits at once cannot both succeed.
/// </summary>
public sealed class SetUpPortal(IspStore store, CurrentActor actor, IValidator<SetUpPortalRequest> validator, StaffPasswords passwords)
{
    /// <summary>Sets the portal up.</summary>
    /// <returns>The owner's id, <see cref="AlreadySetUp"/> or <see cref="InvalidInput"/>.</returns>
    public async Task<Result<long>> Run(SetUpPortalRequest request, CancellationToken cancellation = default)
    {
        var outcome = await validator.ValidateAsync(request, cancellation);
        if (!outcome.IsValid)
        {
            return new InvalidInput([.. outcome.Errors.Select(FieldErrors.From)]);
        }
        actor.Set(Actor.Job("SetUp"));
        try
        {
            return await store.Write<long>(work => Write(work, request, cancellation), cancellation);
        }
        finally
        {
            actor.Set(Actor.Nobody);
        }
    }

    private async Task<Result<long>> Write(UnitOfWork work, SetUpPortalRequest request, CancellationToken cancellation)
    {
        await work.LockStaff(cancellation);
        if (await work.Db.Users.AnyAsync(cancellation))
        {
            return new AlreadySetUp();
        }
        var owner = passwords.Make(request.UserName, request.OwnerName.Trim(), Role.Owner, request.Language, request.Password);
        work.Db.Users.Add(owner);
        var company = await work.Settings<CompanySettings>(cancellation) with
        {
            CompanyName = request.CompanyName.Trim(),
            Address = request.Address.Trim(),
            Phone = request.Phone.Trim(),
            TimeZone = request.TimeZone,
        };
        await SettingsRow.Store(work, company, cancellation);
        await work.Save(cancellation);
        work.Record(AuditAction.PortalSetUp, nameof(StaffUser), owner.Id, after: new { owner.UserName, owner.DisplayName, Company = company });
        return owner.Id;
    }
}
