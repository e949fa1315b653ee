using IspDigital.Core.Access.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Read a router's accounts and compare.</summary>
/// <param name="RouterId">The router.</param>
public sealed record CompareRouterAccountsRequest(long RouterId);

/// <summary>What the comparison found.</summary>
/// <param name="Accounts">Accounts on the router.</param>
/// <param name="Lines">Lines that we know on it.</param>
/// <param name="Differences">Every difference, gravest first.</param>
/// <param name="MissingProfiles">Profiles that its subscribers should have and the router lacks.</param>
public sealed record RouterComparison(int Accounts, int Lines, IReadOnlyList<AccountDifference> Differences, IReadOnlyList<string> MissingProfiles);

/// <summary>Compares a router's accounts and sessions with the lines that we know on it: read once each, a diff in memory; changes nothing.</summary>
public sealed class CompareRouterAccounts(UseCaseContext context, RouterProbe probe) : UseCase<CompareRouterAccountsRequest, RouterComparison>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ViewRouters;

    /// <inheritdoc/>
    protected override async Task<Result<RouterComparison>> Handle(CompareRouterAccountsRequest request, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        if (await db.Routers.SingleOrDefaultAsync(r => r.Id == request.RouterId, cancellation) is not { } router)
        {
            return new RouterNotFound();
        }
        var address = probe.AddressOf(router);
        if (!address.IsOk)
        {
            return address.Error;
        }
        var read = await probe.Ask(address.Value, async client => (
            Accounts: await client.ListAccounts(cancellation), Sessions: await client.ListSessions(cancellation), Profiles: await client.ListProfiles(cancellation)), cancellation);
        if (!read.IsOk)
        {
            return read.Error;
        }
        // Read after the router, so that what was decided meanwhile counts as under way and not as a difference.
        var lines = await Lines(db, request.RouterId, cancellation);
        return new RouterComparison(
            read.Value.Accounts.Count, lines.Count,
            AccountComparison.Of(read.Value.Accounts, read.Value.Sessions.Select(s => s.PppName).ToHashSet(StringComparer.Ordinal), lines),
            [.. lines.Where(l => l.Online == true).Select(l => l.Profile).OfType<string>().Distinct().Except(read.Value.Profiles, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static async Task<List<KnownLine>> Lines(IspDbContext db, long routerId, CancellationToken cancellation)
    {
        var decided = await db.DesiredStates.Where(d => d.RouterId == routerId)
            .Join(db.Subscribers, d => d.SubscriberId, s => s.Id,
                (d, s) => new KnownLine(s.Id, s.Code, s.Name, d.PppName, d.Online, d.Profile, d.Apply != ApplyState.Done))
            .ToListAsync(cancellation);
        var have = decided.Select(l => l.PppName).ToHashSet(StringComparer.Ordinal);
        var undecided = await db.Subscribers.Where(s => s.RouterId == routerId && s.PppName != null)
            .Select(s => new KnownLine(s.Id, s.Code, s.Name, s.PppName!, null, null, true)).ToListAsync(cancellation);
        return [.. decided, .. undecided.Where(l => !have.Contains(l.PppName))];
    }
}
