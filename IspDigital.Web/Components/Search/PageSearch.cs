using IspDigital.Core.Staff;
using IspDigital.Web.Components.Layout;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Components.Search;

/// <summary>Finds the portal's own pages by their names.</summary>
public sealed class PageSearch(IStringLocalizer<SharedText> words, ICurrentActor actor) : ISearchSource
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<SearchHit>> Find(string text, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SearchHit>>(
    [
        .. NavItems.All.Where(i => actor.Current.May(i.Permission))
            .Select(i => new SearchHit(i.Href, words[i.Key], null, i.Icon))
            .Where(hit => hit.Title.Contains(text, StringComparison.CurrentCultureIgnoreCase)).Take(4),
    ]);
}
