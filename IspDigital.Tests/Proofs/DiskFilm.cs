using System.Diagnostics;
using IspDigital.Core.Live;

namespace IspDigital.Tests.Proofs;

/// <summary>The database's files as they were after each commit, when all that was written had been synced, and what had been acknowledged by then.</summary>
/// <param name="Folder">Where the copies are.</param>
/// <param name="Payments">Payments whose commit had returned.</param>
internal sealed record DiskFrame(string Folder, IReadOnlyList<long> Payments)
{
    public byte[] Db => Read("ispdigital.db");

    public byte[] Wal => Read("ispdigital.db-wal");

    private byte[] Read(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : [];
    }
}

/// <summary>
/// A change feed that photographs the disk at each publication: the commit has returned, and the next writer still waits for its turn.
/// Another process copies the files, because closing a file that SQLite has open in this one would drop its locks.
/// </summary>
internal sealed class DiskFilm : IChangeFeed, IDisposable
{
    private const int CheckpointEvery = 8;
    private readonly ChangeFeed _feed = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("ispdigital-film-").FullName;
    private readonly List<long> _payments = [];
    private readonly List<DiskFrame> _frames = [];

    /// <summary>The folder of the database; nothing is photographed while it is null.</summary>
    public string? Subject { get; set; }

    /// <summary>Checkpoints the log, as SQLite does by itself after a larger run than a test has; every so often between two commits.</summary>
    public Action? Checkpoint { get; set; }

    /// <summary>What was photographed, in order.</summary>
    public IReadOnlyList<DiskFrame> Frames => _frames;

    /// <inheritdoc/>
    public long Version => _feed.Version;

    /// <inheritdoc/>
    public void Publish(IReadOnlyCollection<Change> changes)
    {
        _feed.Publish(changes);
        if (Subject is { } subject)
        {
            _payments.AddRange(changes.Where(c => c is { Kind: ChangeKind.Payment, Id: not null }).Select(c => c.Id!.Value));
            Photograph(subject);
            if (Checkpoint is { } checkpoint && _frames.Count % CheckpointEvery == 0)
            {
                checkpoint();
                Photograph(subject);
            }
        }
    }

    /// <inheritdoc/>
    public ChangeWatch Watch(params ReadOnlySpan<ChangeKind> kinds) => _feed.Watch(kinds);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Photograph(string subject)
    {
        var frame = Directory.CreateDirectory(Path.Combine(_folder, $"{_frames.Count:D4}")).FullName;
        using var copy = Process.Start("cp", [.. Directory.GetFiles(subject, "ispdigital.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)), frame]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
        _frames.Add(new DiskFrame(frame, [.. _payments]));
    }
}
