using FluentValidation;

namespace IspDigital.Core.Staff;

/// <summary>
/// What a password must be: long, not guessable from the user name, not one of the first that anybody tries. Length beats
/// signs and digits (NIST SP 800-63B, 5.1.1.2), so nothing else is demanded.
/// </summary>
public static class PasswordRule
{
    /// <summary>Fewest characters.</summary>
    public const int LengthMin = 10;

    /// <summary>Most characters; bounds the work of hashing.</summary>
    public const int LengthMax = 128;

    private static readonly HashSet<string> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        "1234567890", "0123456789", "12345678910", "123456789a", "1q2w3e4r5t", "qwertyuiop", "password12", "password123", "passw0rd123",
        "bangladesh", "bangladesh1", "bangladesh71", "mikrotik123", "admin12345", "adminadmin", "iloveyou12", "welcome123", "asdfghjkl1",
    };

    /// <summary>Adds the rules to a password.</summary>
    /// <param name="rule">The rule of the password.</param>
    /// <param name="userName">Whose password it is.</param>
    public static IRuleBuilderOptions<T, string> IsPassword<T>(this IRuleBuilder<T, string> rule, Func<T, string> userName) => rule
        .NotEmpty().WithErrorCode("Staff.PasswordNeeded")
        .MinimumLength(LengthMin).WithErrorCode("Staff.PasswordTooShort")
        .MaximumLength(LengthMax).WithErrorCode("Staff.PasswordTooLong")
        .Must((request, password) => !IsGuessable(password, userName(request))).WithErrorCode("Staff.PasswordGuessable");

    /// <summary>Whether a password is among the first that anybody would try.</summary>
    public static bool IsGuessable(string password, string userName) =>
        s_known.Contains(password)
        || password.Distinct().Count() < 4
        || (userName.Length >= 3 && password.Contains(userName, StringComparison.OrdinalIgnoreCase));
}
