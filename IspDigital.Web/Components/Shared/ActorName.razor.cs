using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Shared;

/// <summary>Who did something, as a person reads it; what a job did, the portal did by itself.</summary>
public partial class ActorName
{
    /// <summary>The name on record.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    private bool IsJob => Name.StartsWith("job:", StringComparison.Ordinal);
}
