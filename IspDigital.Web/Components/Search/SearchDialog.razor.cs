using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace IspDigital.Web.Components.Search;

/// <summary>One box that finds anything: type, arrow, Enter.</summary>
public sealed partial class SearchDialog : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);
    private ElementReference _box;
    private CancellationTokenSource? _looking;
    private IReadOnlyList<SearchHit> _hits = [];
    private string _text = "";
    private int _chosen;
    private bool _isLooking;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private IEnumerable<ISearchSource> Sources { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _looking?.Cancel();
        _looking?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _box.FocusAsync();
        }
    }

    private async Task Type(ChangeEventArgs e)
    {
        _text = Digits.ToLatin(e.Value?.ToString() ?? "").Trim();
        _looking?.Cancel();
        _looking?.Dispose();
        _looking = new CancellationTokenSource();
        var cancellation = _looking.Token;
        _isLooking = true;
        try
        {
            await Task.Delay(s_pause, TimeProvider.System, cancellation);
            var hits = new List<SearchHit>();
            foreach (var source in _text.Length == 0 ? [] : Sources)
            {
                hits.AddRange(await source.Find(_text, cancellation));
            }
            (_hits, _chosen, _isLooking) = (hits, 0, false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // More was typed; the newer search answers.
        }
    }

    private void Press(KeyboardEventArgs e)
    {
        switch (e.Key)
        {
            case "ArrowDown" when _hits.Count > 0:
                _chosen = (_chosen + 1) % _hits.Count;
                break;
            case "ArrowUp" when _hits.Count > 0:
                _chosen = (_chosen + _hits.Count - 1) % _hits.Count;
                break;
            case "Enter" when _chosen < _hits.Count:
                Open(_hits[_chosen]);
                break;
        }
    }

    private void Open(SearchHit hit)
    {
        Dialog.Close();
        Navigation.NavigateTo(hit.Href);
    }
}
