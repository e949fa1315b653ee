using System.Data.Common;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IspDigital.Core.Billing;

/// <summary>Gapless numbers: taken in the transaction that uses them, so that a rollback gives them back.</summary>
public static class InvoiceNumbers
{
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
        return [.. Enumerable.Range(0, count).Select(i => $"{series}-{first + i:D6}")];
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
