using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Web.Components.Search;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Subscribers in the search box, by anything that people say at the counter or on the phone.</summary>
public sealed class SubscriberSearch(SearchQueries search, IStringLocalizer<SubscribersText> words, ICurrentActor actor) : ISearchSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SearchHit>> Find(string text, CancellationToken cancellation)
    {
        if (!actor.Current.May(Permission.ViewSubscribers))
        {
            return [];
        }
        return [.. (await search.Find(text, cancellation)).Select(Hit)];
    }

    private SearchHit Hit(FoundSubscriber found) => found.By switch
    {
        FoundBy.Invoice => new($"/invoices/{found.MatchId}", found.Match!, $"{found.Name} · {found.Code}", Icons.Material.Outlined.ReceiptLong),
        FoundBy.Transaction => new($"/payments/{found.MatchId}", words["Search.Transaction", found.Match!], $"{found.Name} · {found.Code}", Icons.Material.Outlined.Payments),
        _ => new($"/subscribers/{found.SubscriberId}", found.Name,
            string.Join(" · ", new[] { found.Code, Digits.Localise(PhoneNumber.Show(found.Phone)), found.Match ?? "" }.Where(t => t.Length > 0)),
            Icons.Material.Outlined.Person),
    };
}
