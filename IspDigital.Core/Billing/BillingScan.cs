using System.Runtime.CompilerServices;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Messaging;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What the calculation says for everybody who may be due, without writing: for preview and for the comparison before a run.</summary>
internal static class BillingScan
{
    private const int ChunkSize = 1_000;

    /// <summary>Each subscriber that may be due through the day, by id. Facts that cannot be read are a problem of that subscriber alone.</summary>
    public static async IAsyncEnumerable<(DueSubscriber Subscriber, Calculated Calculated)> Run(
        IspDbContext db, BillingBook book, DateOnly through, bool withParked, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var cursor = 0L;
        while (true)
        {
            var ids = await BillingFactsReader.Due(db, through, book.Stamp, withParked)
                .Where(id => id > cursor).OrderBy(id => id).Take(ChunkSize).ToListAsync(cancellation);
            if (ids.Count == 0)
            {
                yield break;
            }
            foreach (var (subscriber, unreadable) in await Facts(db, ids, book.Stamp, cancellation))
            {
                yield return (subscriber, unreadable is null ? Calculate(subscriber, through, book) : new([], DateOnly.MinValue, null, unreadable));
            }
            cursor = ids[^1];
        }
    }

    /// <summary>The calculation; facts that nobody foresaw are a problem of that subscriber.</summary>
    public static Calculated Calculate(DueSubscriber subscriber, DateOnly through, BillingBook book)
    {
        try
        {
            return book.Calculate(subscriber.Facts, through);
        }
        catch (Exception failure) when (failure is OverflowException or ArgumentException or InvalidOperationException)
        {
            return new([], subscriber.Facts.FirstDay, null, Unexpected(failure));
        }
    }

    /// <summary>The facts; where a row cannot be read, the halves are read apart until it stands alone.</summary>
    private static async Task<IReadOnlyList<(DueSubscriber Subscriber, BillingProblem? Unreadable)>> Facts(
        IspDbContext db, List<long> ids, long stamp, CancellationToken cancellation)
    {
        try
        {
            return [.. (await BillingFactsReader.Facts(db, ids, stamp, cancellation)).Select(s => (s, (BillingProblem?)null))];
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DatabaseTrouble.Is(failure))
        {
            if (ids.Count == 1)
            {
                var facts = new BillingFacts { SubscriberId = ids[0], ActivatedOn = DateOnly.MinValue, BillFrom = DateOnly.MinValue, Plans = [] };
                return [(new DueSubscriber(facts, 0, new Recipient(ids[0], "", false, false), 0, 0), Unexpected(failure))];
            }
            var half = ids.Count / 2;
            return
            [
                .. await Facts(db, [.. ids.Take(half)], stamp, cancellation),
                .. await Facts(db, [.. ids.Skip(half)], stamp, cancellation),
            ];
        }
    }

    /// <summary>A problem that nobody foresaw, in the words of the failure.</summary>
    public static BillingProblem Unexpected(Exception failure)
    {
        var cause = failure.GetBaseException();
        return new(ParkReason.Unexpected, null, $"{cause.GetType().Name}: {cause.Message}");
    }
}
