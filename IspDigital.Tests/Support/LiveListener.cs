using System.Net;
using IspDigital.Web.Live;
using Microsoft.AspNetCore.SignalR.Client;

namespace IspDigital.Tests.Support;

/// <summary>A client of the live hub over a real connection: keeps what it is told, and waits, within bounds, for what a test expects.</summary>
public sealed class LiveListener : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly List<object> _heard = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubConnection _connection;

    /// <summary>A client that is not connected yet.</summary>
    public LiveListener(Uri portal, CookieContainer cookies)
    {
        _connection = new HubConnectionBuilder().WithUrl(new Uri(portal, LiveHub.Path), options => options.Cookies = cookies).Build();
        _connection.On<LiveFigures>(nameof(ILiveClient.SummaryChanged), Hear);
        _connection.On<LiveRun>(nameof(ILiveClient.RunProgressed), Hear);
        _connection.On<LiveBoard>(nameof(ILiveClient.BoardChanged), Hear);
        _connection.On<LiveRouters>(nameof(ILiveClient.RoutersChanged), Hear);
        _connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes when the portal ended the connection.</summary>
    public Task Closed => _closed.Task.WaitAsync(s_patience, TestContext.Current.CancellationToken);

    /// <summary>Connects.</summary>
    public Task Start() => _connection.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Everything of a kind that was heard so far.</summary>
    public List<T> Heard<T>()
    {
        lock (_lock)
        {
            return [.. _heard.OfType<T>()];
        }
    }

    /// <summary>Waits until something of a kind was heard that fits.</summary>
    public async Task<T> Hears<T>(Func<T, bool> fits)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        while (true)
        {
            if (Heard<T>().Where(fits).Take(1).ToList() is [var found])
            {
                return found;
            }
            await _more.WaitAsync(patience.Token);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _more.Dispose();
    }

    private void Hear<T>(T message)
        where T : class
    {
        lock (_lock)
        {
            _heard.Add(message);
        }
        _more.Release();
    }
}
