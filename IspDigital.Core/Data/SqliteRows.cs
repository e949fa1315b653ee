using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace IspDigital.Core.Data;

/// <summary>
/// Writes rows by one prepared statement of SQLite itself: no parameter objects and no boxed values between a property and its column
/// (docs/decisions/0017). Values become what Microsoft.Data.Sqlite makes of them, which a test compares.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
internal sealed class SqliteRows<T>
    where T : class
{
    private readonly string _into;
    private readonly Action<sqlite3_stmt, T> _bind;

    /// <summary>For some columns of a table, in order.</summary>
    public SqliteRows(string table, IReadOnlyList<BulkColumn<T>> columns)
    {
        _into = $"{table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        var (statement, row) = (Expression.Parameter(typeof(sqlite3_stmt)), columns[0].Row);
        _bind = Expression.Lambda<Action<sqlite3_stmt, T>>(
            Expression.Block(columns.Select((c, i) => Bind(statement, i + 1, c.Property, c.Mapping))), statement, row).Compile();
    }

    /// <summary>Inserts the rows, or lets them take the place of those with the same key, in the transaction that is open.</summary>
    /// <exception cref="SqliteException">A row is refused.</exception>
    public void Write(IspDbContext db, bool isReplacing, IReadOnlyList<T> rows)
    {
        var connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        Demand(raw.sqlite3_prepare_v2(connection, $"INSERT{(isReplacing ? " OR REPLACE" : "")} INTO {_into}", out var statement), connection);
        using (statement)
        {
            foreach (var row in rows)
            {
                _bind(statement, row);
                if (raw.sqlite3_step(statement) is var code and not raw.SQLITE_DONE)
                {
                    Demand(code, connection);
                }
                Demand(raw.sqlite3_reset(statement), connection);
            }
        }
    }

    private static void Demand(int code, sqlite3 connection) => SqliteException.ThrowExceptionForRC(code, connection);

    private static Expression Bind(ParameterExpression statement, int index, Expression property, RelationalTypeMapping mapping)
    {
        var isNullable = Nullable.GetUnderlyingType(property.Type) is not null;
        var value = isNullable ? Expression.Property(property, "Value") : property;
        var stored = mapping.Converter is { } converter ? Expression.Invoke(converter.ConvertToProviderExpression, value) : value;
        var method = typeof(SqliteRows<T>).GetMethod(nameof(Put), BindingFlags.NonPublic | BindingFlags.Static, [typeof(sqlite3_stmt), typeof(int), stored.Type])
            ?? throw new InvalidOperationException($"{typeof(T).Name}: the bulk path does not know how SQLite stores {stored.Type.Name}.");
        Expression put = Expression.Call(method, statement, Expression.Constant(index), stored);
        if (!isNullable && property.Type.IsValueType)
        {
            return put;
        }
        Expression isNull = isNullable ? Expression.Not(Expression.Property(property, "HasValue")) : Expression.Equal(property, Expression.Constant(null, property.Type));
        return Expression.IfThenElse(
            isNull, Expression.Call(typeof(SqliteRows<T>).GetMethod(nameof(PutNull), BindingFlags.NonPublic | BindingFlags.Static)!, statement, Expression.Constant(index)), put);
    }

    private static void PutNull(sqlite3_stmt statement, int index) => raw.sqlite3_bind_null(statement, index);

    private static void Put(sqlite3_stmt statement, int index, long value) => raw.sqlite3_bind_int64(statement, index, value);

    private static void Put(sqlite3_stmt statement, int index, int value) => raw.sqlite3_bind_int(statement, index, value);

    private static void Put(sqlite3_stmt statement, int index, bool value) => raw.sqlite3_bind_int(statement, index, value ? 1 : 0);

    private static void Put(sqlite3_stmt statement, int index, string value) => raw.sqlite3_bind_text(statement, index, value);

    private static void Put(sqlite3_stmt statement, int index, Guid value) => Put(statement, index, value.ToString().ToUpperInvariant());

    private static void Put(sqlite3_stmt statement, int index, DateOnly value) => Put(statement, index, value.ToString("O", CultureInfo.InvariantCulture));

    private static void Put(sqlite3_stmt statement, int index, DateTime value) =>
        Put(statement, index, value.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture));
}
