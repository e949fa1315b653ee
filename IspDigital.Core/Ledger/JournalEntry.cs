using IspDigital.Core.Primitives;

namespace IspDigital.Core.Ledger;

/// <summary>The accounts of the books.</summary>
public enum Account
{
    /// <summary>What subscribers owe.</summary>
    Receivable,
    /// <summary>Money received before it is owed.</summary>
    Advances,
    /// <summary>Income from service.</summary>
    Revenue,
    /// <summary>Tax collected for the state.</summary>
    TaxPayable,
    /// <summary>Cash in hand.</summary>
    Cash,
    /// <summary>The bKash wallet.</summary>
    BKash,
    /// <summary>The Nagad wallet.</summary>
    Nagad,
    /// <summary>The bank account.</summary>
    Bank,
    /// <summary>Card settlements.</summary>
    Card,
    /// <summary>Any other way money came in.</summary>
    OtherMoney,
    /// <summary>Debts given up.</summary>
    WriteOffs,
    /// <summary>The other side of balances brought from an older system.</summary>
    OpeningBalances,
}

/// <summary>Why an entry was posted.</summary>
public enum EntryKind
{
    /// <summary>An invoice.</summary>
    Charge,
    /// <summary>A credit note, or a voided invoice.</summary>
    Credit,
    /// <summary>A payment.</summary>
    Payment,
    /// <summary>An advance that pays an invoice.</summary>
    AdvanceApplied,
    /// <summary>A payment taken back.</summary>
    Reversal,
    /// <summary>Money given back.</summary>
    Refund,
    /// <summary>A debt given up.</summary>
    WriteOff,
    /// <summary>A balance brought from an older system.</summary>
    Opening,
}

/// <summary>A balanced, append-only entry in the books: debits equal credits. Corrections are new entries that link to the old.</summary>
public sealed class JournalEntry
{
    private readonly List<JournalLine> _lines = [];

    private JournalEntry()
    {
    }

    internal JournalEntry(Posting posting, DateTimeOffset recordedAt, string actorName)
    {
        (SubscriberId, Kind, BusinessDate, IdempotencyKey) = (posting.SubscriberId, posting.Kind, posting.BusinessDate, posting.IdempotencyKey);
        (SourceKind, SourceId, CorrectsEntryId) = (posting.SourceKind, posting.SourceId, posting.CorrectsEntryId);
        (RecordedAt, ActorName) = (recordedAt, actorName);
        _lines.AddRange(posting.Lines.Select(l => new JournalLine(posting.SubscriberId, l.Account, l.Amount)));
    }

    /// <summary>The id, in order of posting.</summary>
    public long Id { get; private set; }

    /// <summary>Whose account.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>Why.</summary>
    public EntryKind Kind { get; private set; }

    /// <summary>The day it counts for, in the operator's zone.</summary>
    public DateOnly BusinessDate { get; private set; }

    /// <summary>When it was posted, UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Who posted it.</summary>
    public string ActorName { get; private set; } = "";

    /// <summary>Kind of document behind it: <c>Invoice</c>, <c>Payment</c>.</summary>
    public string SourceKind { get; private set; } = "";

    /// <summary>That document's id.</summary>
    public long SourceId { get; private set; }

    /// <summary>The entry that this one corrects.</summary>
    public long? CorrectsEntryId { get; private set; }

    /// <summary>Unique for ever: the same deed posted twice is one entry.</summary>
    public string IdempotencyKey { get; private set; } = "";

    /// <summary>Gives the ids under which the bulk path writes the entry and its lines.</summary>
    internal void Identify(long id)
    {
        Id = id;
        _lines.ForEach(line => line.EntryId = id);
    }

    /// <summary>The lines; they sum to zero.</summary>
    public IReadOnlyList<JournalLine> Lines => _lines;
}

/// <summary>One account's part of an entry.</summary>
public sealed class JournalLine
{
    private JournalLine()
    {
    }

    internal JournalLine(long subscriberId, Account account, Money amount) =>
        (SubscriberId, Account, Amount) = (subscriberId, account, amount);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The entry.</summary>
    public long EntryId { get; internal set; }

    /// <summary>Whose account; repeated from the entry so that a balance is one index range.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>Which account of the books.</summary>
    public Account Account { get; private set; }

    /// <summary>Debit positive, credit negative.</summary>
    public Money Amount { get; private set; }
}

/// <summary>What is to be posted.</summary>
/// <param name="SubscriberId">Whose account.</param>
/// <param name="Kind">Why.</param>
/// <param name="BusinessDate">The day it counts for.</param>
/// <param name="SourceKind">Kind of document behind it.</param>
/// <param name="SourceId">That document's id.</param>
/// <param name="IdempotencyKey">Unique for ever.</param>
/// <param name="Lines">Debit positive, credit negative; must sum to zero.</param>
/// <param name="CorrectsEntryId">The entry that this one corrects.</param>
public sealed record Posting(
    long SubscriberId, EntryKind Kind, DateOnly BusinessDate, string SourceKind, long SourceId, string IdempotencyKey,
    IReadOnlyList<PostingLine> Lines, long? CorrectsEntryId = null);

/// <summary>One account's part of a posting.</summary>
/// <param name="Account">Which account.</param>
/// <param name="Amount">Debit positive, credit negative.</param>
public readonly record struct PostingLine(Account Account, Money Amount);
