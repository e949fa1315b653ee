using System.Globalization;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// The router port in words of the RouterOS API. Reads name the properties they want (never a password) and ask by exact
/// queries; the answer is checked again here, because acting on a wrong row would cut the wrong subscriber.
/// </summary>
internal sealed class RouterOsRouterClient(RouterOsConnection connection, RouterOptions options) : IRouterClient
{
    /// <summary>Ids in one bulk command.</summary>
    internal const int IdsPerCommandMax = 50;

    private const string AccountProperties = ".id,name,profile,disabled";
    private const string SessionProperties = ".id,name,address,caller-id,uptime";

    public bool IsUsable => connection.IsUsable;

    public async Task<RouterIdentity> Identify(CancellationToken cancellation)
    {
        var identity = Read(Print("/system/identity/print", "name"), options.CommandDeadline, cancellation);
        var resource = Read(Print("/system/resource/print", "version,board-name,uptime"), options.CommandDeadline, cancellation);
        await Task.WhenAll(identity, resource);
        var (name, about) = ((await identity).Rows, (await resource).Rows);
        return new RouterIdentity(
            name.Count > 0 ? name[0]["name"] ?? "" : "",
            about.Count > 0 ? about[0]["version"] ?? "" : "",
            about.Count > 0 ? about[0]["board-name"] ?? "" : "",
            about.Count > 0 ? RouterOsValues.Duration(about[0]["uptime"]) ?? TimeSpan.Zero : TimeSpan.Zero);
    }

    public async Task<int> CountAccounts(CancellationToken cancellation)
    {
        var answer = await Read(new SentenceWriter("/ppp/secret/print").Attribute("count-only"), options.ListDeadline, cancellation);
        return int.TryParse(answer.Ret, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new RouterRefusedException(RouterRefusal.Other, $"asked for a count it answered '{answer.Ret}'");
    }

    public async Task<IReadOnlyList<RouterAccount>> ListAccounts(CancellationToken cancellation) =>
        [.. (await Read(Print("/ppp/secret/print", AccountProperties), options.ListDeadline, cancellation)).Rows.Select(Account)];

    public async Task<RouterAccount?> FindAccount(string pppName, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(pppName);
        var answer = await Read(Print("/ppp/secret/print", AccountProperties).WhereEqual("name", pppName), options.CommandDeadline, cancellation);
        RouterAccount? found = null;
        foreach (var account in answer.Rows.Select(Account).Where(account => account.PppName == pppName))
        {
            found = found is null ? account : throw new RouterRefusedException(RouterRefusal.Duplicate, $"it holds several secrets of the name {pppName}");
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> ListProfiles(CancellationToken cancellation) =>
        [.. (await Read(Print("/ppp/profile/print", "name"), options.ListDeadline, cancellation)).Rows.Select(row => Required(row, "name"))];

    public async Task<IReadOnlyList<RouterSession>> ListSessions(CancellationToken cancellation) =>
        [.. (await Read(Print("/ppp/active/print", SessionProperties), options.ListDeadline, cancellation)).Rows.Select(Session)];

    public async Task<IReadOnlyList<RouterSession>> FindSessions(string pppName, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(pppName);
        var answer = await Read(Print("/ppp/active/print", SessionProperties).WhereEqual("name", pppName), options.CommandDeadline, cancellation);
        return [.. answer.Rows.Select(Session).Where(session => session.PppName == pppName)];
    }

    public async Task SetAccount(string accountId, bool? disabled, string? profile, CancellationToken cancellation)
    {
        CheckId(accountId);
        if (disabled is null && profile is null)
        {
            return;
        }

        var set = new SentenceWriter("/ppp/secret/set").Attribute(".id", accountId);
        if (disabled is { } off)
        {
            set.Attribute("disabled", RouterOsValues.YesNo(off));
        }

        if (profile is not null)
        {
            set.Attribute("profile", profile);
        }

        await Change(set, cancellation);
    }

    public async Task RemoveSessions(IReadOnlyCollection<string> sessionIds, CancellationToken cancellation)
    {
        foreach (var id in sessionIds)
        {
            CheckId(id);
        }

        foreach (var ids in sessionIds.Chunk(IdsPerCommandMax))
        {
            try
            {
                await Change(new SentenceWriter("/ppp/active/remove").Attribute(".id", string.Join(',', ids)), cancellation);
            }
            catch (RouterRefusedException e) when (e.Refusal is RouterRefusal.NoSuchItem or RouterRefusal.Other)
            {
                // What a list with one dead id does is not documented: some of the others may still be there.
                await RemoveOneByOne(ids, e, cancellation);
            }
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task RemoveOneByOne(string[] ids, RouterRefusedException bulk, CancellationToken cancellation)
    {
        if (ids.Length == 1)
        {
            if (bulk.Refusal != RouterRefusal.NoSuchItem)
            {
                throw bulk;
            }

            return;
        }

        await Task.WhenAll(ids.Select(id => RemoveSessions([id], cancellation)));
    }

    private static SentenceWriter Print(string menu, string properties) => new SentenceWriter(menu).Attribute(".proplist", properties);

    private async Task<CommandAnswer> Read(SentenceWriter sentence, TimeSpan deadline, CancellationToken cancellation) =>
        (await connection.Send(sentence, CommandEffect.Read, deadline, cancellation)).OrThrow();

    private async Task Change(SentenceWriter sentence, CancellationToken cancellation) =>
        (await connection.Send(sentence, CommandEffect.Change, options.CommandDeadline, cancellation)).OrThrow();

    private static RouterAccount Account(ReplySentence row) =>
        new(Required(row, ".id"), Required(row, "name"), row["profile"] ?? "", RouterOsValues.Flag(row["disabled"]));

    private static RouterSession Session(ReplySentence row) => new(
        Required(row, ".id"), Required(row, "name"), row["address"] ?? "", row["caller-id"] ?? "",
        RouterOsValues.Duration(row["uptime"]) ?? TimeSpan.Zero);

    private static string Required(ReplySentence row, string name) =>
        row[name] ?? throw new RouterRefusedException(RouterRefusal.Other, $"a row came without {name}");

    /// <summary>An id is '*' and hex digits. A list, a name or nothing would reach other items than the one meant.</summary>
    private static void CheckId(string id)
    {
        if (id.Length < 2 || id[0] != '*' || !id.Skip(1).All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{id}' is not a router's id.", nameof(id));
        }
    }
}
