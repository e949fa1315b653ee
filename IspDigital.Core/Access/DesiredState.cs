using System.Text.Json;
using System.Text.Json.Serialization;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Routers;

namespace IspDigital.Core.Access;

/// <summary>What kind of work a desired state is for the router, most urgent first.</summary>
public enum AccessChange
{
    /// <summary>Somebody is waiting to come back.</summary>
    Reconnect,
    /// <summary>Somebody is to be cut.</summary>
    Cut,
    /// <summary>A new account or another profile.</summary>
    Sync,
}

/// <summary>How far a desired state has come. That a router is down is the router's own state, not stored again here.</summary>
public enum ApplyState
{
    /// <summary>To be done, now or at the next try.</summary>
    Pending,
    /// <summary>Read back from the router: it is so.</summary>
    Done,
    /// <summary>The router says no; a person must do something. Tried again from time to time.</summary>
    Failed,
}

/// <summary>What a router should hold for a subscriber.</summary>
/// <param name="RouterId">The router.</param>
/// <param name="PppName">The login name there.</param>
/// <param name="Online">Whether it may be online.</param>
/// <param name="Profile">The PPP profile; null leaves the router's.</param>
public sealed record AccessTarget(long RouterId, string PppName, bool Online, string? Profile);

/// <summary>
/// What the router should hold for one subscriber, written in the transaction that decided it. A newer version always wins;
/// the router's worker makes it so, reads it back and leaves its evidence here.
/// </summary>
public sealed class DesiredState
{
    /// <summary>How the reasons of a cut for money begin, as JSON.</summary>
    internal const string ForMoney = "[{\"Code\":\"Overdue\"";

    private static readonly JsonSerializerOptions s_json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private DesiredState()
    {
    }

    /// <summary>The first desired state of a subscriber.</summary>
    public DesiredState(long subscriberId, AccessTarget target, IReadOnlyList<AccessReason> reasons, string cause, DateTimeOffset now)
    {
        SubscriberId = subscriberId;
        Set(target, target.Online ? AccessChange.Sync : AccessChange.Cut, reasons, cause, now);
    }

    /// <summary>Whose line.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>The router.</summary>
    public long RouterId { get; private set; }

    /// <summary>The login name there.</summary>
    public string PppName { get; private set; } = "";

    /// <summary>Raised by one with each new target.</summary>
    public int Version { get; private set; }

    /// <summary>Whether it may be online.</summary>
    public bool Online { get; private set; }

    /// <summary>The PPP profile when online; null leaves the router's.</summary>
    public string? Profile { get; private set; }

    /// <summary>What kind of work this is.</summary>
    public AccessChange Change { get; private set; }

    /// <summary>When this version was decided, UTC.</summary>
    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>The reason chain as JSON.</summary>
    public string ReasonsJson { get; private set; } = "[]";

    /// <summary>What caused the decision: an entry kind, <c>Cut</c>, <c>Override</c>…</summary>
    public string Cause { get; private set; } = "";

    /// <summary>How far it has come.</summary>
    public ApplyState Apply { get; private set; }

    /// <summary>The version that the router was last proved to hold; zero before the first.</summary>
    public int AppliedVersion { get; private set; }

    /// <summary>What the router was last proved to hold; null before the first.</summary>
    public bool? ConfirmedOnline { get; private set; }

    /// <summary>When that was proved, UTC.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>What was set and seen at the last try, as JSON.</summary>
    public string? EvidenceJson { get; private set; }

    /// <summary>Tries of this version.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not to be tried before, UTC; null for at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>Resource key of what went wrong at the last try, or null.</summary>
    public string? LastErrorCode { get; private set; }

    /// <summary>The router's own words, or null.</summary>
    public string? LastErrorText { get; private set; }

    /// <summary>Whether the subscriber was told of the cut, and is to be told of the reconnection.</summary>
    public bool CutTold { get; private set; }

    /// <summary>The reason chain.</summary>
    public IReadOnlyList<AccessReason> Reasons => ReasonsOf(ReasonsJson);

    /// <summary>What was set and seen at the last try, or null.</summary>
    public AccountEvidence? Evidence => EvidenceJson is null ? null : JsonSerializer.Deserialize<AccountEvidence>(EvidenceJson, s_json);

    /// <summary>Whether it takes somebody off for money who, as far as is known, is on.</summary>
    public bool TakesOffForMoney => Change == AccessChange.Cut && ConfirmedOnline != false && ReasonsJson.StartsWith(ForMoney, StringComparison.Ordinal);

    /// <summary>The target.</summary>
    public AccessTarget Target => new(RouterId, PppName, Online, Profile);

    /// <summary>Reads a stored reason chain.</summary>
    public static IReadOnlyList<AccessReason> ReasonsOf(string json) => JsonSerializer.Deserialize<List<AccessReason>>(json, s_json) ?? [];

    /// <summary>Wants something else from the router. Returns the kind of change, or null where it is what is wanted already.</summary>
    public AccessChange? Want(AccessTarget target, IReadOnlyList<AccessReason> reasons, string cause, DateTimeOffset now)
    {
        var sameLine = target.RouterId == RouterId && target.PppName == PppName;
        if (sameLine && target.Online == Online && (!Online || target.Profile == Profile))
        {
            if (!Online)
            {
                ReasonsJson = JsonSerializer.Serialize(reasons, s_json); // off for another reason now; the router need not hear of it
            }
            return null;
        }
        var comesBack = !Online || ConfirmedOnline == false || (Change == AccessChange.Reconnect && Apply != ApplyState.Done);
        var change = !target.Online ? AccessChange.Cut : comesBack ? AccessChange.Reconnect : AccessChange.Sync;
        if (!sameLine)
        {
            (ConfirmedOnline, ConfirmedAt) = (null, null);
        }
        Set(target, change, reasons, cause, now);
        return change;
    }

    /// <summary>The router was proved to let the line on, or to keep it off; perhaps for an older version than this.</summary>
    public void Confirm(bool online, DateTimeOffset at) => (ConfirmedOnline, ConfirmedAt) = (online, at);

    /// <summary>The router was proved to hold this version in every part.</summary>
    public void Finish(AccountEvidence evidence)
    {
        (Apply, AppliedVersion, NextAttemptAt, LastErrorCode, LastErrorText) = (ApplyState.Done, Version, null, null, null);
        Tried(evidence);
    }

    /// <summary>It did not come to be; tried again at that instant.</summary>
    public void Fail(ApplyState state, string code, string? text, DateTimeOffset nextAttemptAt, AccountEvidence? evidence)
    {
        (Apply, LastErrorCode, LastErrorText, NextAttemptAt) = (state, code, Short(text), nextAttemptAt);
        Tried(evidence);
    }

    /// <summary>Tries again at once: a person says that the cause is mended, or another account was written in its place.</summary>
    public void TryAgain() => (Apply, NextAttemptAt, Attempts) = (ApplyState.Pending, null, 0);

    /// <summary>Notes whether the subscriber was told of a cut.</summary>
    public void Tell(bool ofCut) => CutTold = ofCut;

    private void Set(AccessTarget target, AccessChange change, IReadOnlyList<AccessReason> reasons, string cause, DateTimeOffset now)
    {
        (RouterId, PppName, Online, Profile) = (target.RouterId, target.PppName, target.Online, target.Profile);
        (Change, DecidedAt, Cause) = (change, now, cause);
        ReasonsJson = JsonSerializer.Serialize(reasons, s_json);
        Version++;
        (Apply, Attempts, NextAttemptAt, LastErrorCode, LastErrorText) = (ApplyState.Pending, 0, null, null, null);
    }

    private void Tried(AccountEvidence? evidence)
    {
        Attempts++;
        if (evidence is not null)
        {
            EvidenceJson = JsonSerializer.Serialize(evidence, s_json);
        }
    }

    private static string? Short(string? text) => text is { Length: > 400 } ? text[..400] : text;
}
