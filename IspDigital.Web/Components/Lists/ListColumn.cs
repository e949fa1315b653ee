using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Lists;

/// <summary>What becomes of a column when rows are cards, on a phone.</summary>
public enum CardPlace
{
    /// <summary>A line with its label.</summary>
    Line,
    /// <summary>The card's title.</summary>
    Title,
    /// <summary>At the right of the title: the state or the amount.</summary>
    Beside,
    /// <summary>Not shown.</summary>
    Hidden,
}

/// <summary>One column of a <see cref="DataList{TRow}"/>.</summary>
public sealed class ListColumn<TRow> : ComponentBase
    where TRow : class
{
    /// <summary>The head.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The key that the query sorts by; null where the column cannot be sorted.</summary>
    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Whether it holds amounts or counts: aligned at the end.</summary>
    [Parameter]
    public bool IsNumber { get; set; }

    /// <summary>Its place on a card.</summary>
    [Parameter]
    public CardPlace Card { get; set; }

    /// <summary>The cell of a row.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TRow> ChildContent { get; set; } = default!;

    [CascadingParameter]
    private DataList<TRow> List { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => List.Add(this);
}
