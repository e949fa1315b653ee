namespace IspDigital.Core.Data;

/// <summary>Which database is used.</summary>
public enum DatabaseProvider
{
    /// <summary>An embedded file; the default.</summary>
    Sqlite,
    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}

/// <summary>Settings section <c>Database</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Database";

    /// <summary>Which database.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Folder that holds the SQLite file and its backups; made if it is not there. Relative to the working folder.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Name of the SQLite file inside <see cref="Folder"/>.</summary>
    public string FileName { get; set; } = "ispdigital.db";

    /// <summary>Npgsql connection string; needed for PostgreSQL.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Full path of the SQLite file.</summary>
    public string FilePath => Path.GetFullPath(Path.Combine(Folder, FileName));
}
