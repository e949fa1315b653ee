using IspDigital.Core.Access;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>The access workers of a portal, running as the host runs them, and waiting on what they commit instead of sleeping.</summary>
public sealed class AccessAtWork : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly TestPortal _portal;
    private readonly AccessWorker _decider;
    private readonly RouterWorkers _routers;

    private AccessAtWork(TestPortal portal) => (_portal, _decider, _routers) =
        (portal, portal.Services.GetRequiredService<AccessWorker>(), portal.Services.GetRequiredService<RouterWorkers>());

    /// <summary>Starts them. They end with this object, as in a crash: nothing is finished first.</summary>
    public static async Task<AccessAtWork> Start(TestPortal portal)
    {
        var work = new AccessAtWork(portal);
        await work._decider.StartAsync(CancellationToken.None);
        await work._routers.StartAsync(CancellationToken.None);
        return work;
    }

    /// <summary>Waits until what is committed fulfils the condition; looks after every commit that concerns access or routers.</summary>
    public async Task Until(Func<IspDbContext, Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        using var watch = _portal.Services.GetRequiredService<IChangeFeed>().Watch(ChangeKind.Access, ChangeKind.Router);
        while (true)
        {
            await using (var db = _portal.OpenDb())
            {
                if (await holds(db))
                {
                    return;
                }
            }
            await watch.Next(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _routers.StopAsync(CancellationToken.None);
        await _decider.StopAsync(CancellationToken.None);
    }
}

/// <summary>The system's clock, moved to another day: timers run, and it is always inside the cut window.</summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_begun);
}
