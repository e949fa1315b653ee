using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IspDigital.Core.Data;

/// <summary>Tells a lost race for a unique value from every other failure of a save.</summary>
internal static class UniqueViolation
{
    // https://www.sqlite.org/rescode.html: SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY
    private const int SqliteUnique = 2067;
    private const int SqlitePrimaryKey = 1555;

    /// <summary>Whether the save failed because another transaction had committed the same unique value.</summary>
    public static bool IsUniqueViolation(this DbUpdateException exception) => exception.InnerException is { } inner && Is(inner);

    /// <summary>Whether the database itself says so; the bulk path fails with its exception.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
        _ => false,
    };
}
