using System.Threading.Channels;
using IspDigital.Core.Live;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Live;

/// <summary>
/// A page or widget that shows what is committed while it is looked at: it subscribes first, then reads a snapshot, then
/// reads again after changes of its kinds, at most four times a second.
/// </summary>
public abstract class LivePage : ComponentBase, IAsyncDisposable
{
    /// <summary>The least time between two readings.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _ending = new();
    private ChangeWatch? _watch;
    private Task _following = Task.CompletedTask;

    [Inject]
    private IChangeFeed Feed { get; set; } = default!;

    /// <summary>Whether the first snapshot was read; skeletons show until then.</summary>
    protected bool IsLoaded { get; private set; }

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Ending => _ending.Token;

    /// <summary>The kinds of change that this page shows; none for a still page.</summary>
    protected abstract ChangeKind[] Watches { get; }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _watch?.Dispose();
        await _following;
        _ending.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the snapshot into fields. It runs on the screen's own thread of work.</summary>
    protected abstract Task Load(CancellationToken cancellation);

    /// <summary>Whether a batch of changes concerns this page; a page of one thing looks at the ids.</summary>
    protected virtual bool Concerns(IReadOnlyCollection<Change> changes) => true;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var kinds = Watches;
        _watch = kinds.Length > 0 ? Feed.Watch(kinds) : null;
        await Load(Ending);
        IsLoaded = true;
        _following = _watch is null ? Task.CompletedTask : Follow(_watch);
    }

    /// <summary>Reads again now, after the page's own deed.</summary>
    protected async Task Reload()
    {
        await Load(Ending);
        StateHasChanged();
    }

    private async Task Follow(ChangeWatch watch)
    {
        try
        {
            while (true)
            {
                var changes = await watch.Next(Ending);
                if (Concerns(changes))
                {
                    await InvokeAsync(Reload);
                }
                await Task.Delay(Pause, TimeProvider.System, Ending);
            }
        }
        catch (Exception e) when (Ending.IsCancellationRequested && e is OperationCanceledException or ChannelClosedException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
