using IspDigital.Core.Routers;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>One connection to a <see cref="FakeRouter"/>; ends with the router's epoch.</summary>
internal sealed class FakeRouterClient(FakeRouter router, int epoch) : IRouterClient
{
    private bool _closed;

    public bool IsUsable => !_closed && router.IsConnected(epoch);

    public Task<RouterIdentity> Identify(CancellationToken cancellation) =>
        Read("identify", () => new RouterIdentity("fake", "7.16 (stable)", "CHR", TimeSpan.FromDays(3)), cancellation);

    public Task<int> CountAccounts(CancellationToken cancellation) => Read("count", () => router.Accounts.Count, cancellation);

    public Task<IReadOnlyList<RouterAccount>> ListAccounts(CancellationToken cancellation) => Read("list accounts", () => router.Accounts, cancellation);

    public Task<RouterAccount?> FindAccount(string pppName, CancellationToken cancellation) =>
        Read($"find {pppName}", () => router.Accounts.FirstOrDefault(account => account.PppName == pppName), cancellation);

    public Task<IReadOnlyList<string>> ListProfiles(CancellationToken cancellation) => Read("list profiles", () => router.Profiles, cancellation);

    public Task<IReadOnlyList<RouterSession>> ListSessions(CancellationToken cancellation) => Read("list sessions", () => router.AllSessions, cancellation);

    public Task<IReadOnlyList<RouterSession>> FindSessions(string pppName, CancellationToken cancellation) =>
        Read($"sessions {pppName}", () => router.SessionsOf(pppName), cancellation);

    public Task SetAccount(string accountId, bool? disabled, string? profile, CancellationToken cancellation)
    {
        CheckId(accountId);
        return disabled is null && profile is null ? Task.CompletedTask : Change(
            $"set {accountId}{(disabled is { } off ? $" disabled={(off ? "yes" : "no")}" : "")}{(profile is null ? "" : $" profile={profile}")}",
            () => router.Set(accountId, disabled, profile), cancellation);
    }

    public Task RemoveSessions(IReadOnlyCollection<string> sessionIds, CancellationToken cancellation)
    {
        foreach (var id in sessionIds)
        {
            CheckId(id);
        }

        return sessionIds.Count == 0 ? Task.CompletedTask
            : Change($"remove {string.Join(',', sessionIds)}", () => router.RemoveSessions(sessionIds), cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _closed = true;
        return ValueTask.CompletedTask;
    }

    private Task<T> Read<T>(string text, Func<T> read, CancellationToken cancellation) => Send(text, changes: false, read, cancellation);

    private Task<bool> Change(string text, Action change, CancellationToken cancellation) => Send(text, changes: true, () =>
    {
        change();
        return true;
    }, cancellation);

    private Task<T> Send<T>(string text, bool changes, Func<T> carryOut, CancellationToken cancellation) => _closed
        ? Task.FromException<T>(new RouterUnreachableException("The connection was closed here"))
        : router.Command(epoch, text, changes, carryOut, cancellation);

    private static void CheckId(string id)
    {
        if (!id.StartsWith('*') || id.Length < 2 || !id.Skip(1).All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{id}' is not a router's id.", nameof(id));
        }
    }
}
