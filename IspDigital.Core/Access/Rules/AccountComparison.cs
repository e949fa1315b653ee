using IspDigital.Core.Routers;

namespace IspDigital.Core.Access.Rules;

/// <summary>How an account on a router differs from what we know, what hurts a paying subscriber first.</summary>
public enum AccountDifferenceKind
{
    /// <summary>The subscriber may be online, but the account is disabled.</summary>
    DisabledButPaid,
    /// <summary>The subscriber is to be off, but the account is enabled.</summary>
    EnabledButUnpaid,
    /// <summary>The subscriber is to be off and could not dial in, but a session that began before goes on.</summary>
    OnlineButUnpaid,
    /// <summary>The account has another profile than the plan.</summary>
    WrongProfile,
    /// <summary>The router has an account that is nobody's: it is served and not billed.</summary>
    UnknownToUs,
    /// <summary>The subscriber's line names an account that the router does not have.</summary>
    UnknownToRouter,
}

/// <summary>A line that we believe to be on the router.</summary>
/// <param name="SubscriberId">Whose.</param>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Name">The subscriber's name.</param>
/// <param name="PppName">Login name.</param>
/// <param name="Online">Whether it may be online; null while nothing was decided.</param>
/// <param name="Profile">The profile it should have; null for any.</param>
/// <param name="IsUnderWay">Whether the router is still to be told, so that a difference is no surprise.</param>
public sealed record KnownLine(long SubscriberId, string Code, string Name, string PppName, bool? Online, string? Profile, bool IsUnderWay);

/// <summary>One difference.</summary>
/// <param name="Kind">Which.</param>
/// <param name="PppName">The account.</param>
/// <param name="Line">Our side; null where we do not know the account.</param>
/// <param name="Account">The router's side; null where it does not know the line.</param>
public sealed record AccountDifference(AccountDifferenceKind Kind, string PppName, KnownLine? Line, RouterAccount? Account);

/// <summary>Compares what a router holds with what it should hold.</summary>
public static class AccountComparison
{
    /// <summary>Every difference, one for each account: gravest kind first, then by name. Names are compared exactly, as routers do.</summary>
    /// <param name="accounts">The router's accounts.</param>
    /// <param name="online">The names that have a session on it.</param>
    /// <param name="lines">What we believe to be on it.</param>
    public static IReadOnlyList<AccountDifference> Of(
        IReadOnlyCollection<RouterAccount> accounts, IReadOnlySet<string> online, IReadOnlyCollection<KnownLine> lines)
    {
        var lineOf = lines.ToLookup(l => l.PppName, StringComparer.Ordinal);
        var held = accounts.Select(a => a.PppName).ToHashSet(StringComparer.Ordinal);
        var onRouter = accounts.Select(account => Difference(account, lineOf[account.PppName].FirstOrDefault(), online.Contains(account.PppName)));
        var missing = lines.Where(l => !held.Contains(l.PppName) && (l.Online != false || online.Contains(l.PppName)))
            .Select(l => new AccountDifference(l.Online == false ? AccountDifferenceKind.OnlineButUnpaid : AccountDifferenceKind.UnknownToRouter, l.PppName, l, null));
        return
        [
            .. onRouter.OfType<AccountDifference>().Concat(missing).OrderBy(d => d.Kind).ThenBy(d => d.PppName, StringComparer.Ordinal),
        ];
    }

    private static AccountDifference? Difference(RouterAccount account, KnownLine? line, bool isOnline)
    {
        AccountDifferenceKind? kind = line switch
        {
            null => AccountDifferenceKind.UnknownToUs,
            { Online: true } when account.Disabled => AccountDifferenceKind.DisabledButPaid,
            { Online: false } when !account.Disabled => AccountDifferenceKind.EnabledButUnpaid,
            { Online: false } when isOnline => AccountDifferenceKind.OnlineButUnpaid,
            { Online: true, Profile: { } profile } when profile != account.Profile => AccountDifferenceKind.WrongProfile,
            _ => null,
        };
        return kind is { } found ? new AccountDifference(found, account.PppName, line, account) : null;
    }
}
