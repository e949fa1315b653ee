using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>Another name, role or state of a person.</summary>
public sealed record ChangeStaffRequest
{
    /// <summary>The person.</summary>
    public long StaffId { get; init; }

    /// <summary>Their name.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What they may do.</summary>
    public Role Role { get; init; }

    /// <summary>Whether they are kept out.</summary>
    public bool IsDisabled { get; init; }
}

/// <summary>Checks the change.</summary>
public sealed class ChangeStaffValidator : AbstractValidator<ChangeStaffRequest>
{
    /// <summary>The rules.</summary>
    public ChangeStaffValidator()
    {
        RuleFor(r => r.DisplayName).NotEmpty().WithErrorCode("Staff.NameNeeded").MaximumLength(100).WithErrorCode("Staff.NameTooLong");
        RuleFor(r => r.Role).IsInEnum().WithErrorCode("Staff.RoleUnknown");
    }
}

/// <summary>
/// Changes a person: name, role, disabled or enabled. Another role and a disabling end the person's screens within 30 seconds.
/// At least one owner who can sign in remains, and nobody shuts themselves out.
/// </summary>
public sealed class ChangeStaff(UseCaseContext context, StaffPasswords passwords) : UseCase<ChangeStaffRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageStaff;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ChangeStaffRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        await work.LockStaff(cancellation);
        var user = await work.Db.Users.SingleOrDefaultAsync(u => u.Id == request.StaffId, cancellation);
        if (user is null)
        {
            return new StaffNotFound();
        }
        var rightsChange = user.Role != request.Role || user.IsDisabled != request.IsDisabled;
        if (rightsChange && user.Id == Actor.StaffId)
        {
            return new NotYourself();
        }
        var before = new { user.DisplayName, user.Role, user.IsDisabled };
        (user.DisplayName, user.Role, user.IsDisabled) = (request.DisplayName.Trim(), request.Role, request.IsDisabled);
        if (rightsChange)
        {
            passwords.EndScreens(user);
        }
        await work.Save(cancellation);
        if (!await AnOwnerRemains(work, cancellation))
        {
            return new LastOwner();
        }
        work.Record(AuditAction.StaffChanged, nameof(StaffUser), user.Id, before: before, after: new { user.DisplayName, user.Role, user.IsDisabled });
        work.Announce(new Live.Change(Live.ChangeKind.Settings, user.Id));
        return new Done();
    }, cancellation);

    private static Task<bool> AnOwnerRemains(UnitOfWork work, CancellationToken cancellation) =>
        work.Db.Users.AnyAsync(u => u.Role == Role.Owner && !u.IsDisabled, cancellation);
}
