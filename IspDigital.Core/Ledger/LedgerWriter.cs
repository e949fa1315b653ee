using IspDigital.Core.Data;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Ledger;

/// <summary>
/// The only code that posts, besides the billing run's bulk path, which composes its entries here and writes the rows itself.
/// A posting also marks, in its transaction, that the subscriber's access must be decided again.
/// </summary>
public static class LedgerWriter
{
    /// <summary>Adds the entry to the unit of work.</summary>
    /// <exception cref="InvalidOperationException">The posting does not balance: a bug, nothing is saved.</exception>
    public static JournalEntry Post(UnitOfWork work, Posting posting)
    {
        var entry = Compose(work, posting);
        work.Db.JournalEntries.Add(entry);
        work.MarkAccess(posting.SubscriberId, posting.Kind.ToString());
        return entry;
    }

    /// <summary>The entry that <see cref="Post"/> would add, for the billing run's bulk path that writes it itself in this transaction.</summary>
    internal static JournalEntry Compose(UnitOfWork work, Posting posting)
    {
        Check(posting);
        return new JournalEntry(posting, work.Now, work.Actor.Name);
    }

    /// <summary>Throws where debits and credits differ, or nothing is posted.</summary>
    public static void Check(Posting posting)
    {
        if (posting.Lines.Count < 2 || !posting.Lines.Sum(l => l.Amount).IsZero)
        {
            throw new InvalidOperationException($"Posting {posting.IdempotencyKey} does not balance.");
        }
    }
}
