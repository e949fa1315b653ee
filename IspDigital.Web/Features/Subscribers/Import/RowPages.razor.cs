using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>Turns the pages of rows that the circuit holds; the browser gets one page at a time.</summary>
public partial class RowPages
{
    /// <summary>Rows on a page.</summary>
    public const int RowsOnAPage = 50;

    /// <summary>How many rows there are.</summary>
    [Parameter, EditorRequired]
    public int Count { get; set; }

    /// <summary>The page, from 0.</summary>
    [Parameter]
    public int Page { get; set; }

    /// <summary>A person turned it.</summary>
    [Parameter]
    public EventCallback<int> PageChanged { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string TestId { get; set; } = "pages";

    /// <summary>The rows of a page.</summary>
    public static IEnumerable<T> Cut<T>(IReadOnlyList<T> rows, int page) => rows.Skip(page * RowsOnAPage).Take(RowsOnAPage);
}
