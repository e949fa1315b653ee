using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IspDigital.Core.Data;

/// <summary>Failures of the database itself: not the fault of the row that was at work, and over one day. Work stops and is taken up again later.</summary>
internal static class DatabaseTrouble
{
    /// <summary>Whether a failure is, or is brought about by, one of these.</summary>
    public static bool Is(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            // SQLITE_BUSY 5, LOCKED 6, NOMEM 7, READONLY 8, IOERR 10, CORRUPT 11, FULL 13, CANTOPEN 14, PROTOCOL 15, NOTADB 26
            if (inner is SqliteException { SqliteErrorCode: >= 5 and <= 8 or 10 or 11 or >= 13 and <= 15 or 26 }
                || inner is DbException { IsTransient: true }
                || inner is PostgresException { SqlState: ['5', '3' or '7' or '8', ..] }
                || (inner is NpgsqlException and not PostgresException)
                || inner is IOException or OutOfMemoryException)
            {
                return true;
            }
        }
        return false;
    }
}
