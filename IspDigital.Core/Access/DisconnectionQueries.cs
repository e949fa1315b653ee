using System.Linq.Expressions;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Reads the disconnection board.</summary>
public sealed class DisconnectionQueries(IspStore store, ICurrentActor actor, BusinessClock clock, AccessProgress progress)
{
    /// <summary>The most lines that a section of the board shows.</summary>
    public const int LinesMax = 100;

    /// <summary>How many stand where.</summary>
    public async Task<BoardCounts> Counts(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAccess, cancellation);
        return await Counts(db, await clock.Now(cancellation), cancellation);
    }

    /// <summary>The whole board.</summary>
    public async Task<DisconnectionBoard> Board(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAccess, cancellation);
        var now = await clock.Now(cancellation);
        var counts = await Counts(db, now, cancellation);
        var settings = await SettingsRow.Load<AccessSettings>(db, cancellation);
        var next = await db.CutBatches.Where(b => b.UndoneAt == null && db.PlannedCuts.Any(c => c.BatchId == b.Id && c.State == CutState.Planned))
            .OrderByDescending(b => b.Day).FirstOrDefaultAsync(cancellation);
        var yesterday = now.Today.AddDays(-1);
        var last = await db.CutBatches.Where(b => b.Day >= yesterday && db.PlannedCuts.Any(c => c.BatchId == b.Id && c.State == CutState.Released))
            .OrderByDescending(b => b.Day).FirstOrDefaultAsync(cancellation);
        var sections = new List<BoardSection>();
        foreach (var (place, total) in new[]
        {
            (BoardPlace.Failed, counts.Failed), (BoardPlace.WaitingForRouter, counts.Waiting),
            (BoardPlace.InProgress, counts.InProgress), (BoardPlace.Done, counts.DoneToday),
        })
        {
            sections.Add(new BoardSection(place, total == 0 ? [] : await Lines(db, place, now, settings.Window.IsOpen(now), cancellation), total));
        }
        return new DisconnectionBoard(
            counts,
            next is null ? null : await View(db, next, settings, now, withLines: true, cancellation),
            last is null ? null : await View(db, last, settings, now, withLines: false, cancellation),
            sections);
    }

    private static async Task<BoardCounts> Counts(IspDbContext db, BusinessDay now, CancellationToken cancellation)
    {
        var planned = db.PlannedCuts.Where(c => c.State == CutState.Planned && db.CutBatches.Any(b => b.Id == c.BatchId && b.UndoneAt == null));
        return new BoardCounts(
            await planned.CountAsync(cancellation),
            await planned.CountAsync(c => c.ApprovedAt == null && db.CutBatches.Any(b => b.Id == c.BatchId && b.HeldSince != null), cancellation),
            await At(db, BoardPlace.InProgress, now).CountAsync(cancellation),
            await At(db, BoardPlace.WaitingForRouter, now).CountAsync(cancellation),
            await At(db, BoardPlace.Failed, now).CountAsync(cancellation),
            await At(db, BoardPlace.Done, now).CountAsync(cancellation),
            await db.DesiredStates.CountAsync(
                d => !d.Online && db.Subscribers.Any(s => s.Id == d.SubscriberId && (s.ClosedOn == null || s.ClosedOn > now.Today)), cancellation),
            await db.DesiredStates.CountAsync(d => d.Online && d.ConfirmedOnline == false && d.Apply != ApplyState.Done, cancellation));
    }

    /// <summary>The states of a place. First wishes for a new account show only where they fail: nobody is waiting for them.</summary>
    private static IQueryable<DesiredState> At(IspDbContext db, BoardPlace place, BusinessDay now)
    {
        var midnight = now.InstantOf(now.Today, TimeOnly.MinValue);
        Expression<Func<DesiredState, bool>> answers =
            d => db.Routers.Any(r => r.Id == d.RouterId && r.IsActive && (r.Health == RouterHealth.Up || r.Health == RouterHealth.Unknown));
        Expression<Func<DesiredState, bool>> isSilent =
            d => !db.Routers.Any(r => r.Id == d.RouterId && r.IsActive && (r.Health == RouterHealth.Up || r.Health == RouterHealth.Unknown));
        var urgent = db.DesiredStates.Where(d => d.Apply == ApplyState.Pending && d.Change != AccessChange.Sync);
        return place switch
        {
            BoardPlace.InProgress => urgent.Where(answers),
            BoardPlace.WaitingForRouter => urgent.Where(isSilent),
            BoardPlace.Failed => db.DesiredStates.Where(d => d.Apply == ApplyState.Failed),
            BoardPlace.Done => db.DesiredStates.Where(d => d.Apply == ApplyState.Done && d.Change != AccessChange.Sync && d.ConfirmedAt >= midnight),
        };
    }

    private async Task<IReadOnlyList<BoardLine>> Lines(IspDbContext db, BoardPlace place, BusinessDay now, bool isWindowOpen, CancellationToken cancellation)
    {
        var states = At(db, place, now);
        var ordered = place == BoardPlace.Done
            ? states.OrderByDescending(d => d.ConfirmedAt).ThenBy(d => d.SubscriberId)
            : states.OrderBy(d => d.Change == AccessChange.Reconnect ? 0 : 1).ThenBy(d => d.DecidedAt).ThenBy(d => d.SubscriberId);
        var rows = await ordered.Take(LinesMax)
            .Select(d => new
            {
                State = d,
                Subscriber = db.Subscribers.Where(s => s.Id == d.SubscriberId).Select(s => new { s.Code, s.Name }).First(),
                Router = db.Routers.Where(r => r.Id == d.RouterId).Select(r => new { r.Name, r.Health }).First(),
            })
            .ToListAsync(cancellation);
        var maySeeMoney = actor.Current.May(Permission.ViewMoney);
        return
        [
            .. rows.Select(row =>
            {
                var because = row.State.Reasons is [var first, ..] ? first : null;
                return new BoardLine(
                    row.State.SubscriberId, row.Subscriber.Code, row.Subscriber.Name, row.State.RouterId, row.Router.Name, row.Router.Health, row.State.PppName,
                    row.State.Change, row.State.Online, row.State.ConfirmedOnline,
                    place == BoardPlace.Done ? row.State.ConfirmedAt ?? row.State.DecidedAt : row.State.DecidedAt,
                    maySeeMoney ? because : because is null ? null : because with { AmountMinor = null },
                    maySeeMoney && because?.AmountMinor is { } minor ? new Money(minor) : null,
                    row.State.LastErrorCode, row.State.LastErrorText, row.State.NextAttemptAt, progress.UnderWay.ContainsKey(row.State.SubscriberId),
                    row.State.Apply != ApplyState.Done && row.State.TakesOffForMoney && !isWindowOpen);
            }),
        ];
    }

    private async Task<CutListView> View(
        IspDbContext db, CutBatch batch, AccessSettings settings, BusinessDay now, bool withLines, CancellationToken cancellation)
    {
        var cuts = db.PlannedCuts.Where(c => c.BatchId == batch.Id);
        var planned = cuts.Where(c => c.State == CutState.Planned);
        var maySeeMoney = actor.Current.May(Permission.ViewMoney);
        var lines = !withLines ? [] : await planned.OrderByDescending(c => c.Amount.Minor).ThenBy(c => c.Id).Take(LinesMax)
            .Select(c => new
            {
                Cut = c,
                Subscriber = db.Subscribers.Where(s => s.Id == c.SubscriberId).Select(s => new { s.Code, s.Name, s.RouterId }).First(),
                Router = db.DesiredStates.Where(d => d.SubscriberId == c.SubscriberId).SelectMany(d => db.Routers.Where(r => r.Id == d.RouterId).Select(r => r.Name)).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return new CutListView(
            batch.Id, batch.Day, settings.Window.OpensAt(now, batch.Day), batch.HeldReasons,
            await planned.CountAsync(cancellation),
            await planned.CountAsync(c => c.ApprovedAt == null, cancellation),
            maySeeMoney ? new Money(await planned.SumAsync(c => c.Amount.Minor, cancellation)) : null,
            await cuts.CountAsync(c => c.State == CutState.Released, cancellation),
            batch.UndoneBy,
            [
                .. lines.Select(l => new PlannedLine(
                    l.Cut.Id, l.Cut.SubscriberId, l.Subscriber.Code, l.Subscriber.Name, l.Router,
                    maySeeMoney ? l.Cut.Amount : null, l.Cut.InvoiceNumber, l.Cut.ApprovedAt is not null)),
            ]);
    }
}
