using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>Whether anything is wrong: every trouble with the place where it is mended, or that all is well.</summary>
public partial class TroublePanel
{
    /// <summary>What is wrong, worst first.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<Trouble> Troubles { get; set; } = [];

    /// <summary>Whether the person may open a place.</summary>
    [Parameter, EditorRequired]
    public Func<string, bool> MayOpen { get; set; } = _ => false;
}
