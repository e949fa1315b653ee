using IspDigital.Core.Reports;
using IspDigital.Web.Components.Shared;
using MudBlazor;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>How a happening looks: its words, its colour, its picture.</summary>
/// <param name="Key">Resource key of the word.</param>
/// <param name="Meaning">The colour.</param>
/// <param name="Icon">The picture.</param>
public readonly record struct HappeningView(string Key, Meaning Meaning, string Icon)
{
    /// <summary>By kind.</summary>
    public static HappeningView Of(HappeningKind kind) => kind switch
    {
        HappeningKind.Payment => new("Happened.Payment", Meaning.Good, Icons.Material.Filled.Payments),
        HappeningKind.Reversal => new("Happened.Reversal", Meaning.Warn, Icons.Material.Filled.Undo),
        HappeningKind.Cut => new("Happened.Cut", Meaning.Bad, Icons.Material.Filled.LinkOff),
        HappeningKind.Reconnection => new("Happened.Reconnection", Meaning.Good, Icons.Material.Filled.Link),
    };
}
