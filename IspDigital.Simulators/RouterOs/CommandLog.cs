namespace IspDigital.Simulators.RouterOs;

/// <summary>One command as it arrived. Passwords are masked.</summary>
/// <param name="Number">1 for the first command that the router ever received.</param>
/// <param name="Connection">Which connection it came on, counted from 1.</param>
/// <param name="At">When, by the router's clock.</param>
/// <param name="Path">For example <c>/ppp/secret/set</c>.</param>
/// <param name="Tag">Its tag, if it had one.</param>
/// <param name="Words">Attributes, tag and queries in the order received.</param>
/// <param name="Bytes">Length on the wire.</param>
public sealed record LoggedCommand(long Number, int Connection, DateTimeOffset At, string Path, string? Tag, IReadOnlyList<string> Words, int Bytes);

/// <summary>What the router received, in order. Safe to read at any time.</summary>
public sealed class CommandLog
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Number, int Connection, DateTimeOffset At, ApiRequest Request)> _kept = new();
    private readonly int _limit;
    private long _commands;
    private long _received;
    private long _sent;
    private long _writes;

    internal CommandLog(int limit) => _limit = limit;

    /// <summary>All commands since the start, sign-ins included.</summary>
    public long Commands => Interlocked.Read(ref _commands);

    public long BytesReceived => Interlocked.Read(ref _received);

    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>How many writes the replies took.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>The latest commands, oldest first.</summary>
    public IReadOnlyList<LoggedCommand> Entries
    {
        get
        {
            (long Number, int Connection, DateTimeOffset At, ApiRequest Request)[] kept;
            lock (_gate)
            {
                kept = [.. _kept];
            }

            return [.. kept.Select(entry => new LoggedCommand(
                entry.Number, entry.Connection, entry.At, entry.Request.Command, entry.Request.Tag,
                [.. entry.Request.Words.Skip(1).Select(Masked)], entry.Request.Bytes))];
        }
    }

    /// <summary>Paths alone, oldest first: enough to see an order.</summary>
    public IReadOnlyList<string> Paths => [.. Entries.Select(entry => entry.Path)];

    /// <summary>How many of the kept commands went to that path.</summary>
    public int Count(string path) => Paths.Count(each => each == path);

    /// <summary>Forgets the kept entries; the counters go on.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _kept.Clear();
        }
    }

    internal void Received(int connection, DateTimeOffset at, ApiRequest request)
    {
        var number = Interlocked.Increment(ref _commands);
        Interlocked.Add(ref _received, request.Bytes);
        lock (_gate)
        {
            _kept.Enqueue((number, connection, at, request));
            if (_kept.Count > _limit)
            {
                _kept.Dequeue();
            }
        }
    }

    internal void Sent(int bytes)
    {
        Interlocked.Add(ref _sent, bytes);
        Interlocked.Increment(ref _writes);
    }

    private static string Masked(string word) =>
        word.StartsWith("=password=", StringComparison.Ordinal) ? "=password=***" : WireText.ToText(word);
}
