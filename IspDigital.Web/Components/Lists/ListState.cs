using System.Globalization;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace IspDigital.Web.Components.Lists;

/// <summary>What a list shows, as its address says it: page, order, search and filters. A copied address shows the same.</summary>
public sealed class ListState
{
    /// <summary>Query parameter of the page.</summary>
    public const string PageKey = "page";

    /// <summary>Query parameter of the sorted column.</summary>
    public const string SortKey = "sort";

    /// <summary>Query parameter of the direction.</summary>
    public const string DirectionKey = "dir";

    /// <summary>Query parameter of the search text.</summary>
    public const string SearchKey = "q";

    private readonly Dictionary<string, string> _values;

    private ListState(Dictionary<string, string> values) => _values = values;

    /// <summary>The page and order that are asked for.</summary>
    public PageRequest Page => new(
        int.TryParse(this[PageKey], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1,
        PageRequest.SizeDefault,
        this[SortKey],
        this[DirectionKey] == "desc");

    /// <summary>The search text with Latin digits, trimmed; empty for none.</summary>
    public string Search => Digits.ToLatin(this[SearchKey] ?? "").Trim();

    /// <summary>Whether anything is searched or filtered.</summary>
    public bool IsFiltered => _values.Any(v => v.Key is not (PageKey or SortKey or DirectionKey));

    /// <summary>The names of what is searched and filtered.</summary>
    public IEnumerable<string> FilterKeys => _values.Keys.Where(k => k is not (PageKey or SortKey or DirectionKey));

    /// <summary>The value of a filter, or null where it is not set.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>A filter whose values are an enum's names; null where it is not set or not one of them.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(this[name], ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>A filter that is a day (<c>yyyy-MM-dd</c>); null where it is not set.</summary>
    public DateOnly? Day(string name) =>
        DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Reads an address.</summary>
    public static ListState Of(string uri) => new(QueryHelpers.ParseQuery(new Uri(uri).Query)
        .Where(p => !string.IsNullOrWhiteSpace(p.Value.ToString()))
        .ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}
