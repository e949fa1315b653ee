namespace IspDigital.Core.Routers;

/// <summary>Opens connections to routers. The real one speaks the RouterOS API; tests use a router with real state in memory.</summary>
public interface IRouterConnector
{
    /// <summary>Connects and signs in.</summary>
    /// <returns>A usable client; the caller disposes it.</returns>
    /// <exception cref="RouterUnreachableException">No connection within the deadline, or it was closed before an answer.</exception>
    /// <exception cref="RouterRefusedException">The router refused the sign-in, or its certificate is not the pinned one.</exception>
    Task<IRouterClient> Connect(RouterAddress address, CancellationToken cancellation);
}

/// <summary>Where a router is and how to sign in to it.</summary>
/// <param name="Host">Host name or IP address.</param>
/// <param name="Port">TCP port; 8728 for plain API, 8729 for api-ssl.</param>
/// <param name="UseTls">Whether to speak TLS (api-ssl).</param>
/// <param name="CertificateThumbprint">SHA-256 thumbprint in hex that the router's certificate must have; required with TLS.</param>
/// <param name="UserName">API user.</param>
/// <param name="Password">API password in clear; never logged.</param>
/// <param name="AllowLegacyLogin">Whether the MD5 challenge of RouterOS before 6.43 may be answered.</param>
public sealed record RouterAddress(
    string Host, int Port, bool UseTls, string? CertificateThumbprint, string UserName, string Password, bool AllowLegacyLogin = false)
{
    /// <summary>Host and port only: credentials never reach a log.</summary>
    public override string ToString() => $"{Host}:{Port}{(UseTls ? " (TLS)" : "")}";
}

/// <summary>
/// One signed-in connection to a router. Safe for concurrent use: many commands may be in flight.
/// <para>Every verb throws <see cref="RouterRefusedException"/> where the router says no,
/// <see cref="RouterOutcomeUnknownException"/> where the connection ended or a deadline passed after the command was sent
/// (the connection is finished then), and <see cref="RouterUnreachableException"/> where it was finished before anything of
/// the command was sent. A cancelled read throws <see cref="OperationCanceledException"/>; a cancelled change that was sent
/// already throws <see cref="RouterOutcomeUnknownException"/>, and the connection stays usable.</para>
/// </summary>
public interface IRouterClient : IAsyncDisposable
{
    /// <summary>False once the connection was lost or given up; a new one is needed.</summary>
    bool IsUsable { get; }

    /// <summary>Name, version, board and uptime.</summary>
    Task<RouterIdentity> Identify(CancellationToken cancellation);

    /// <summary>How many PPP accounts (secrets) the router holds.</summary>
    Task<int> CountAccounts(CancellationToken cancellation);

    /// <summary>Every PPP account, in one read.</summary>
    Task<IReadOnlyList<RouterAccount>> ListAccounts(CancellationToken cancellation);

    /// <summary>The account of that PPP name, or null where the router does not know it.</summary>
    Task<RouterAccount?> FindAccount(string pppName, CancellationToken cancellation);

    /// <summary>Names of the PPP profiles.</summary>
    Task<IReadOnlyList<string>> ListProfiles(CancellationToken cancellation);

    /// <summary>Every active PPP session, in one read.</summary>
    Task<IReadOnlyList<RouterSession>> ListSessions(CancellationToken cancellation);

    /// <summary>Active sessions of one PPP name; several where the profile allows it.</summary>
    Task<IReadOnlyList<RouterSession>> FindSessions(string pppName, CancellationToken cancellation);

    /// <summary>Sets what is given (null = leave) on one account and returns when the router has confirmed it.</summary>
    Task SetAccount(string accountId, bool? disabled, string? profile, CancellationToken cancellation);

    /// <summary>Removes the sessions; one that is gone already counts as removed.</summary>
    Task RemoveSessions(IReadOnlyCollection<string> sessionIds, CancellationToken cancellation);
}

/// <summary>What a router says of itself.</summary>
/// <param name="Name">/system/identity name.</param>
/// <param name="Version">RouterOS version, for example <c>7.16 (stable)</c>.</param>
/// <param name="Board">Board name.</param>
/// <param name="Uptime">Time since boot, by the router's clock.</param>
public sealed record RouterIdentity(string Name, string Version, string Board, TimeSpan Uptime);

/// <summary>A PPP secret as read back from the router.</summary>
/// <param name="Id">The router's id (<c>*1A</c>), stable while the secret lives.</param>
/// <param name="PppName">Login name.</param>
/// <param name="Profile">PPP profile.</param>
/// <param name="Disabled">Whether new sessions are refused.</param>
public sealed record RouterAccount(string Id, string PppName, string Profile, bool Disabled);

/// <summary>An active PPP session. Its id lives only as long as the session: never store it.</summary>
/// <param name="Id">The router's id of this session.</param>
/// <param name="PppName">Login name.</param>
/// <param name="IpAddress">Address given to the client, or empty.</param>
/// <param name="CallerId">MAC address in capitals, or empty.</param>
/// <param name="Uptime">How long it has been up.</param>
public sealed record RouterSession(string Id, string PppName, string IpAddress, string CallerId, TimeSpan Uptime);

/// <summary>Why a router refused a command (facts: RouterOS error texts).</summary>
public enum RouterRefusal
{
    /// <summary>User name or password wrong, or the user has no api policy. Not to be retried in a loop.</summary>
    Login,
    /// <summary>The certificate is not the pinned one.</summary>
    Certificate,
    /// <summary>The API user lacks a policy.</summary>
    NotPermitted,
    /// <summary>The profile does not exist on the router.</summary>
    NoSuchProfile,
    /// <summary>The item is not there (any more).</summary>
    NoSuchItem,
    /// <summary>The command does not exist on this router: version or package.</summary>
    NoSuchCommand,
    /// <summary>An item of that name is there already.</summary>
    Duplicate,
    /// <summary>Anything else; the router's own text tells.</summary>
    Other,
}

/// <summary>The router answered and said no: the command was not carried out.</summary>
/// <param name="refusal">The kind of refusal.</param>
/// <param name="routerText">The router's own words.</param>
/// <param name="shownThumbprint">With <see cref="RouterRefusal.Certificate"/>: what the router showed.</param>
public sealed class RouterRefusedException(RouterRefusal refusal, string routerText, string? shownThumbprint = null)
    : Exception($"The router refused: {routerText}")
{
    /// <summary>The kind of refusal.</summary>
    public RouterRefusal Refusal { get; } = refusal;

    /// <summary>The router's own words.</summary>
    public string RouterText { get; } = routerText;

    /// <summary>SHA-256 thumbprint (hex) of the certificate that the router showed instead of the pinned one, to compare with the router's own and pin; else null.</summary>
    public string? ShownThumbprint { get; } = shownThumbprint;
}

/// <summary>There is no connection, or it ended before the command was sent: nothing was applied.</summary>
public sealed class RouterUnreachableException(string why, Exception? inner = null) : Exception(why, inner);

/// <summary>The connection ended or a deadline passed while a command was under way: it may or may not have been applied. Read back and converge.</summary>
public sealed class RouterOutcomeUnknownException(string why, Exception? inner = null) : Exception(why, inner);
