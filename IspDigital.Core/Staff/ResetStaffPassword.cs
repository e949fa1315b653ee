using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>A person has forgotten their password.</summary>
/// <param name="StaffId">The person.</param>
public sealed record ResetStaffPasswordRequest(long StaffId);

/// <summary>Gives a person a new password for one sign-in, and lifts a rest after wrong ones. Their open screens end.</summary>
public sealed class ResetStaffPassword(UseCaseContext context, StaffPasswords passwords) : UseCase<ResetStaffPasswordRequest, FirstSignIn>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageStaff;

    /// <inheritdoc/>
    protected override Task<Result<FirstSignIn>> Handle(ResetStaffPasswordRequest request, CancellationToken cancellation) => Store.Write<FirstSignIn>(async work =>
    {
        var user = await work.Db.Users.SingleOrDefaultAsync(u => u.Id == request.StaffId, cancellation);
        if (user is null)
        {
            return new StaffNotFound();
        }
        if (user.Id == Actor.StaffId)
        {
            return new NotYourself();
        }
        var password = passwords.OneTime();
        passwords.Give(user, password);
        user.MustChangePassword = true;
        work.Record(AuditAction.StaffChanged, nameof(StaffUser), user.Id, after: new { Password = "reset" });
        return new FirstSignIn(user.Id, user.UserName!, password);
    }, cancellation);
}
