using IspDigital.Core.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>Which subscribers of a file are shown.</summary>
public enum ImportedKind
{
    /// <summary>Everybody.</summary>
    All,
    /// <summary>Whoever would be billed at once.</summary>
    AtOnce,
    /// <summary>Whoever would get more than one invoice at once.</summary>
    Many,
    /// <summary>Whoever brings a balance.</summary>
    Balance,
}

/// <summary>What an import would do, in words and by kinds.</summary>
public static class ImportView
{
    /// <summary>What is billed at once and what balances are brought, each a sentence.</summary>
    public static IEnumerable<string> Sentences(ImportedSubscribers told, IStringLocalizer<ImportText> words)
    {
        yield return AtOnce(told, words);
        if (told.Owed is { Count: > 0 } owed)
        {
            yield return words.Counted("Owed", owed.Count, MoneyText.Of(owed.Total));
        }
        if (told.InAdvance is { Count: > 0 } advance)
        {
            yield return words.Counted("InAdvance", advance.Count, MoneyText.Of(advance.Total));
        }
    }

    /// <summary>The days that invoices are for, with the last one.</summary>
    public static string Days(DateOnly from, DateOnly until) => $"{DateText.Day(from)} – {DateText.Day(until.AddDays(-1))}";

    /// <summary>The subscribers of a kind, those first who would be billed most often where that is the question.</summary>
    public static IReadOnlyList<ImportedLine> Of(ImportedSubscribers told, ImportedKind kind) => kind switch
    {
        ImportedKind.All => told.Lines,
        ImportedKind.AtOnce => [.. told.Lines.Where(l => l.AtOnce.Invoices > 0)],
        ImportedKind.Many => [.. told.WithMany.OrderByDescending(l => l.AtOnce.Invoices)],
        ImportedKind.Balance => [.. told.Lines.Where(l => !l.OpeningBalance.IsZero)],
    };

    private static string AtOnce(ImportedSubscribers told, IStringLocalizer<ImportText> words) => told is { From: { } from, Until: { } until }
        ? words["AtOnce", words.Counted("Invoices", told.InvoicesAtOnce), words.Counted("Subscribers", told.SubscribersAtOnce), MoneyText.Of(told.TotalAtOnce), Days(from, until)]
        : words["AtOnce.None"];
}
