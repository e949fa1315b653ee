using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>One refund in a list.</summary>
/// <param name="Id">The refund.</param>
/// <param name="SubscriberId">Who got it.</param>
/// <param name="SubscriberName">Their name.</param>
/// <param name="SubscriberCode">Their code.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How it was given back.</param>
/// <param name="Reference">The provider's transaction id or the slip's number, or null.</param>
/// <param name="RefundedOn">The day.</param>
/// <param name="Reason">Why.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="RecordedBy">By whom.</param>
public sealed record RefundRow(
    long Id, long SubscriberId, string SubscriberName, string SubscriberCode, Money Amount, PaymentMethod Method, string? Reference,
    DateOnly RefundedOn, string Reason, DateTimeOffset RecordedAt, string RecordedBy);

/// <summary>A payment out of which money was given back.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Method">How it had come.</param>
/// <param name="Reference">Its transaction id, or null.</param>
/// <param name="ReceivedOn">When it had come.</param>
/// <param name="Amount">How much of it was given back.</param>
public sealed record RefundSource(long PaymentId, PaymentMethod Method, string? Reference, DateOnly ReceivedOn, Money Amount);

/// <summary>One refund with its evidence.</summary>
/// <param name="Row">The refund.</param>
/// <param name="Sources">The payments it came out of, oldest first; their shares sum to it.</param>
/// <param name="EntryId">Its entry in the journal.</param>
/// <param name="Company">Whose receipt it is.</param>
public sealed record RefundDetails(RefundRow Row, IReadOnlyList<RefundSource> Sources, long? EntryId, CompanySettings Company);

/// <summary>Reads refunds.</summary>
public sealed class RefundQueries(IspStore store)
{
    /// <summary>A page of refunds, newest first.</summary>
    public async Task<Page<RefundRow>> List(PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        var newest = db.Refunds.OrderByDescending(r => r.Id).Skip(page.Skip).Take(page.Take);
        var rows = await Rows(db, newest).ToListAsync(cancellation);
        return new Page<RefundRow>(rows, await db.Refunds.CountAsync(cancellation));
    }

    /// <summary>One refund, or null where there is none.</summary>
    public async Task<RefundDetails?> One(long refundId, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewMoney, cancellation);
        if (await Rows(db, db.Refunds.Where(r => r.Id == refundId)).SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return null;
        }
        var sources = await db.Payments.Where(p => p.SubscriberId == row.SubscriberId)
            .SelectMany(p => p.Allocations.Where(a => a.RefundId == refundId), (p, a) => new { p.Id, p.Method, p.TransactionId, p.ReceivedOn, a.Amount.Minor })
            .OrderBy(s => s.ReceivedOn).ThenBy(s => s.Id).ToListAsync(cancellation);
        var entry = await db.JournalEntries
            .Where(e => e.SubscriberId == row.SubscriberId && e.SourceKind == nameof(Refund) && e.SourceId == refundId)
            .Select(e => (long?)e.Id).SingleOrDefaultAsync(cancellation);
        return new RefundDetails(
            row, [.. sources.Select(s => new RefundSource(s.Id, s.Method, s.TransactionId, s.ReceivedOn, new Money(s.Minor)))], entry,
            await SettingsRow.Load<CompanySettings>(db, cancellation));
    }

    private static IQueryable<RefundRow> Rows(IspDbContext db, IQueryable<Refund> refunds) =>
        from r in refunds
        join s in db.Subscribers on r.SubscriberId equals s.Id
        orderby r.Id descending
        select new RefundRow(r.Id, r.SubscriberId, s.Name, s.Code, r.Amount, r.Method, r.Reference, r.RefundedOn, r.Reason, r.RecordedAt, r.RecordedBy);
}
