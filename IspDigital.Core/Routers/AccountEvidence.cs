namespace IspDigital.Core.Routers;

/// <summary>What a router should hold for one subscriber.</summary>
/// <param name="PppName">PPP login name.</param>
/// <param name="Online">True: may be online; false: cut off, no session left.</param>
/// <param name="Profile">Profile the account should have; null leaves it. Not touched by a cut: it follows when the account comes back.</param>
/// <param name="KnownId">
/// The account's id, if it was read on this very connection; saves the search. An id from an older connection may by now
/// belong to somebody else (a restored or replaced router): leave it null then.
/// </param>
/// <param name="RestartSessions">
/// Restart the sessions although the profile is right already. For the call after an unknown outcome: the one before may
/// have set the profile and been lost before it came to the sessions.
/// </param>
public sealed record AccountTarget(
    string PppName, bool Online, string? Profile = null, string? KnownId = null, bool RestartSessions = false);

/// <summary>How bringing an account to its target ended.</summary>
public enum ConvergenceOutcome
{
    /// <summary>Read back from the router: it is as it should be.</summary>
    Confirmed,
    /// <summary>The router knows no account of that name. For a cut, sessions of that name were removed all the same.</summary>
    NoSuchAccount,
    /// <summary>The router lacks the profile. The rest of the target was applied and read back.</summary>
    NoSuchProfile,
    /// <summary>The router said no for another reason; <see cref="AccountEvidence.Why"/> has its words.</summary>
    Refused,
    /// <summary>The router took every command, and still what is read back is not the target.</summary>
    NotConfirmed,
}

/// <summary>The evidence of one convergence: what was set, what was seen, when. All instants UTC.</summary>
/// <param name="Target">What was wanted.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="DisabledSet">The value that was written, or null where nothing had to be.</param>
/// <param name="ProfileSet">The profile that was written, or null.</param>
/// <param name="Seen">The account as last read back, or null where it is not there.</param>
/// <param name="SessionsRemoved">The sessions that were removed, in order.</param>
/// <param name="SessionsSeen">The sessions at the last look; null where there was no need to look.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="SeenAt">When the router was last read.</param>
/// <param name="ConfirmedAt">When the target was proved, or null.</param>
/// <param name="MisdirectedId">The <see cref="AccountTarget.KnownId"/> where it was not this account's after all: another account was written to and must be brought to its own target again. Else null.</param>
/// <param name="Why">The router's words where it refused; else null.</param>
public sealed record AccountEvidence(
    AccountTarget Target,
    ConvergenceOutcome Outcome,
    bool? DisabledSet,
    string? ProfileSet,
    RouterAccount? Seen,
    IReadOnlyList<RouterSession> SessionsRemoved,
    IReadOnlyList<RouterSession>? SessionsSeen,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset? ConfirmedAt,
    string? MisdirectedId,
    string? Why);
