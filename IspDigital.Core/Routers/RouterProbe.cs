using System.Security.Cryptography;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Routers;

/// <summary>What a router answered when it was tried.</summary>
/// <param name="Identity">Name, version, board and uptime.</param>
/// <param name="Secrets">How many PPP accounts it holds.</param>
/// <param name="Profiles">Names of its PPP profiles.</param>
public sealed record RouterTest(RouterIdentity Identity, int Secrets, IReadOnlyList<string> Profiles);

/// <summary>Tries a router as the workers will use it: signs in, reads, and asks whether the user may write. Changes nothing.</summary>
public sealed class RouterProbe(IRouterConnector connector, RouterCredentials credentials)
{
    // Sessions have ids of their own kind (*80000001 and up); none has this one. Removing what is not there is no change,
    // but a user without the write policy is refused.
    private const string NoSession = "*FFFFFFFF";

    /// <summary>Tries it.</summary>
    /// <returns>What it answered, or a <see cref="RouterTestFailure"/>.</returns>
    public Task<Result<RouterTest>> Try(RouterAddress address, CancellationToken cancellation) => Ask(address, async client =>
    {
        var identity = await client.Identify(cancellation);
        var secrets = await client.CountAccounts(cancellation);
        var profiles = await client.ListProfiles(cancellation);
        await DemandWrite(client, cancellation);
        return new RouterTest(identity, secrets, profiles);
    }, cancellation);

    /// <summary>Reads something from a router over a connection of its own.</summary>
    /// <returns>What was read, or a <see cref="RouterTestFailure"/>.</returns>
    public async Task<Result<T>> Ask<T>(RouterAddress address, Func<IRouterClient, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var client = await connector.Connect(address, cancellation);
            return await read(client);
        }
        catch (RouterUnreachableException e)
        {
            return new RouterUnreachable(e.Message);
        }
        catch (RouterOutcomeUnknownException e)
        {
            return new RouterUnreachable(e.Message);
        }
        catch (RouterRefusedException e)
        {
            return FailureOf(e, address.CertificateThumbprint);
        }
    }

    private static async Task DemandWrite(IRouterClient client, CancellationToken cancellation)
    {
        try
        {
            await client.RemoveSessions([NoSession], cancellation);
        }
        catch (RouterRefusedException e) when (e.Refusal != RouterRefusal.NotPermitted)
        {
            // Whatever else a router says to an id that is not there, it did not miss the policy.
        }
    }

    /// <summary>The address of an input, with the stored password where none was entered.</summary>
    /// <returns>The address with the password in clear, <see cref="RouterPasswordNeeded"/> or <see cref="RouterPasswordUnreadable"/>.</returns>
    internal Result<RouterAddress> AddressOf(RouterInput input, Router? stored)
    {
        if (!string.IsNullOrEmpty(input.Password))
        {
            return input.AddressWith(input.Password);
        }
        if (stored is null || input.IsReachedOtherwise(stored))
        {
            return new RouterPasswordNeeded(IsNew: stored is null);
        }
        var address = AddressOf(stored);
        return address.IsOk ? input.AddressWith(address.Value.Password) : address.Error;
    }

    /// <summary>The address of a stored router with its password in clear, or <see cref="RouterPasswordUnreadable"/>.</summary>
    public Result<RouterAddress> AddressOf(Router stored)
    {
        try
        {
            return credentials.AddressOf(stored);
        }
        catch (CryptographicException)
        {
            return new RouterPasswordUnreadable();
        }
    }

    /// <summary>The failure that a refusal is, for people.</summary>
    internal static RouterTestFailure FailureOf(RouterRefusedException refused, string? pinned) => refused.Refusal switch
    {
        RouterRefusal.Login => new RouterLoginRefused(refused.RouterText),
        RouterRefusal.Certificate when pinned is null && refused.ShownThumbprint is { } shown => new RouterCertificateUnknown(shown),
        RouterRefusal.Certificate => new RouterCertificateChanged(refused.ShownThumbprint),
        RouterRefusal.NotPermitted => new RouterPolicyMissing(refused.RouterText),
        _ => new RouterSaidNo(refused.RouterText),
    };
}
