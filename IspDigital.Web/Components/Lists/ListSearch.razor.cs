using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Lists;

/// <summary>The search text of a list; it goes into the address when the typing rests.</summary>
public sealed partial class ListSearch : IDisposable
{
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(250);
    private CancellationTokenSource? _typing;
    private string _text = "";

    /// <summary>Says what can be typed.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    [CascadingParameter]
    private ListState State { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_typing is null)
        {
            _text = State[ListState.SearchKey] ?? "";
        }
    }

    private async Task Type(ChangeEventArgs e)
    {
        _text = e.Value?.ToString() ?? "";
        Dispose();
        _typing = new CancellationTokenSource();
        var typing = _typing;
        try
        {
            await Task.Delay(s_rest, TimeProvider.System, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return; // More is being typed.
        }
        _typing = null;
        typing.Dispose();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
        {
            [ListState.SearchKey] = string.IsNullOrWhiteSpace(_text) ? null : _text.Trim(),
            [ListState.PageKey] = null,
        }), replace: true);
    }
}
