using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>What an import would do: whom it adds, what is billed at once, what balances are brought.</summary>
public partial class ImportPreview
{
    private ElementReference _heading;
    private IReadOnlyList<ImportedLine> _rows = [];
    private ImportedKind _kind;
    private int _page;

    /// <summary>What would be done.</summary>
    [Parameter, EditorRequired]
    public ImportedSubscribers Told { get; set; } = default!;

    /// <summary>Whether something is under way.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>A person wants it done.</summary>
    [Parameter]
    public EventCallback OnImport { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Show(ImportedKind.All);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    private void Show(ImportedKind kind) => (_kind, _rows, _page) = (kind, ImportView.Of(Told, kind), 0);
}
