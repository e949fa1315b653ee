using System.Diagnostics;
using IspDigital.Core.Data;
using Microsoft.Data.Sqlite;

namespace IspDigital.Benchmarks.Billing;

/// <summary>The floor: every row that was written, inserted again by prepared commands in one transaction into an equal file.</summary>
internal static class RawInserts
{
    /// <summary>What a billing run writes.</summary>
    public static readonly IReadOnlyList<string> OfARun =
    [
        "BillingRuns", "NumberSeries", "Invoices", "InvoiceLines", "JournalEntries", "JournalLines", "OutboxMessages", "AuditEntries", "AccessMarks", "BillingSchedules",
    ];

    /// <summary>Inserts what one file has beyond the other into that one.</summary>
    /// <param name="written">The file that was written.</param>
    /// <param name="empty">A copy of it from before.</param>
    /// <param name="tables">The tables, none before what it refers to.</param>
    public static (TimeSpan Took, int Rows) Measure(string written, string empty, IReadOnlyList<string> tables)
    {
        using var source = Open(written);
        using var target = Open(empty);
        var loaded = tables.Select(table => Load(source, table, LastRow(target, table))).ToList();
        var watch = Stopwatch.StartNew();
        using var transaction = target.BeginTransaction();
        foreach (var (table, columns, rows) in loaded)
        {
            Insert(target, transaction, table, columns, rows);
        }
        transaction.Commit();
        return (watch.Elapsed, loaded.Sum(t => t.Rows.Count));
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = DataFeature.SqliteConnectionPragmas;
        pragmas.ExecuteNonQuery();
        return connection;
    }

    private static long LastRow(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COALESCE(MAX(rowid), 0) FROM \"{table}\"";
        return (long)command.ExecuteScalar()!;
    }

    private static (string Table, string[] Columns, List<object[]> Rows) Load(SqliteConnection connection, string table, long after)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE rowid > {after}"; // the seed's rows are there already
        using var reader = command.ExecuteReader();
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[columns.Length];
            reader.GetValues(row);
            rows.Add(row);
        }
        return (table, columns, rows);
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns, List<object[]> rows)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => command.Parameters.AddWithValue($"$p{i}", DBNull.Value)).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = row[i];
            }
            command.ExecuteNonQuery();
        }
    }
}
