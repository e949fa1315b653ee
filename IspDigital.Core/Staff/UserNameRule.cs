using FluentValidation;

namespace IspDigital.Core.Staff;

/// <summary>What a person signs in with: short, typed on a phone, never two that differ only in case.</summary>
public static class UserNameRule
{
    /// <summary>Most characters.</summary>
    public const int LengthMax = 64;

    /// <summary>Adds the rules to a user name.</summary>
    public static IRuleBuilderOptions<T, string> IsUserName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithErrorCode("Staff.UserNameNeeded")
        .Matches("^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$").WithErrorCode("Staff.UserNameForm");
}
