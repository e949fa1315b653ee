using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Data;

/// <summary>A committed payment must survive the power going off: the file is in WAL mode and every commit waits for the disk.</summary>
internal static class SqliteDurability
{
    private const int Full = 2;

    /// <summary>Puts the file into WAL mode where it is not (a restored copy, a file made by another tool).</summary>
    public static Task UseWal(IspDbContext db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", cancellation);

    /// <summary>Looks at what is really in force.</summary>
    /// <exception cref="InvalidOperationException">A commit could be lost.</exception>
    public static async Task Demand(IspDbContext db, CancellationToken cancellation)
    {
        var journal = await Pragma(db, "PRAGMA journal_mode", cancellation);
        var synchronous = await Pragma(db, "PRAGMA synchronous", cancellation);
        if (journal != "wal" || int.Parse(synchronous, CultureInfo.InvariantCulture) < Full)
        {
            throw new InvalidOperationException(
                $"The SQLite file must be in journal_mode wal with synchronous FULL (2) or more; it is {journal} and {synchronous}. "
                + "A network drive does not do: keep Database:Folder on a local disk.");
        }
    }

    private static async Task<string> Pragma(IspDbContext db, string pragma, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = pragma;
            return Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture)!;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
