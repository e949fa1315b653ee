using IspDigital.Core.Data;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Ledger;

/// <summary>
/// The only code that posts, besides the billing run's bulk path, which writes the same rows by the same <see cref="Check"/>.
/// A posting also marks, in its transaction, that the subscriber's access must be decided again.
/// </summary>
public static class LedgerWriter
{
    /// <summary>Adds the entry to the unit of work.</summary>
    /// <exception cref="InvalidOperationException">The posting does not balance: a bug, nothing is saved.</exception>
    public static JournalEntry Post(UnitOfWork work, Posting posting)
    {
        Check(posting);
        var entry = new JournalEntry(posting, work.Now, work.Actor.Name);
        work.Db.JournalEntries.Add(entry);
        work.MarkAccess(posting.SubscriberId, posting.Kind.ToString());
        return entry;
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
