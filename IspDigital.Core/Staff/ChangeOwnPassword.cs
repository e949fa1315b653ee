using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>A new password for oneself.</summary>
public sealed record ChangeOwnPasswordRequest
{
    /// <summary>The present one; proves that it is the person and not somebody at an open screen.</summary>
    public string PresentPassword { get; init; } = "";

    /// <summary>The new one.</summary>
    public string NewPassword { get; init; } = "";

    /// <summary>The same once more.</summary>
    public string NewPasswordAgain { get; init; } = "";
}

/// <summary>Checks the form; whether the new password holds the user name is checked where the name is known.</summary>
public sealed class ChangeOwnPasswordValidator : AbstractValidator<ChangeOwnPasswordRequest>
{
    /// <summary>The rules.</summary>
    public ChangeOwnPasswordValidator()
    {
        RuleFor(r => r.PresentPassword).NotEmpty().WithErrorCode("Staff.PasswordNeeded");
        RuleFor(r => r.NewPassword).Cascade(CascadeMode.Stop).IsPassword(_ => "");
        RuleFor(r => r.NewPasswordAgain).Equal(r => r.NewPassword).WithErrorCode("Staff.PasswordsDiffer");
    }
}

/// <summary>Changes one's own password. Every screen of the person ends, this one too, within 30 seconds.</summary>
public sealed class ChangeOwnPassword(UseCaseContext context, StaffPasswords passwords) : UseCase<ChangeOwnPasswordRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.UseOwnAccount;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ChangeOwnPasswordRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var user = await work.Db.Users.SingleOrDefaultAsync(u => u.Id == Actor.StaffId, cancellation);
        if (user is null)
        {
            return new StaffNotFound();
        }
        if (!passwords.Matches(user, request.PresentPassword))
        {
            return new WrongPassword();
        }
        if (PasswordRule.IsGuessable(request.NewPassword, user.UserName!))
        {
            return new InvalidInput([new FieldError(nameof(request.NewPassword), "Staff.PasswordGuessable", [])]);
        }
        passwords.Give(user, request.NewPassword);
        user.MustChangePassword = false;
        work.Record(AuditAction.StaffChanged, nameof(StaffUser), user.Id, after: new { Password = "changed" });
        return new Done();
    }, cancellation);
}
