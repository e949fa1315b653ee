using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>An invoice as it is printed: a plain document, black on white, without a circuit.</summary>
public partial class PaperPage
{
    /// <summary>What it says.</summary>
    [Parameter, EditorRequired]
    public PaperView Paper { get; set; } = default!;

    /// <summary>What it is printed on.</summary>
    [Parameter, EditorRequired]
    public PaperKind Kind { get; set; }

    /// <summary>This page's own address, without choices.</summary>
    [Parameter, EditorRequired]
    public string Here { get; set; } = "";

    /// <summary>Where the PDF is.</summary>
    [Parameter, EditorRequired]
    public string PdfHref { get; set; } = "";

    /// <summary>The signed link, whole.</summary>
    [Parameter, EditorRequired]
    public string Link { get; set; } = "";

    private static string? Current(bool isIt) => isIt ? "true" : null;

    private string To(PaperKind kind, Language language) => $"{Here}?paper={(kind == PaperKind.Receipt ? "receipt" : "a4")}&lang={language.Code}";
}
