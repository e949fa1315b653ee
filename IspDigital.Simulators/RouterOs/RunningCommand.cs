using System.Buffers;

namespace IspDigital.Simulators.RouterOs;

/// <summary>A command between its arrival and its last reply. It ends once: with its own <c>!done</c> or interrupted by <c>/cancel</c>.</summary>
internal sealed class RunningCommand(ApiRequest request, ConnectionOutput output, CancellationToken connectionEnds) : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;
    private bool _over;

    public ApiRequest Request { get; } = request;

    public string? Tag => Request.Tag;

    /// <summary>Set off when the command is cancelled or its connection ends. Made on first use: most commands never wait.</summary>
    public CancellationToken Stopped
    {
        get
        {
            lock (_gate)
            {
                _stop ??= CancellationTokenSource.CreateLinkedTokenSource(connectionEnds);
                if (_over)
                {
                    _stop.Cancel();
                }

                return _stop.Token;
            }
        }
    }

    /// <summary>Appends replies, unless the command has ended meanwhile.</summary>
    public void Write(Action<IBufferWriter<byte>> write)
    {
        lock (_gate)
        {
            if (!_over)
            {
                output.Append(write);
            }
        }
    }

    public void Row(IReadOnlyList<ApiField> fields) => Write(target => Sentence(target, "!re", fields));

    public void Trap(ApiTrap trap) => Write(target => TrapSentence(target, trap));

    /// <summary>The last reply; false where the command had ended already.</summary>
    public bool Done(string? ret = null)
    {
        lock (_gate)
        {
            if (_over)
            {
                return false;
            }

            _over = true;
            output.Append(target => Sentence(target, "!done", ret is null ? [] : [new ApiField("ret", ret)]));
            return true;
        }
    }

    public void Empty() => Write(target => Sentence(target, "!empty", []));

    /// <summary>Ends it from outside and says so; its <c>!done</c> is left to the caller, who sends it after his own.</summary>
    public bool Interrupt()
    {
        lock (_gate)
        {
            if (_over)
            {
                return false;
            }

            _over = true;
            output.Append(target => TrapSentence(target, new ApiTrap("interrupted", 2)));
            _stop?.Cancel();
            return true;
        }
    }

    /// <summary>The late <c>!done</c> of a command that was interrupted.</summary>
    public void DoneAfterInterrupt() => output.Append(target => Sentence(target, "!done", []));

    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _stop?.Dispose();
            _stop = null;
        }
    }

    private void Sentence(IBufferWriter<byte> target, string reply, IReadOnlyList<ApiField> fields)
    {
        ApiCodec.WriteWord(target, reply);
        if (Tag is not null)
        {
            ApiCodec.WriteWord(target, ".tag=" + Tag);
        }

        for (var i = 0; i < fields.Count; i++)
        {
            ApiCodec.WriteAttribute(target, fields[i].Name, fields[i].Value);
        }

        ApiCodec.EndSentence(target);
    }

    private void TrapSentence(IBufferWriter<byte> target, ApiTrap trap) => Sentence(target, "!trap", trap.Category is { } category
        ? [new ApiField("category", category.ToString(System.Globalization.CultureInfo.InvariantCulture)), new ApiField("message", trap.Message)]
        : [new ApiField("message", trap.Message)]);
}
