using System.Security.Cryptography;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Core.Billing;

/// <summary>The key of the signed links.</summary>
public sealed record InvoiceLinkSettings : ISettings
{
    /// <inheritdoc/>
    public static string Name => "InvoiceLinks";

    /// <summary>The key, encrypted by Data Protection; empty until the first link is made.</summary>
    public string ProtectedKey { get; init; } = "";
}

/// <summary>
/// Signed links: who holds one may see that one invoice without signing in. The key is made with the first link and stands encrypted in
/// the database; what encrypts it stands outside, as for the routers' passwords. Where that was lost, a new key is made with the next
/// link, and links from before open nothing.
/// </summary>
public sealed class InvoiceLinks(
    IServiceScopeFactory scopes, IDbContextFactory<IspDbContext> contexts, IDataProtectionProvider protection, IRandomSource random)
{
    private readonly IDataProtector _protector = protection.CreateProtector("IspDigital.InvoiceLinkKey");

    /// <summary>The token of an invoice's link.</summary>
    public async Task<string> TokenOf(long invoiceId, CancellationToken cancellation = default) =>
        InvoiceToken.Of(invoiceId, await Key(cancellation) ?? await MakeKey(cancellation));

    /// <summary>The tokens of many invoices, by their ids.</summary>
    public async Task<IReadOnlyDictionary<long, string>> TokensOf(IReadOnlyCollection<long> invoiceIds, CancellationToken cancellation = default)
    {
        if (invoiceIds.Count == 0)
        {
            return new Dictionary<long, string>();
        }
        var key = await Key(cancellation) ?? await MakeKey(cancellation);
        return invoiceIds.ToDictionary(id => id, id => InvoiceToken.Of(id, key));
    }

    /// <summary>The invoice that a link opens, or null.</summary>
    public async Task<long?> InvoiceOf(string? token, CancellationToken cancellation = default) =>
        await Key(cancellation) is { } key ? InvoiceToken.Read(token, key) : null;

    private async Task<byte[]?> Key(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return KeyIn(await SettingsRow.Load<InvoiceLinkSettings>(db, cancellation));
    }

    private byte[]? KeyIn(InvoiceLinkSettings settings)
    {
        try
        {
            return settings.ProtectedKey.Length == 0 ? null : Convert.FromBase64String(_protector.Unprotect(settings.ProtectedKey));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private async Task<byte[]> MakeKey(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Job("InvoiceLinks"));
        var store = scope.ServiceProvider.GetRequiredService<IspStore>();
        var made = await store.Write<byte[]>(async work =>
        {
            await work.LockSettings(cancellation);
            if (KeyIn(await work.Settings<InvoiceLinkSettings>(cancellation)) is { } present)
            {
                return present; // another process made it in the same moment
            }
            var key = random.Bytes(InvoiceToken.KeyBytes);
            await SettingsRow.Store(work, new InvoiceLinkSettings { ProtectedKey = _protector.Protect(Convert.ToBase64String(key)) }, cancellation);
            work.Record(AuditAction.SettingsChanged, InvoiceLinkSettings.Name, null, after: new { KeyMadeAt = work.Now });
            return key;
        }, cancellation);
        return made.Value;
    }
}
