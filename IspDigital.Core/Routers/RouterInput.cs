using System.Globalization;
using System.Text;
using FluentValidation;

namespace IspDigital.Core.Routers;

/// <summary>How a router is reached, as a person types it; what the use cases that test, add and edit share.</summary>
public record RouterInput
{
    /// <summary>Name on screens; unique.</summary>
    public string Name { get; init; } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; init; } = "";

    /// <summary>API port: 8729 for api-ssl, 8728 for the plain API.</summary>
    public int Port { get; init; } = PortTls;

    /// <summary>Whether api-ssl is used; without it the password goes over the wire in clear.</summary>
    public bool UseTls { get; init; } = true;

    /// <summary>Pinned SHA-256 thumbprint of the router's certificate, with or without colons; null while none was confirmed.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>API user.</summary>
    public string UserName { get; init; } = "";

    /// <summary>API password; null keeps the stored one.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the router is in service.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The usual port of api-ssl.</summary>
    public const int PortTls = 8729;

    /// <summary>The usual port of the plain API.</summary>
    public const int PortPlain = 8728;

    /// <summary>The pin as it is stored: capitals, no separators; null for none or without TLS.</summary>
    internal string? Pin => UseTls ? RouterRules.PlainThumbprint(CertificateThumbprint) : null;

    /// <summary>Everything but the password: a request may reach a log.</summary>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"{nameof(Name)} = {Name}, {nameof(Host)} = {Host}, {nameof(Port)} = {Port}, {nameof(UseTls)} = {UseTls}, {nameof(IsActive)} = {IsActive}");
        return true;
    }

    internal RouterAddress AddressWith(string password) => new(Host.Trim(), Port, UseTls, Pin, UserName.Trim(), password);

    internal void DescribeOn(Router router) => router.Describe(Name.Trim(), Host.Trim(), Port, UseTls, Pin, UserName.Trim(), IsActive);

    /// <summary>Whether another place or another sign-in is meant than the router's.</summary>
    internal bool IsReachedOtherwise(Router router) => router.Host != Host.Trim() || router.Port != Port || router.UseTls != UseTls || router.UserName != UserName.Trim();
}

/// <summary>What a router's data must be.</summary>
public static class RouterRules
{
    private const int ThumbprintDigits = 64;

    /// <summary>A thumbprint in capitals without separators; null for none.</summary>
    public static string? PlainThumbprint(string? thumbprint)
    {
        var plain = thumbprint?.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return string.IsNullOrEmpty(plain) ? null : plain;
    }

    /// <summary>Adds the rules that hold whenever the router is asked.</summary>
    internal static void Reachable<T>(this AbstractValidator<T> validator)
        where T : RouterInput
    {
        validator.RuleFor(r => r.Host).Cascade(CascadeMode.Stop)
            .Must(host => !string.IsNullOrWhiteSpace(host)).WithErrorCode("Routers.HostNeeded")
            .Must(host => host.Length <= 255 && Uri.CheckHostName(host.Trim()) != UriHostNameType.Unknown).WithErrorCode("Routers.HostWrong");
        validator.RuleFor(r => r.Port).InclusiveBetween(1, 65535).WithErrorCode("Routers.PortWrong");
        validator.RuleFor(r => r.UserName).Must(name => !string.IsNullOrWhiteSpace(name)).WithErrorCode("Routers.UserNameNeeded")
            .MaximumLength(80).WithErrorCode("Routers.UserNameTooLong");
        validator.RuleFor(r => r.Password).MaximumLength(200).WithErrorCode("Routers.PasswordTooLong");
        validator.RuleFor(r => r.CertificateThumbprint).Must(IsThumbprint).WithErrorCode("Routers.ThumbprintWrong").When(r => r.UseTls);
    }

    /// <summary>Adds the rules of what is stored.</summary>
    internal static void Storable<T>(this AbstractValidator<T> validator)
        where T : RouterInput
    {
        validator.RuleFor(r => r.Name).Must(name => !string.IsNullOrWhiteSpace(name)).WithErrorCode("Routers.NameNeeded")
            .MaximumLength(80).WithErrorCode("Routers.NameTooLong");
        validator.Reachable();
    }

    private static bool IsThumbprint(string? thumbprint) =>
        PlainThumbprint(thumbprint) is not { } plain || (plain.Length == ThumbprintDigits && plain.All(char.IsAsciiHexDigit));
}
