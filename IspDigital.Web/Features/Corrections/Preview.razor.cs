using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>What will happen, before it is done.</summary>
public partial class Preview
{
    /// <summary>Sentence by sentence.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<string> Lines { get; set; } = [];
}
