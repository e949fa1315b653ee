using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Layout;

/// <summary>What stands in place of a page that broke; the log has the rest.</summary>
public partial class PageFailed
{
    /// <summary>What went wrong.</summary>
    [Parameter, EditorRequired]
    public Exception Failure { get; set; } = default!;

    /// <summary>Tries the page again.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnAgain { get; set; }

    [Inject]
    private ILogger<PageFailed> Log { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Log.LogError(Failure, "A page failed");
}
