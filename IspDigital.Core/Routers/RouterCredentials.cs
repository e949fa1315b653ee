using Microsoft.AspNetCore.DataProtection;

namespace IspDigital.Core.Routers;

/// <summary>Encrypts router passwords at rest (Data Protection). The key ring stands outside the database and its backups.</summary>
public sealed class RouterCredentials(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("IspDigital.RouterPassword");

    /// <summary>Encrypts a password for the database.</summary>
    public string Protect(string password) => _protector.Protect(password);

    /// <summary>Where the router is and how to sign in, with the password in clear; never log or keep it.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring does not hold the key: the password must be entered again.</exception>
    public RouterAddress AddressOf(Router router) => new(
        router.Host, router.Port, router.UseTls, router.CertificateThumbprint, router.UserName, _protector.Unprotect(router.ProtectedPassword));
}
