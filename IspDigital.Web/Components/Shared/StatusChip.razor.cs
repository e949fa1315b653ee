using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Components.Shared;

/// <summary>A state: a picture, a word and the colour of its meaning.</summary>
public partial class StatusChip
{
    /// <summary>The word.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What it means.</summary>
    [Parameter, EditorRequired]
    public Meaning Meaning { get; set; }

    /// <summary>The picture; each meaning has one of its own where none is given.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>More, on hover.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }

    private string ShownIcon => Icon ?? Meaning switch
    {
        Meaning.Good => Icons.Material.Filled.CheckCircle,
        Meaning.Due => Icons.Material.Filled.Schedule,
        Meaning.Warn => Icons.Material.Filled.Warning,
        Meaning.Bad => Icons.Material.Filled.Cancel,
        Meaning.Idle => Icons.Material.Filled.PauseCircle,
    };
}
