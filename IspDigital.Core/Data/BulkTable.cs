using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IspDigital.Core.Data;

/// <summary>
/// Writes many rows of one entity past the change tracker, inside the open transaction: a prepared command on SQLite, COPY on
/// PostgreSQL (docs/decisions/0017). Columns and conversions come from the model, so a row is the same whichever way it is written.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
internal sealed class BulkTable<T>
    where T : class
{
    private static readonly ConcurrentDictionary<IModel, BulkTable<T>> s_tables = new();
    private readonly string _table;
    private readonly Column[] _columns;
    private readonly Column _key;
    private readonly bool _isKeyGenerated;

    private BulkTable(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var row = Expression.Parameter(typeof(T), "row");
        var key = entity.FindPrimaryKey()!.Properties.Single();
        _table = $"\"{entity.GetTableName()}\"";
        _columns = [.. Columns(entity, table, row, row)];
        _key = _columns.Single(c => c.Name == key.GetColumnName(table));
        _isKeyGenerated = key.ValueGenerated == ValueGenerated.OnAdd;
    }

    /// <summary>The table of the entity in that context's model.</summary>
    public static BulkTable<T> Of(IspDbContext db) => s_tables.GetOrAdd(db.Model, model => new(model.FindEntityType(typeof(T))!));

    /// <summary>Takes ids that nobody else will get, as the database itself would give them.</summary>
    public async Task<IReadOnlyList<long>> TakeIds(IspDbContext db, int count, CancellationToken cancellation)
    {
        await using var command = CommandOf(db);
        if (db.Database.IsNpgsql())
        {
            command.CommandText = $"SELECT nextval(pg_get_serial_sequence('{_table}', '{_key.Name}')) FROM generate_series(1, {count})";
        }
        else
        {
            // The transaction is SQLite's only writer, and AUTOINCREMENT keeps the highest id ever given.
            command.CommandText = $"SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{_table.Trim('"')}'), 0)";
            var last = (long)(await command.ExecuteScalarAsync(cancellation))!;
            return [.. Enumerable.Range(1, count).Select(i => last + i)];
        }
        List<long> ids = new(count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            ids.Add(reader.GetInt64(0));
        }
        return ids;
    }

    /// <summary>Inserts the rows. A generated key that the rows bring is written; otherwise the database makes it.</summary>
    public async Task Insert(IspDbContext db, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var columns = _isKeyGenerated && _key.Value(rows[0]) is 0L ? [.. _columns.Where(c => c != _key)] : _columns;
        if (db.Database.IsNpgsql())
        {
            await Copy(db, columns, rows, cancellation);
        }
        else
        {
            await Execute(db, $"INSERT INTO {_table}", columns, rows, cancellation);
        }
    }

    /// <summary>Inserts the rows, in place of those with the same key.</summary>
    public async Task Replace(IspDbContext db, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }
        if (db.Database.IsNpgsql())
        {
            await using var delete = CommandOf(db);
            delete.CommandText = $"DELETE FROM {_table} WHERE \"{_key.Name}\" = ANY(@keys)";
            delete.Parameters.Add(new NpgsqlParameter("keys", rows.Select(r => (long)_key.Value(r)!).ToArray()));
            await delete.ExecuteNonQueryAsync(cancellation);
            await Copy(db, _columns, rows, cancellation);
        }
        else
        {
            await Execute(db, $"INSERT OR REPLACE INTO {_table}", _columns, rows, cancellation);
        }
    }

    private static async Task Execute(IspDbContext db, string verb, Column[] columns, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        await using var command = CommandOf(db);
        command.CommandText =
            $"{verb} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = new DbParameter[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            parameters[i] = command.CreateParameter();
            parameters[i].ParameterName = $"@p{i}";
            command.Parameters.Add(parameters[i]);
        }
        cancellation.ThrowIfCancellationRequested();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
            }
            command.ExecuteNonQuery(); // SQLite is in process: there is nothing to wait for
        }
    }

    private async Task Copy(IspDbContext db, Column[] columns, IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY {_table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                if (column.Value(row) is { } value)
                {
                    await writer.WriteAsync(value, column.StoreType, cancellation);
                }
                else
                {
                    await writer.WriteNullAsync(cancellation);
                }
            }
        }
        await writer.CompleteAsync(cancellation);
    }

    private static DbCommand CommandOf(IspDbContext db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("The bulk path writes inside a transaction only.");
        return command;
    }

    private static IEnumerable<Column> Columns(ITypeBase type, StoreObjectIdentifier table, ParameterExpression row, Expression owner)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.PropertyInfo is not { } member)
            {
                throw new InvalidOperationException($"{type.DisplayName()}.{property.Name} is no property of the class; the bulk path cannot read it.");
            }
            var mapping = property.GetRelationalTypeMapping();
            yield return new Column(property.GetColumnName(table)!, Getter(row, owner, member, mapping), mapping.StoreTypeNameBase);
        }
        foreach (var complex in type.GetComplexProperties())
        {
            foreach (var column in Columns(complex.ComplexType, table, row, Expression.Property(owner, complex.PropertyInfo!)))
            {
                yield return column;
            }
        }
    }

    private static Func<T, object?> Getter(ParameterExpression row, Expression owner, PropertyInfo member, RelationalTypeMapping mapping)
    {
        var read = Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(owner, member), typeof(object)), row).Compile();
        return mapping.Converter is { } converter ? item => converter.ConvertToProvider(read(item)) : read;
    }

    private sealed record Column(string Name, Func<T, object?> Value, string StoreType);
}
