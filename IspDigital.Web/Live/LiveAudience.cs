using System.Collections.Concurrent;
using System.Threading.Channels;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.SignalR;

namespace IspDigital.Web.Live;

/// <summary>Who listens at the hub now.</summary>
public sealed class LiveAudience
{
    private readonly ConcurrentDictionary<string, Listener> _listeners = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Listener> _newcomers = new();
    private readonly Channel<bool> _moved = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether nobody listens.</summary>
    public bool IsEmpty => _listeners.IsEmpty;

    internal IReadOnlyCollection<Listener> Everybody => [.. _listeners.Values];

    internal void Join(Listener listener)
    {
        _listeners[listener.Context.ConnectionId] = listener;
        _newcomers.Enqueue(listener);
        _moved.Writer.TryWrite(true);
    }

    internal void Leave(string connectionId)
    {
        _listeners.TryRemove(connectionId, out _);
        _moved.Writer.TryWrite(true);
    }

    /// <summary>Those who joined since the last call and are still there.</summary>
    internal List<Listener> TakeNewcomers()
    {
        var taken = new List<Listener>();
        while (_newcomers.TryDequeue(out var listener))
        {
            if (_listeners.ContainsKey(listener.Context.ConnectionId))
            {
                taken.Add(listener);
            }
        }
        return taken;
    }

    /// <summary>Waits until somebody joins or leaves.</summary>
    internal async Task Moved(CancellationToken cancellation) => await _moved.Reader.ReadAsync(cancellation);
}

/// <summary>One open connection.</summary>
/// <param name="Context">The connection.</param>
/// <param name="Groups">The groups it is in.</param>
internal sealed record Listener(HubCallerContext Context, IReadOnlyList<LiveGroup> Groups)
{
    /// <summary>Whose it is.</summary>
    public long? StaffId { get; } = StaffClaims.ActorOf(Context.User!).StaffId;
}
