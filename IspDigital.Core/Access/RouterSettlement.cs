using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>What follows from a router's answer: done only where it was read back, else what to do about it and when to try again.</summary>
internal sealed class RouterSettlement(AccessOptions options, IRandomSource random)
{
    /// <summary>So often an unproved outcome counts as bad luck; then a person is asked to look.</summary>
    private const int UnprovedMax = 5;

    private static readonly Backoff s_unproved = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(10));

    /// <summary>Nothing waits longer for its next try.</summary>
    public static TimeSpan LongestWait(AccessOptions options) => options.FailedAgain > s_unproved.Longest ? options.FailedAgain : s_unproved.Longest;

    /// <summary>Writes down how the tries ended.</summary>
    public async Task Settle(UnitOfWork work, long routerId, IReadOnlyList<RouterAttempt> attempts, CancellationToken cancellation)
    {
        var ids = attempts.Select(a => a.SubscriberId).ToList();
        await work.LockSubscribers(ids, cancellation);
        var states = await work.Db.DesiredStates.Where(d => ids.Contains(d.SubscriberId)).ToDictionaryAsync(d => d.SubscriberId, cancellation);
        var notices = new List<(DesiredState State, MessageKind Kind)>();
        foreach (var attempt in attempts)
        {
            work.Announce(new Change(ChangeKind.Access, routerId, attempt.SubscriberId));
            if (!states.TryGetValue(attempt.SubscriberId, out var state) || state.RouterId != routerId || state.PppName != attempt.PppName)
            {
                continue; // the line has moved on; nothing of this concerns it
            }
            var isCurrent = state.Version == attempt.Version;
            if (attempt.Error is { } bug && isCurrent)
            {
                Fail(work, state, ApplyState.Failed, "Access.Unexpected", bug.Message, options.FailedAgain, null);
            }
            if (attempt.Evidence is { } evidence)
            {
                TakeProof(work, state, evidence, isCurrent, notices);
                if (isCurrent)
                {
                    Conclude(work, state, evidence);
                }
            }
        }
        await Tell(work, notices, cancellation);
    }

    /// <summary>What the router was proved to hold, even where a newer version is to follow.</summary>
    private static void TakeProof(
        UnitOfWork work, DesiredState state, AccountEvidence evidence, bool isCurrent, List<(DesiredState, MessageKind)> notices)
    {
        var online = evidence.Target.Online;
        if (evidence.Outcome != ConvergenceOutcome.Confirmed && !(online && evidence.Outcome == ConvergenceOutcome.NoSuchProfile))
        {
            return;
        }
        var before = state.ConfirmedOnline;
        var at = evidence.ConfirmedAt ?? evidence.SeenAt;
        state.Confirm(online, at);
        var isNews = online ? before == false || evidence.DisabledSet == false : before != false;
        if (isNews)
        {
            work.Record(
                online ? AuditAction.Reconnected : AuditAction.Disconnected, nameof(DesiredState), state.SubscriberId, state.SubscriberId,
                after: new
                {
                    state.RouterId,
                    state.PppName,
                    evidence.DisabledSet,
                    evidence.ProfileSet,
                    Seen = evidence.Seen is { } seen ? new { seen.Id, seen.Disabled, seen.Profile } : null,
                    SessionsRemoved = evidence.SessionsRemoved.Select(s => s.IpAddress),
                    At = at,
                });
        }
        if (isCurrent && !online && isNews && state.Reasons is [{ Code: AccessReasonCode.Overdue }, ..])
        {
            state.Tell(ofCut: true);
            notices.Add((state, MessageKind.Disconnected));
        }
        if (isCurrent && online && state.CutTold)
        {
            state.Tell(ofCut: false);
            notices.Add((state, MessageKind.Reconnected));
        }
    }

    private void Conclude(UnitOfWork work, DesiredState state, AccountEvidence evidence)
    {
        switch (evidence.Outcome)
        {
            case ConvergenceOutcome.Confirmed:
                state.Finish(evidence);
                break;
            case ConvergenceOutcome.NoSuchAccount when IsGoneForGood(state, evidence):
                state.Finish(evidence);
                break;
            case ConvergenceOutcome.NoSuchAccount:
                Fail(work, state, ApplyState.Failed, "Access.NoSuchAccount", evidence.Why, options.FailedAgain, evidence);
                break;
            case ConvergenceOutcome.NoSuchProfile:
                Fail(work, state, ApplyState.Failed, "Access.NoSuchProfile", evidence.Why, options.FailedAgain, evidence);
                break;
            case ConvergenceOutcome.Refused:
                Fail(work, state, ApplyState.Failed, "Access.RouterRefused", evidence.Why, options.FailedAgain, evidence);
                break;
            case ConvergenceOutcome.NotConfirmed:
                Fail(
                    work, state, state.Attempts + 1 < UnprovedMax ? ApplyState.Pending : ApplyState.Failed, "Access.NotConfirmed", evidence.Why,
                    s_unproved.After(state.Attempts + 1, random.Next(100)), evidence);
                break;
        }
    }

    /// <summary>Who has left needs no account: that the router has none, and no session, is as it should be.</summary>
    private static bool IsGoneForGood(DesiredState state, AccountEvidence evidence) =>
        !state.Online && state.Reasons is [{ Code: AccessReasonCode.Closed }, ..] && evidence.SessionsSeen is { Count: 0 };

    private static void Fail(
        UnitOfWork work, DesiredState state, ApplyState apply, string code, string? text, TimeSpan again, AccountEvidence? evidence)
    {
        if (state.LastErrorCode != code) // once for each trouble, not once for each try
        {
            work.Record(
                AuditAction.RouterCommandFailed, nameof(DesiredState), state.SubscriberId, state.SubscriberId,
                after: new { state.RouterId, state.PppName, state.Online, Code = code, Text = text });
        }
        state.Fail(apply, code, text, work.Now + again, evidence);
    }

    private static async Task Tell(UnitOfWork work, List<(DesiredState State, MessageKind Kind)> notices, CancellationToken cancellation)
    {
        if (notices.Count == 0)
        {
            return;
        }
        var ids = notices.Select(n => n.State.SubscriberId).ToList();
        var settings = await work.Settings<NotificationSettings>(cancellation);
        var people = await work.Db.Subscribers.AsNoTracking().Where(s => ids.Contains(s.Id))
            .Select(s => new { s.Id, s.Language, s.Phone, s.Email }).ToDictionaryAsync(s => s.Id, cancellation);
        foreach (var (state, kind) in notices)
        {
            var person = people[state.SubscriberId];
            Outbox.Notify(
                work, settings, new Recipient(person.Id, person.Language, person.Phone.Length > 0, !string.IsNullOrEmpty(person.Email)), kind,
                $"access:{state.SubscriberId}:{state.Version}");
        }
    }
}
