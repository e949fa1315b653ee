namespace IspDigital.Web.Components.Search;

/// <summary>Something the search box found.</summary>
/// <param name="Href">Where it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Detail">What tells it from others: phone, code, amount.</param>
/// <param name="Icon">Its kind, as a picture.</param>
public sealed record SearchHit(string Href, string Title, string? Detail, string Icon);

/// <summary>
/// What one feature gives to the search box. Register an implementation as scoped; it checks the person's rights by the
/// queries it asks, and returns nothing where a right is missing.
/// </summary>
public interface ISearchSource
{
    /// <summary>The best hits, at most a handful.</summary>
    /// <param name="text">What was typed, with Latin digits, trimmed, never empty.</param>
    /// <param name="cancellation">Cancelled when more is typed.</param>
    Task<IReadOnlyList<SearchHit>> Find(string text, CancellationToken cancellation);
}
