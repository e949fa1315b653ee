namespace IspDigital.Core.Routers.RouterOs;

/// <summary>Whether a command only looks, or changes something on the router.</summary>
internal enum CommandEffect
{
    /// <summary>Reads; giving it up half way harms nothing.</summary>
    Read,
    /// <summary>Changes; once sent, only its <c>!done</c> tells whether it was applied.</summary>
    Change,
}

/// <summary>What a router answered: every sentence up to <c>!done</c>.</summary>
/// <param name="Rows">The rows, in the router's order.</param>
/// <param name="Traps">The errors; not empty means the command was refused.</param>
/// <param name="Ret">The value of <c>!done</c>'s <c>ret</c>, or null.</param>
internal sealed record CommandAnswer(IReadOnlyList<ReplySentence> Rows, IReadOnlyList<ReplySentence> Traps, string? Ret)
{
    /// <summary>This answer, where the router did not refuse.</summary>
    /// <exception cref="RouterRefusedException">It did.</exception>
    public CommandAnswer OrThrow() => Traps.Count == 0 ? this : throw RouterOsTraps.ToException(Traps);
}

/// <summary>A command between its sending and its <c>!done</c>. Only the connection's reader adds to it.</summary>
internal sealed class PendingCommand(long tag, SentenceWriter sentence, CommandEffect effect)
{
    /// <summary>More rows than the largest router has accounts.</summary>
    public const int RowsMax = 500_000;

    private const int Queued = 0, Sent = 1, Withdrawn = 2;

    // Continuations must not run on the reader: a caller that dallies would hold up everybody's replies.
    private readonly TaskCompletionSource<CommandAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<ReplySentence>? _rows;
    private List<ReplySentence>? _traps;
    private int _state;

    public long Tag { get; } = tag;
    public SentenceWriter Sentence { get; } = sentence;
    public string Name { get; } = sentence.Command;
    public CommandEffect Effect { get; } = effect;
    public Task<CommandAnswer> Answer => _answer.Task;
    public ITimer? Deadline { get; set; }

    /// <summary>Whether it holds a place in the window.</summary>
    public bool CountsInWindow { get; init; } = true;

    /// <summary>Claims it for writing; false where it was withdrawn before.</summary>
    public bool TrySend() => Interlocked.CompareExchange(ref _state, Sent, Queued) == Queued;

    /// <summary>Claims it back unsent; false where (part of) it may have left already.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Queued) == Queued;

    public void Add(ReplySentence reply)
    {
        var list = reply.Kind == ReplyKind.Trap ? _traps ??= [] : _rows ??= [];
        list.Add(reply);
        if (list.Count > RowsMax)
        {
            throw new RouterOsProtocolException($"more than {RowsMax} rows to one command");
        }
    }

    public void Complete(ReplySentence done) =>
        _answer.TrySetResult(new CommandAnswer(_rows ?? [], _traps ?? (IReadOnlyList<ReplySentence>)[], done["ret"]));

    public void Fail(Exception why)
    {
        if (_answer.TrySetException(why))
        {
            // Nobody may be waiting any more (keep-alive, cancel); the reason is the connection's and is reported there.
            _ = _answer.Task.Exception;
        }
    }

    public void Cancel(CancellationToken cancellation) => _answer.TrySetCanceled(cancellation);
}
