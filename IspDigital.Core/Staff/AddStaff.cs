using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>A new person.</summary>
public sealed record AddStaffRequest
{
    /// <summary>Their name.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>What they sign in with.</summary>
    public string UserName { get; init; } = "";

    /// <summary>What they may do.</summary>
    public Role Role { get; init; } = Role.Support;

    /// <summary>The language of their screens, <c>en</c> or <c>bn</c>.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>Checks a new person.</summary>
public sealed class AddStaffValidator : AbstractValidator<AddStaffRequest>
{
    /// <summary>The rules.</summary>
    public AddStaffValidator()
    {
        RuleFor(r => r.DisplayName).NotEmpty().WithErrorCode("Staff.NameNeeded").MaximumLength(100).WithErrorCode("Staff.NameTooLong");
        RuleFor(r => r.UserName).Cascade(CascadeMode.Stop).IsUserName();
        RuleFor(r => r.Role).IsInEnum().WithErrorCode("Staff.RoleUnknown");
        RuleFor(r => r.Language).IsLanguage();
    }
}

/// <summary>What is told once to hand on: the user name and the password of the first sign-in.</summary>
/// <param name="StaffId">The person.</param>
/// <param name="UserName">What they sign in with.</param>
/// <param name="OneTimePassword">Must be changed at the first sign-in; kept nowhere.</param>
public sealed record FirstSignIn(long StaffId, string UserName, string OneTimePassword);

/// <summary>Adds a person, with a password for the first sign-in that only they will have changed afterwards.</summary>
public sealed class AddStaff(UseCaseContext context, StaffPasswords passwords) : UseCase<AddStaffRequest, FirstSignIn>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageStaff;

    /// <inheritdoc/>
    protected override Task<Result<FirstSignIn>> Handle(AddStaffRequest request, CancellationToken cancellation) => Store.Write<FirstSignIn>(async work =>
    {
        await work.LockStaff(cancellation);
        var name = passwords.Normalise(request.UserName);
        if (await work.Db.Users.AnyAsync(u => u.NormalizedUserName == name, cancellation))
        {
            return new UserNameTaken(request.UserName);
        }
        var password = passwords.OneTime();
        var user = passwords.Make(request.UserName, request.DisplayName.Trim(), request.Role, request.Language, password);
        user.MustChangePassword = true;
        work.Db.Users.Add(user);
        await work.Save(cancellation);
        work.Record(AuditAction.StaffAdded, nameof(StaffUser), user.Id, after: new { user.UserName, user.DisplayName, user.Role });
        work.Announce(new Live.Change(Live.ChangeKind.Settings, user.Id));
        return new FirstSignIn(user.Id, request.UserName, password);
    }, cancellation);
}
