using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// One connection to a router: one socket, one reader, every command with a tag that is never used again, several under
/// way at once. A time-out, an end of stream or a <c>!fatal</c> finishes the connection, and what was under way is
/// reported as unknown; nothing but its own <c>!done</c> makes a command succeed.
/// </summary>
internal sealed class RouterOsConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly string _router;
    private readonly RouterOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ConcurrentDictionary<long, PendingCommand> _inFlight = new();
    private readonly ConcurrentQueue<PendingCommand> _outgoing = new();
    private readonly SemaphoreSlim _window;
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _keepAlive;
    private readonly Task _reading;
    private Ending? _ending;
    private long _lastTag;
    private long _lastHeard;
    private int _toWrite;

    /// <summary>Takes over an open stream, closed with the connection, and begins to read. The router's address is for messages: no credentials in it.</summary>
    public RouterOsConnection(Stream stream, string router, RouterOptions options, TimeProvider time, ILogger log)
    {
        (_stream, _router, _options, _time, _log) = (stream, router, options, time, log);
        _window = new SemaphoreSlim(options.CommandsInFlightMax);
        _lastHeard = time.GetTimestamp();
        _keepAlive = time.CreateTimer(_ => KeepAlive(), null, options.KeepAliveIdle, Timeout.InfiniteTimeSpan);
        _reading = ReadReplies();
    }

    private sealed record Ending(string Why, Exception? Inner);

    /// <summary>False once the connection is finished.</summary>
    public bool IsUsable => Volatile.Read(ref _ending) is null;

    /// <summary>Whether the router has said anything yet.</summary>
    public bool HasHeard { get; private set; }

    /// <summary>While set, replies without a tag belong to that command: before sign-in some routers leave it out.</summary>
    public bool UntaggedIsOldest { get; set; }

    /// <summary>
    /// Sends a command and returns its answer, refused or not. The sentence is this method's from here on. The deadline
    /// runs from the place in the window to <c>!done</c>; passing it finishes the connection.
    /// </summary>
    /// <exception cref="RouterUnreachableException">The connection was finished before anything of the command was sent.</exception>
    /// <exception cref="RouterOutcomeUnknownException">It was sent and the connection ended, or a change was cancelled, before its <c>!done</c>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it was sent, or while it only read.</exception>
    public async Task<CommandAnswer> Send(SentenceWriter sentence, CommandEffect effect, TimeSpan deadline, CancellationToken cancellation)
    {
        try
        {
            await _window.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            sentence.Dispose();
            throw;
        }

        var command = new PendingCommand(Interlocked.Increment(ref _lastTag), sentence, effect);
        Enqueue(command, deadline);
        await using (cancellation.UnsafeRegister(_ => GiveUp(command, cancellation), null))
        {
            return await command.Answer;
        }
    }

    private void Enqueue(PendingCommand command, TimeSpan deadline)
    {
        command.Sentence.End(command.Tag);
        _inFlight[command.Tag] = command;
        command.Deadline = _time.CreateTimer(
            _ => Finish(string.Create(CultureInfo.InvariantCulture, $"{_router} did not answer {command.Name} within {deadline.TotalSeconds:0.#} s")),
            null, deadline, Timeout.InfiniteTimeSpan);
        _outgoing.Enqueue(command);
        _ = WriteOutgoing();
        if (Volatile.Read(ref _ending) is { } ending)
        {
            Fail(command, ending);
        }
    }

    /// <summary>Whoever adds the first command writes until none is left; others only add. Nobody waits for another's write.</summary>
    private async Task WriteOutgoing()
    {
        if (Interlocked.Increment(ref _toWrite) != 1)
        {
            return;
        }

        do
        {
            _outgoing.TryDequeue(out var command);
            using var sentence = command!.Sentence;
            if (!IsUsable || !command.TrySend())
            {
                continue;
            }

            try
            {
                await _stream.WriteAsync(sentence.Written, _ended.Token);
            }
            catch (Exception e)
            {
                // As with the reader: whatever stops a write finishes the connection, with this as the cause.
                Finish($"The connection to {_router} was lost while sending: {e.Message}", e);
            }
        }
        while (Interlocked.Decrement(ref _toWrite) != 0);
    }

    private async Task ReadReplies()
    {
        var pipe = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 16 * 1024, minimumReadSize: 2048, leaveOpen: true));
        try
        {
            var reader = new SentenceReader(pipe);
            while (await reader.Read(_ended.Token) is { } reply)
            {
                HasHeard = true;
                Volatile.Write(ref _lastHeard, _time.GetTimestamp());
                Dispatch(reply);
            }

            Finish($"{_router} closed the connection");
        }
        catch (Exception e)
        {
            // Whatever stops the reader finishes the connection; every waiting command is told, with this as the cause.
            Finish($"The connection to {_router} was lost: {e.Message}", e);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private void Dispatch(ReplySentence reply)
    {
        if (reply.Kind == ReplyKind.Fatal)
        {
            Finish($"{_router} ended the connection: {(reply.Text.Length > 0 ? reply.Text : reply["message"] ?? "no reason given")}");
            return;
        }

        var tag = reply.Tag ?? (UntaggedIsOldest && !_inFlight.IsEmpty ? _inFlight.Keys.Min() : 0);
        if (!_inFlight.TryGetValue(tag, out var command))
        {
            return; // The late reply to a command that is over; its tag is never used again, so it misleads nobody.
        }

        if (reply.Kind is ReplyKind.Row or ReplyKind.Trap)
        {
            command.Add(reply);
        }
        else if (reply.Kind == ReplyKind.Done && Remove(command))
        {
            command.Complete(reply);
        }
    }

    /// <summary>The caller no longer waits. A sent command keeps its place until the router is done with it.</summary>
    private void GiveUp(PendingCommand command, CancellationToken cancellation)
    {
        if (command.TryWithdraw())
        {
            Remove(command);
            command.Cancel(cancellation);
        }
        else if (command.Effect == CommandEffect.Read)
        {
            command.Cancel(cancellation);
            if (IsUsable && _inFlight.ContainsKey(command.Tag))
            {
                var cancel = new SentenceWriter("/cancel").Attribute("tag", command.Tag.ToString(CultureInfo.InvariantCulture));
                Enqueue(new PendingCommand(Interlocked.Increment(ref _lastTag), cancel, CommandEffect.Read) { CountsInWindow = false }, _options.CommandDeadline);
            }
        }
        else
        {
            command.Fail(new RouterOutcomeUnknownException(
                $"{command.Name} on {_router} was cancelled after it was sent", new OperationCanceledException(cancellation)));
        }
    }

    /// <summary>Ends the connection once; the first reason stands.</summary>
    private void Finish(string why, Exception? inner = null)
    {
        if (Interlocked.CompareExchange(ref _ending, new Ending(why, inner), null) is not null)
        {
            return;
        }

        _log.LogInformation("Router connection finished with {CommandsInFlight} commands under way: {Why}", _inFlight.Count, why);
        _ended.Cancel();
        _keepAlive.Dispose();
        _stream.Dispose();
        foreach (var command in _inFlight.Values)
        {
            Fail(command, _ending);
        }
    }

    private void Fail(PendingCommand command, Ending ending)
    {
        var unsent = command.TryWithdraw();
        if (Remove(command))
        {
            command.Fail(unsent
                ? new RouterUnreachableException($"{ending.Why}; {command.Name} was not sent", ending.Inner)
                : new RouterOutcomeUnknownException($"{ending.Why}; whether {command.Name} was applied is unknown", ending.Inner));
        }
    }

    private bool Remove(PendingCommand command)
    {
        if (!_inFlight.TryRemove(command.Tag, out _))
        {
            return false;
        }

        command.Deadline?.Dispose();
        if (command.CountsInWindow)
        {
            _window.Release();
        }

        return true;
    }

    private void KeepAlive()
    {
        var idle = _time.GetElapsedTime(Volatile.Read(ref _lastHeard));
        var due = _options.KeepAliveIdle - idle;
        if (due <= TimeSpan.Zero && _inFlight.IsEmpty && IsUsable)
        {
            var ping = new SentenceWriter("/system/identity/print").Attribute(".proplist", "name");
            Enqueue(new PendingCommand(Interlocked.Increment(ref _lastTag), ping, CommandEffect.Read) { CountsInWindow = false }, _options.CommandDeadline);
        }

        _keepAlive.Change(due > TimeSpan.Zero ? due : _options.KeepAliveIdle, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Closes the connection; what is under way becomes unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        Finish($"The connection to {_router} was closed here");
        await _reading;
        _ended.Dispose();
    }
}
