using System.Data.Common;
using System.Globalization;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IspDigital.Core.Billing;

/// <summary>Gapless numbers: taken in the transaction that uses them, so that a rollback gives them back.</summary>
public static class InvoiceNumbers
{
    private const int DigitsMax = 8;

    /// <summary>The series of a document: <c>INV-2026</c>, or <c>CN-2026</c> for credit notes; the year is that of its date.</summary>
    public static string SeriesOf(InvoiceDraft draft) => $"{(draft.Kind == InvoiceKind.CreditNote ? "CN" : "INV")}-{draft.IssueDate.Year:D4}";

    /// <summary>The next number for one document: <c>INV-2026-000123</c>.</summary>
    public static async Task<string> TakeOne(UnitOfWork work, InvoiceDraft draft, CancellationToken cancellation = default) =>
        (await Take(work, SeriesOf(draft), 1, cancellation))[0];

    /// <summary>The next numbers of a series, in order.</summary>
    public static async Task<IReadOnlyList<string>> Take(UnitOfWork work, string series, int count, CancellationToken cancellation = default)
    {
        await using var command = work.Db.Database.GetDbConnection().CreateCommand();
        command.Transaction = work.Db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = """
            INSERT INTO "NumberSeries" ("Name", "Next") VALUES (@name, 1 + @count)
            ON CONFLICT ("Name") DO UPDATE SET "Next" = "NumberSeries"."Next" + @count
            RETURNING "Next" - @count
            """;
        Add(command, "@name", series);
        Add(command, "@count", (long)count);
        var first = (long)(await command.ExecuteScalarAsync(cancellation))!;
        return [.. Enumerable.Range(0, count).Select(i => Of(series, first + i))];
    }

    /// <summary>How many documents there are: each has a number, and none is left out.</summary>
    public static Task<long> CountGiven(IspDbContext db, CancellationToken cancellation = default) => db.NumberSeries.SumAsync(s => s.Next - 1, cancellation);

    /// <summary>The numbers that somebody may mean: a whole one, or of any year where only its last digits were said. Latin digits.</summary>
    public static async Task<IReadOnlyList<string>> Meant(IspDbContext db, string? typed, CancellationToken cancellation = default)
    {
        var text = LatinDigits.Of(typed).ToUpperInvariant();
        if (text.StartsWith("INV-", StringComparison.Ordinal) || text.StartsWith("CN-", StringComparison.Ordinal))
        {
            return [text];
        }
        if (text.Length is 0 or > DigitsMax || !text.All(char.IsAsciiDigit))
        {
            return [];
        }
        var number = long.Parse(text, CultureInfo.InvariantCulture);
        return [.. (await db.NumberSeries.Select(s => s.Name).ToListAsync(cancellation)).Select(series => Of(series, number))];
    }

    private static string Of(string series, long number) => $"{series}-{number:D6}";

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
