using System.Buffers;

namespace IspDigital.Simulators.RouterOs;

/// <summary>
/// Replies of one connection. Commands append whole sentences; one writer sends whatever has gathered, so that a burst of
/// answers leaves in one write.
/// </summary>
internal sealed class ConnectionOutput(Stream stream, RouterFaults faults, CommandLog log)
{
    private readonly Lock _gate = new();
    private ArrayBufferWriter<byte> _filling = new(4096);
    private ArrayBufferWriter<byte> _sending = new(4096);
    private Task _writing = Task.CompletedTask;
    private bool _busy;
    private bool _closed;

    /// <summary>Appends; nothing leaves before <see cref="Flush"/>.</summary>
    public void Append(Action<IBufferWriter<byte>> write)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                write(_filling);
            }
        }
    }

    /// <summary>Sends what has gathered, unless a write is under way, which will take it along.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_busy || _closed || _filling.WrittenCount == 0)
            {
                return;
            }

            _busy = true;
            _writing = Write();
        }
    }

    /// <summary>Everything appended so far is with the operating system, or the connection is gone.</summary>
    public Task Drained()
    {
        Flush();
        lock (_gate)
        {
            return _writing;
        }
    }

    /// <summary>Throws away half of what waits, sends the rest and takes no more.</summary>
    public Task SendHalf()
    {
        lock (_gate)
        {
            var half = _filling.WrittenSpan[..(_filling.WrittenCount / 2)].ToArray();
            _filling.ResetWrittenCount();
            _filling.Write(half);
        }

        return Drained();
    }

    /// <summary>Nothing more is taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    private async Task Write()
    {
        await Task.Yield();
        while (true)
        {
            lock (_gate)
            {
                if (_filling.WrittenCount == 0)
                {
                    _busy = false;
                    return;
                }

                (_filling, _sending) = (_sending, _filling);
            }

            try
            {
                await Send(_sending.WrittenMemory);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // The client has left: nobody is there to read the rest.
                Close();
                lock (_gate)
                {
                    _busy = false;
                }

                return;
            }

            _sending.ResetWrittenCount();
        }
    }

    private async Task Send(ReadOnlyMemory<byte> bytes)
    {
        var size = faults.WriteSize is { } small ? Math.Max(1, small) : bytes.Length;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(size, bytes.Length)];
            await stream.WriteAsync(part);
            log.Sent(part.Length);
            bytes = bytes[part.Length..];
        }
    }
}
