using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>Connects to RouterOS over its binary API and signs in.</summary>
public sealed class RouterOsConnector(IOptions<RouterOptions> options, TimeProvider time, ILogger<RouterOsConnector> log) : IRouterConnector
{
    internal const string ClosedAtOnceAdvice =
        "A router does so for an address that is not in the service's available-from, or when its max-sessions (20 by default) are in use.";

    private const string NotLoggedIn = "the router wants the MD5 sign-in of RouterOS before 6.43; upgrade it, or allow the legacy sign-in for this router";

    /// <inheritdoc/>
    public async Task<IRouterClient> Connect(RouterAddress address, CancellationToken cancellation)
    {
        var stream = await RouterOsDial.Open(address, options.Value, time, cancellation);
        var connection = new RouterOsConnection(stream, address.ToString(), options.Value, time, log) { UntaggedIsOldest = true };
        try
        {
            await SignIn(connection, address, cancellation);
            connection.UntaggedIsOldest = false;
            return new RouterOsRouterClient(connection, options.Value);
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            if (e is RouterOutcomeUnknownException or RouterUnreachableException && !cancellation.IsCancellationRequested)
            {
                // A sign-in changes nothing on the router, so its outcome is simply "not connected".
                throw new RouterUnreachableException(connection.HasHeard ? e.Message : $"{e.Message}. {ClosedAtOnceAdvice}", e);
            }

            throw;
        }
    }

    private async Task SignIn(RouterOsConnection connection, RouterAddress address, CancellationToken cancellation)
    {
        if (address.AllowLegacyLogin)
        {
            // The challenge is asked for first, so that an old router never sees the password in clear.
            var challenge = await Login(connection, new SentenceWriter("/login"), cancellation);
            if (challenge.Ret is { } hex)
            {
                var response = new SentenceWriter("/login").Attribute("name", address.UserName)
                    .Attribute("response", "00" + ChallengeResponse(address.Password, hex));
                Accepted(await Login(connection, response, cancellation),
                    "; the legacy sign-in is allowed for this router: turn it off if the router runs 6.43 or later");
                return;
            }
        }

        var plain = new SentenceWriter("/login").Attribute("name", address.UserName).Attribute("password", address.Password);
        var answer = Accepted(await Login(connection, plain, cancellation), "");
        if (answer.Ret is not null)
        {
            throw new RouterRefusedException(RouterRefusal.Login, NotLoggedIn);
        }
    }

    private Task<CommandAnswer> Login(RouterOsConnection connection, SentenceWriter sentence, CancellationToken cancellation) =>
        connection.Send(sentence, CommandEffect.Read, options.Value.CommandDeadline, cancellation);

    private static CommandAnswer Accepted(CommandAnswer answer, string advice)
    {
        if (answer.Traps.Count == 0)
        {
            return answer;
        }

        // Whatever the router says to /login, it is the sign-in that it refuses.
        throw new RouterRefusedException(RouterRefusal.Login, RouterOsTraps.ToException(answer.Traps).RouterText + advice);
    }

    /// <summary>MD5 of a zero byte, the password and the challenge, as RouterOS before 6.43 wants it, in lower-case hex.</summary>
    /// <exception cref="RouterRefusedException">The challenge is not hex.</exception>
    internal static string ChallengeResponse(string password, string challengeHex)
    {
        byte[] challenge;
        try
        {
            challenge = Convert.FromHexString(challengeHex);
        }
        catch (FormatException)
        {
            throw new RouterRefusedException(RouterRefusal.Login, "the router's sign-in challenge is not hexadecimal");
        }

#pragma warning disable CA5351 // MD5 is what these routers speak; answered only where the operator allowed it.
        return Convert.ToHexStringLower(MD5.HashData([0, .. Encoding.UTF8.GetBytes(password), .. challenge]));
#pragma warning restore CA5351
    }
}
