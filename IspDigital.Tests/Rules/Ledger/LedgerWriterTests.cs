using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Rules.Ledger;

/// <summary>An invoice of 525.00 with 25.00 of tax, posted by staff at ten past midnight in Dhaka. Nothing is saved here: no database is opened.</summary>
public sealed class LedgerWriterTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 31, 18, 10, 0, TimeSpan.Zero);

    private static readonly Posting s_invoice = new(
        7, EntryKind.Charge, new(2026, 2, 1), "Invoice", 123, "invoice:123",
        [new(Account.Receivable, Money.FromTaka(525)), new(Account.Revenue, Money.FromTaka(-500)), new(Account.TaxPayable, Money.FromTaka(-25))], CorrectsEntryId: 9);

    private readonly SqliteIspDbContext _db = new(new DbContextOptionsBuilder<SqliteIspDbContext>().UseSqlite("Data Source=:memory:").Options);
    private readonly UnitOfWork _work;

    public LedgerWriterTests() => _work = new(_db, Actor.Person(3, "rahima", Role.Owner), s_now);

    public void Dispose() => _db.Dispose();

    [Fact]
    public void Post_OfAnInvoice_IsOneBalancedEntryWithItsSourceItsMomentAndItsActor()
    {
        var entry = LedgerWriter.Post(_work, s_invoice);

        Assert.Same(entry, Assert.Single(_db.JournalEntries.Local));
        Assert.Equal((7, EntryKind.Charge, new DateOnly(2026, 2, 1)), (entry.SubscriberId, entry.Kind, entry.BusinessDate));
        Assert.Equal(("Invoice", 123, "invoice:123", 9), (entry.SourceKind, entry.SourceId, entry.IdempotencyKey, entry.CorrectsEntryId));
        Assert.Equal((s_now, "rahima"), (entry.RecordedAt, entry.ActorName));
        Assert.Equal(
            [(7, Account.Receivable, 525.00m), (7, Account.Revenue, -500.00m), (7, Account.TaxPayable, -25.00m)],
            entry.Lines.Select(l => (l.SubscriberId, l.Account, l.Amount.Taka)));
    }

    [Fact]
    public void Post_OfAnything_MarksThatAccessIsToBeDecidedAgain()
    {
        LedgerWriter.Post(_work, s_invoice);

        var mark = Assert.Single(_db.AccessMarks.Local);
        Assert.Equal((7, s_now, "Charge"), (mark.SubscriberId, mark.MarkedAt, mark.Cause));
        Assert.Equal(new Change(ChangeKind.AccessMark, null, 7), Assert.Single(_work.Changes));
    }

    [Fact]
    public void Compose_ForTheBulkPath_IsTheSameEntryAndLeavesTheWritingToIt()
    {
        var entry = LedgerWriter.Compose(_work, s_invoice);

        Assert.Equal(("invoice:123", 3), (entry.IdempotencyKey, entry.Lines.Count));
        Assert.Empty(_db.JournalEntries.Local);
        Assert.Empty(_db.AccessMarks.Local);
    }

    [Fact]
    public void Identify_OnTheBulkPath_GivesTheEntrysIdToItsLines()
    {
        var entry = LedgerWriter.Compose(_work, s_invoice);

        entry.Identify(41);

        Assert.Equal(41, entry.Id);
        Assert.All(entry.Lines, line => Assert.Equal(41, line.EntryId));
    }

    [Theory]
    [InlineData(525.00, -524.99)] // a poisha is missing
    [InlineData(525.00, -525.01)]
    [InlineData(525.00, 525.00)]
    public void Post_WhereDebitsAndCreditsDiffer_IsRefusedAndAddsNothing(decimal debit, decimal credit)
    {
        var lopsided = s_invoice with { Lines = [new(Account.Receivable, Money.FromTaka(debit)), new(Account.Revenue, Money.FromTaka(credit))] };

        var refused = Assert.Throws<InvalidOperationException>(() => LedgerWriter.Post(_work, lopsided));

        Assert.Contains("invoice:123", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => LedgerWriter.Compose(_work, lopsided));
        Assert.Empty(_db.JournalEntries.Local);
        Assert.Empty(_db.AccessMarks.Local);
    }

    [Fact]
    public void Check_OfFewerThanTwoLines_IsRefusedThoughTheySumToZero()
    {
        Assert.Throws<InvalidOperationException>(() => LedgerWriter.Check(s_invoice with { Lines = [] }));
        Assert.Throws<InvalidOperationException>(() => LedgerWriter.Check(s_invoice with { Lines = [new(Account.Receivable, Money.Zero)] }));
        LedgerWriter.Check(s_invoice with { Lines = [new(Account.Receivable, Money.FromTaka(1)), new(Account.Advances, Money.FromTaka(-1))] });
    }

    [Fact]
    public void Post_OfMoreThanALongHolds_IsRefused()
    {
        var most = new Money(long.MaxValue);

        Assert.Throws<OverflowException>(() => LedgerWriter.Check(s_invoice with { Lines = [new(Account.Receivable, most), new(Account.Cash, most), new(Account.Revenue, new(2))] }));
    }
}
