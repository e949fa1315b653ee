using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>What was brought in, and where to go from here.</summary>
public partial class ImportDone
{
    private ElementReference _heading;

    /// <summary>What was.</summary>
    [Parameter, EditorRequired]
    public ImportedSubscribers Done { get; set; } = default!;

    /// <summary>A person wants to bring in another file.</summary>
    [Parameter]
    public EventCallback OnAgain { get; set; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }
}
