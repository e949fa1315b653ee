namespace IspDigital.Core.Primitives;

/// <summary>Which page of a list is wanted, and in what order. Queries turn it into SQL; the screen keeps it in the address.</summary>
/// <param name="Number">The page, from 1.</param>
/// <param name="Size">Rows on a page.</param>
/// <param name="Sort">Key of the sorted column; a query knows its own keys and ignores others. Null for the list's own order.</param>
/// <param name="Descending">Whether the largest come first.</param>
public sealed record PageRequest(int Number = 1, int Size = PageRequest.SizeDefault, string? Sort = null, bool Descending = false)
{
    /// <summary>Rows on a page where nothing else is asked.</summary>
    public const int SizeDefault = 50;

    /// <summary>The most rows on a page.</summary>
    public const int SizeMax = 200;

    /// <summary>Rows to pass over.</summary>
    public int Skip => (Math.Max(1, Number) - 1) * Take;

    /// <summary>Rows to take, within the limit.</summary>
    public int Take => Math.Clamp(Size, 1, SizeMax);
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What a row shows.</typeparam>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Total">How many rows there are on all pages.</param>
/// <param name="IsMore">Whether there are more than that: a long list is counted no further than anybody reads.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, int Total, bool IsMore = false)
{
    /// <summary>A list without rows.</summary>
    public static Page<T> Empty { get; } = new([], 0);
}
