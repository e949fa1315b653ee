using IspDigital.Web.Components.Search;
using IspDigital.Web.Demo;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace IspDigital.Web.Components.Layout;

/// <summary>The frame around every page: navigation by right, the bar, and what the keyboard opens.</summary>
public partial class MainLayout : IAsyncDisposable
{
    private ErrorBoundary? _boundary;
    private DotNetObjectReference<MainLayout>? _self;
    private bool _menuIsOpen;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private DemoClock? DemoClock => Services.GetService<DemoClock>();

    private string SkipTarget => Navigation.Uri.Split('#')[0] + "#main";

    /// <summary>Ctrl+K.</summary>
    [JSInvokable]
    public Task OpenSearch() => Dialogs.ShowAsync<SearchDialog>("", new DialogOptions { NoHeader = true, Position = DialogPosition.TopCenter, MaxWidth = MaxWidth.Small, FullWidth = true });

    /// <summary>The key <c>?</c>.</summary>
    [JSInvokable]
    public Task ShowKeys() => Dialogs.ShowAsync<KeysDialog>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        try
        {
            await Browser.InvokeVoidAsync("isp.keys.forget");
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its keys with it.
        }
        _self?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.LocationChanged += OnLocationChanged;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Browser.InvokeVoidAsync("isp.keys.listen", _self);
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => InvokeAsync(() =>
    {
        _menuIsOpen = false;
        _boundary?.Recover();
        StateHasChanged();
    });

    private void ToggleMenu() => _menuIsOpen = !_menuIsOpen;

    private void CloseMenu() => _menuIsOpen = false;

    private void Recover() => _boundary?.Recover();
}
