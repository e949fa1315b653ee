using System.Collections.Concurrent;
using IspDigital.Core.Routers;

namespace IspDigital.Core.Access;

/// <summary>How one try at bringing one account to its desired state ended.</summary>
internal enum AttemptEnd
{
    /// <summary>The router was asked and read back; the evidence tells what came of it.</summary>
    Answered,
    /// <summary>The connection was lost on the way: nobody knows what was applied.</summary>
    Lost,
    /// <summary>A newer version came, or the worker stops.</summary>
    Superseded,
    /// <summary>A bug: it is told, and does not stop the others.</summary>
    Broken,
}

/// <summary>One try and its end.</summary>
/// <param name="SubscriberId">Whose line.</param>
/// <param name="Version">The version that was tried.</param>
/// <param name="PppName">The login name.</param>
/// <param name="End">How it ended.</param>
/// <param name="Evidence">What was set and seen.</param>
/// <param name="Error">What broke.</param>
internal sealed record RouterAttempt(
    long SubscriberId, int Version, string PppName, AttemptEnd End, AccountEvidence? Evidence = null, Exception? Error = null);

/// <summary>Which lines are under way at a router at this moment; for the board. What is under way is nowhere stored: after a crash it is simply still to do.</summary>
public sealed class AccessProgress
{
    private readonly ConcurrentDictionary<long, DateTimeOffset> _underWay = new();

    /// <summary>The lines under way, and since when (UTC).</summary>
    public IReadOnlyDictionary<long, DateTimeOffset> UnderWay => _underWay;

    internal void Begin(long subscriberId, DateTimeOffset at) => _underWay[subscriberId] = at;

    internal void End(long subscriberId) => _underWay.TryRemove(subscriberId, out _);
}
