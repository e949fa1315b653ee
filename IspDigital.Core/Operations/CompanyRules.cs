using FluentValidation;

namespace IspDigital.Core.Operations;

/// <summary>What the operator's own data must be; shared by the first visit and the settings page.</summary>
public static class CompanyRules
{
    /// <summary>The languages of the screens.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "bn"];

    /// <summary>The zones a person can choose: IANA ids that name a place.</summary>
    public static IReadOnlyList<string> TimeZones { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Append("Asia/Dhaka").Append("UTC")
            .Where(id => id == "UTC" || (id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal)))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Adds the rules of the operator's name.</summary>
    public static IRuleBuilderOptions<T, string> IsCompanyName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty().WithErrorCode("Settings.CompanyNameNeeded").MaximumLength(120).WithErrorCode("Settings.CompanyNameTooLong");

    /// <summary>Adds the rule of the portal's public address: none, or one that a phone opens, since it goes out in messages.</summary>
    public static IRuleBuilderOptions<T, string> IsPublicAddress<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(typed => string.IsNullOrWhiteSpace(typed) || (typed.Trim().Length <= 120 && Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address)
            && address is { Scheme: "https", PathAndQuery: "/", Fragment: "", UserInfo: "" } && address.Host.Contains('.', StringComparison.Ordinal)))
        .WithErrorCode("Settings.PublicAddressForm");

    /// <summary>Adds the rule of a time zone.</summary>
    public static IRuleBuilderOptions<T, string> IsTimeZone<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(id => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)).WithErrorCode("Settings.TimeZoneUnknown");

    /// <summary>Adds the rule of a language.</summary>
    public static IRuleBuilderOptions<T, string> IsLanguage<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(Languages.Contains).WithErrorCode("Settings.LanguageUnknown");
}
