using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IspDigital.Core.Data;

/// <summary>
/// Writes many rows of one entity past the change tracker, inside the open transaction: a prepared statement on SQLite, COPY on
/// PostgreSQL (docs/decisions/0017). Columns and conversions come from the model, so a row is the same whichever way it is written.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
internal sealed class BulkTable<T>
    where T : class
{
    private static readonly ConcurrentDictionary<IModel, BulkTable<T>> s_tables = new();
    private readonly string _table;
    private readonly BulkColumn<T>[] _columns;
    private readonly BulkColumn<T> _key;
    private readonly bool _isKeyGenerated;
    private readonly Lazy<SqliteRows<T>> _whole;
    private readonly Lazy<SqliteRows<T>> _withoutKey;

    private BulkTable(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var row = Expression.Parameter(typeof(T), "row");
        var key = entity.FindPrimaryKey()!.Properties.Single();
        _table = $"\"{entity.GetTableName()}\"";
        _columns = [.. Columns(entity, table, row, row)];
        _key = _columns.Single(c => c.Name == key.GetColumnName(table));
        _isKeyGenerated = key.ValueGenerated == ValueGenerated.OnAdd;
        _whole = new(() => new(_table, _columns));
        _withoutKey = new(() => new(_table, [.. _columns.Where(c => c != _key)]));
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
        cancellation.ThrowIfCancellationRequested();
        DemandTransaction(db);
        var isKeyToMake = _isKeyGenerated && _key.Value(rows[0]) is 0L;
        if (db.Database.IsNpgsql())
        {
            await Copy(db, isKeyToMake ? [.. _columns.Where(c => c != _key)] : _columns, rows, cancellation);
        }
        else
        {
            (isKeyToMake ? _withoutKey : _whole).Value.Write(db, isReplacing: false, rows); // SQLite is in process: there is nothing to wait for
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
            DemandTransaction(db);
            _whole.Value.Write(db, isReplacing: true, rows);
        }
    }

    private async Task Copy(IspDbContext db, BulkColumn<T>[] columns, IReadOnlyList<T> rows, CancellationToken cancellation)
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

    private static DbTransaction DemandTransaction(IspDbContext db) => db.Database.CurrentTransaction?.GetDbTransaction()
        ?? throw new InvalidOperationException("The bulk path writes inside a transaction only.");

    private static DbCommand CommandOf(IspDbContext db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = DemandTransaction(db);
        return command;
    }

    private static IEnumerable<BulkColumn<T>> Columns(ITypeBase type, StoreObjectIdentifier table, ParameterExpression row, Expression owner)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.PropertyInfo is not { } member)
            {
                throw new InvalidOperationException($"{type.DisplayName()}.{property.Name} is no property of the class; the bulk path cannot read it.");
            }
            yield return new(property.GetColumnName(table)!, row, Expression.Property(owner, member), property.GetRelationalTypeMapping());
        }
        foreach (var complex in type.GetComplexProperties())
        {
            foreach (var column in Columns(complex.ComplexType, table, row, Expression.Property(owner, complex.PropertyInfo!)))
            {
                yield return column;
            }
        }
    }
}

/// <summary>A column and the property that fills it.</summary>
/// <typeparam name="T">The entity.</typeparam>
/// <param name="Name">The column's name.</param>
/// <param name="Row">The entity in <paramref name="Property"/>.</param>
/// <param name="Property">The property.</param>
/// <param name="Mapping">How the database stores it.</param>
internal sealed record BulkColumn<T>(string Name, ParameterExpression Row, Expression Property, RelationalTypeMapping Mapping)
{
    private Func<T, object?>? _value;

    /// <summary>The type of the column.</summary>
    public string StoreType => Mapping.StoreTypeNameBase;

    /// <summary>What is stored of an entity.</summary>
    public object? Value(T row)
    {
        var read = _value ??= Expression.Lambda<Func<T, object?>>(Expression.Convert(Property, typeof(object)), Row).Compile();
        return Mapping.Converter is { } converter ? converter.ConvertToProvider(read(row)) : read(row);
    }
}
