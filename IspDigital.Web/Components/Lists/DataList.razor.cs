using System.Globalization;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace IspDigital.Web.Components.Lists;

/// <summary>
/// A list page's table: paged, sorted and filtered by the database, its state in the address, its rows cards on a phone.
/// It reads again when something of <see cref="Kinds"/> was committed; rows do not jump while the pointer is over them.
/// </summary>
/// <typeparam name="TRow">A record: rows that are no longer equal glow once.</typeparam>
public partial class DataList<TRow>
    where TRow : class
{
    private readonly List<ListColumn<TRow>> _columns = [];
    private readonly HashSet<object> _glowing = [];
    private Page<TRow> _page = Page<TRow>.Empty;
    private Page<TRow>? _held;
    private string _shownUri = "";
    private int _reading;
    private bool _isBusy;
    private bool _isHovered;

    /// <summary>Reads a page. The state gives page, order, search text and filters.</summary>
    [Parameter, EditorRequired]
    public Func<ListState, CancellationToken, Task<Page<TRow>>> Read { get; set; } = default!;

    /// <summary>A row's identity.</summary>
    [Parameter, EditorRequired]
    public Func<TRow, object> Key { get; set; } = default!;

    /// <summary>Where a row leads; the whole row is the link.</summary>
    [Parameter]
    public Func<TRow, string>? Href { get; set; }

    /// <summary>The kinds of change that make it read again; none for a still list.</summary>
    [Parameter]
    public ChangeKind[] Kinds { get; set; } = [];

    /// <summary>The columns: <see cref="ListColumn{TRow}"/>s. The first one carries the row's link.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = default!;

    /// <summary>Search and choices above the table.</summary>
    [Parameter]
    public RenderFragment? Filters { get; set; }

    /// <summary>What can be done with a row, at its end; on a card at its foot.</summary>
    [Parameter]
    public RenderFragment<TRow>? Deeds { get; set; }

    /// <summary>Stands where nothing is yet; an <c>EmptyState</c> that says how to begin.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>What the address says.</summary>
    public ListState State { get; private set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => Kinds;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private int Number => State.Page.Number;

    private int Pages => (_page.Total + State.Page.Take - 1) / State.Page.Take;

    private int First => State.Page.Skip + 1;

    private int Last => State.Page.Skip + _page.Rows.Count;

    /// <summary>Reads again after a deed on this page.</summary>
    public Task Again() => InvokeAsync(Reload);

    /// <summary>Sets or, with null, removes filters, and goes back to the first page.</summary>
    public void Set(IReadOnlyDictionary<string, object?> values)
    {
        var changes = new Dictionary<string, object?>(values) { [ListState.PageKey] = null };
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes), replace: true);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal void Add(ListColumn<TRow> column)
    {
        _columns.Add(column);
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        State = ListState.Of(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        return base.OnInitializedAsync();
    }

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        var (reading, uri) = (++_reading, Navigation.Uri);
        var page = await Read(State, cancellation);
        if (reading == _reading)
        {
            Take(page, isSameList: uri == _shownUri);
            (_shownUri, _isBusy) = (uri, false);
        }
    }

    private void Take(Page<TRow> page, bool isSameList)
    {
        _glowing.Clear();
        _held = null;
        if (isSameList)
        {
            var before = _page.Rows.ToDictionary(Key);
            _glowing.UnionWith(page.Rows.Where(r => !before.TryGetValue(Key(r), out var old) || !old.Equals(r)).Select(Key));
            if (_isHovered && _page.Rows.Count > 0 && !page.Rows.Select(Key).SequenceEqual(_page.Rows.Select(Key)))
            {
                var now = page.Rows.ToDictionary(Key);
                _held = page;
                page = _page with { Rows = [.. _page.Rows.Select(r => now.GetValueOrDefault(Key(r), r))] };
            }
        }
        _page = page;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == new Uri(_shownUri.Length > 0 ? _shownUri : e.Location).AbsolutePath)
        {
            _ = InvokeAsync(ReadAddress);
        }
    }

    private async Task ReadAddress()
    {
        try
        {
            State = ListState.Of(Navigation.Uri);
            _isBusy = true;
            StateHasChanged();
            await Reload();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private void ShowHeld() => (_page, _held) = (_held ?? _page, null);

    private void Enter() => _isHovered = true;

    private void Leave()
    {
        _isHovered = false;
        ShowHeld();
    }

    private void Clear() => Set(State.FilterKeys.ToDictionary(k => k, _ => (object?)null));

    private void Go(int number) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(ListState.PageKey, number <= 1 ? null : (int?)number));

    private void SortBy(ListColumn<TRow> column)
    {
        var (isSorted, isDescending) = (State.Page.Sort == column.Sort, State.Page.Descending);
        Set(new Dictionary<string, object?>
        {
            [ListState.SortKey] = isSorted && isDescending ? null : column.Sort,
            [ListState.DirectionKey] = isSorted && !isDescending ? "desc" : null,
        });
    }

    private string? AriaSort(ListColumn<TRow> column) =>
        column.Sort is null ? null : column.Sort != State.Page.Sort ? "none" : State.Page.Descending ? "descending" : "ascending";

    private string SortSign(ListColumn<TRow> column) => AriaSort(column) switch { "ascending" => " ↑", "descending" => " ↓", _ => "" };

    private string RowClass(TRow row) => string.Create(CultureInfo.InvariantCulture, $"{(Href is null ? "" : "linked")} {(_glowing.Contains(Key(row)) ? "glow" : "")}");

    private static string CellClass(ListColumn<TRow> column) =>
        $"card-{column.Card.ToString().ToLowerInvariant()} {(column.IsNumber ? "number" : "")}";
}
