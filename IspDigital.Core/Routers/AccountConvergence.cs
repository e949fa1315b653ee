namespace IspDigital.Core.Routers;

/// <summary>
/// Brings one account on a router to its target and proves it by reading back. May run any number of times: what is right
/// already is not written again, so after an unknown outcome the caller connects anew and simply calls it again.
/// <para>Off: disable, wait for the answer, remove every session, verify; the other order would let the client dial in
/// again between the two. Where a session had to be removed, <see cref="ConvergenceOptions.CleanReads"/> looks without one
/// are the proof, <see cref="ConvergenceOptions.CleanReadPause"/> apart, and a client that slips in is kicked again; where
/// there was none, one look after the disabling is.</para>
/// <para>On: enable (and set the profile), read back. The session comes when the client dials, seconds later.</para>
/// </summary>
public static class AccountConvergence
{
    /// <summary>Makes it so and returns the evidence; expected failures are outcomes.</summary>
    /// <exception cref="RouterOutcomeUnknownException">The connection was lost on the way: connect anew and call again.</exception>
    /// <exception cref="RouterUnreachableException">The same, before the next command was sent.</exception>
    public static async Task<AccountEvidence> MakeSo(
        IRouterClient router, AccountTarget target, TimeProvider time, ConvergenceOptions options, CancellationToken cancellation)
    {
        var attempt = new Attempt(router, target, time, options, cancellation);
        try
        {
            return attempt.Evidence(await (target.Online ? attempt.SwitchOn() : attempt.CutOff()));
        }
        catch (RouterRefusedException e)
        {
            return attempt.Evidence(ConvergenceOutcome.Refused, e.RouterText);
        }
    }

    /// <summary>One attempt and what it has done and seen so far.</summary>
    private sealed class Attempt(
        IRouterClient router, AccountTarget target, TimeProvider time, ConvergenceOptions options, CancellationToken cancellation)
    {
        private const int WritesMax = 3;

        private readonly DateTimeOffset _startedAt = time.GetUtcNow();
        private readonly List<RouterSession> _removed = [];
        private DateTimeOffset _seenAt = time.GetUtcNow();
        private RouterAccount? _seen;
        private IReadOnlyList<RouterSession>? _sessions;
        private bool? _disabledSet;
        private string? _profileSet;
        private string? _profileWanted = target.Profile;
        private string? _profileMissing;
        private string? _hintWritten;
        private string? _misdirectedId;

        public AccountEvidence Evidence(ConvergenceOutcome outcome, string? why = null) => new(
            target, outcome, _disabledSet, _profileSet, _seen, _removed, _sessions, _startedAt, _seenAt,
            outcome == ConvergenceOutcome.Confirmed ? _seenAt : null, _misdirectedId, why ?? _profileMissing);

        public async Task<ConvergenceOutcome> SwitchOn()
        {
            await WriteToKnownId(disabled: false, _profileWanted);

            for (var writes = 0; ; writes++)
            {
                await ReadAccount();
                if (_seen is null)
                {
                    return ConvergenceOutcome.NoSuchAccount;
                }

                var profile = _profileWanted is null || _profileWanted == _seen.Profile ? null : _profileWanted;
                if (!_seen.Disabled && profile is null)
                {
                    break;
                }

                if (writes == WritesMax)
                {
                    return ConvergenceOutcome.NotConfirmed;
                }

                await Write(_seen.Id, _seen.Disabled ? false : null, profile);
            }

            var restarted = await RestartSessions();
            return _profileMissing is not null ? ConvergenceOutcome.NoSuchProfile
                : restarted ? ConvergenceOutcome.Confirmed : ConvergenceOutcome.NotConfirmed;
        }

        public async Task<ConvergenceOutcome> CutOff()
        {
            var (kicks, clean, writes) = (0, 0, 0);
            await WriteToKnownId(disabled: true, profile: null);

            while (true)
            {
                await Task.WhenAll(ReadAccount(), ReadSessions());
                if (_seen is { Disabled: false })
                {
                    if (writes++ == WritesMax)
                    {
                        return ConvergenceOutcome.NotConfirmed;
                    }

                    await Write(_seen.Id, disabled: true, profile: null);
                    clean = 0;
                }
                else if (_sessions!.Count > 0)
                {
                    if (kicks++ == options.KicksMax)
                    {
                        return _seen is null ? ConvergenceOutcome.NoSuchAccount : ConvergenceOutcome.NotConfirmed;
                    }

                    await Kick(_sessions, pauseFirst: kicks > 1 && clean == 0);
                    clean = 0;
                }
                else if (++clean >= (kicks > 0 ? options.CleanReads : 1))
                {
                    return _seen is null ? ConvergenceOutcome.NoSuchAccount : ConvergenceOutcome.Confirmed;
                }
                else
                {
                    await Task.Delay(options.CleanReadPause, time, cancellation);
                }
            }
        }

        /// <summary>Sessions that began under the old profile go; the client dials in again, under a new id, and gets the new one.</summary>
        private async Task<bool> RestartSessions()
        {
            if (!target.RestartSessions && (_profileSet is null || !options.RestartSessionOnProfileChange))
            {
                return true;
            }

            await ReadSessions();
            var old = _sessions!.Select(session => session.Id).ToHashSet();
            var left = _sessions!;
            for (var kicks = 0; left.Count > 0; kicks++)
            {
                if (kicks == options.KicksMax)
                {
                    return false;
                }

                await Kick(left, pauseFirst: kicks > 0);
                await ReadSessions();
                left = [.. _sessions!.Where(session => old.Contains(session.Id))];
            }

            return true;
        }

        private async Task Kick(IReadOnlyList<RouterSession> sessions, bool pauseFirst)
        {
            if (pauseFirst)
            {
                await Task.Delay(options.CleanReadPause, time, cancellation);
            }

            await router.RemoveSessions([.. sessions.Select(session => session.Id)], cancellation);
            _removed.AddRange(sessions);
        }

        private async Task WriteToKnownId(bool disabled, string? profile)
        {
            if (target.KnownId is { } id && await Write(id, disabled, profile))
            {
                _hintWritten = id;
            }
        }

        /// <summary>Writes; that the account is gone shows at the next read. A missing profile must not keep a subscriber offline.</summary>
        private async Task<bool> Write(string id, bool? disabled, string? profile)
        {
            try
            {
                await router.SetAccount(id, disabled, profile, cancellation);
                _disabledSet = disabled ?? _disabledSet;
                _profileSet = profile ?? _profileSet;
                return true;
            }
            catch (RouterRefusedException e) when (e.Refusal == RouterRefusal.NoSuchItem)
            {
                // Removed, or removed and made again under another id: the next read by name tells.
                return false;
            }
            catch (RouterRefusedException e) when (e.Refusal == RouterRefusal.NoSuchProfile && profile is not null)
            {
                (_profileWanted, _profileMissing) = (null, e.RouterText);
                return disabled is not null && await Write(id, disabled, profile: null);
            }
        }

        private async Task ReadAccount()
        {
            _seen = await router.FindAccount(target.PppName, cancellation);
            _seenAt = time.GetUtcNow();
            if (_hintWritten is not null && _seen?.Id != _hintWritten)
            {
                // The id was another account's, so this one has not been written yet.
                (_misdirectedId, _hintWritten, _disabledSet, _profileSet) = (_hintWritten, null, null, null);
            }
        }

        private async Task ReadSessions()
        {
            _sessions = await router.FindSessions(target.PppName, cancellation);
            _seenAt = time.GetUtcNow();
        }
    }
}
