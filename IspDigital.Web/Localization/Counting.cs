using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Localization;

/// <summary>Sentences about a number of things. One thing has a sentence of its own, under the same key with <c>.One</c> behind it.</summary>
public static class Counting
{
    /// <summary>What is said of that many: <c>1 invoice</c>, <c>3 invoices</c>. The number is the first placeholder.</summary>
    public static string Counted(this IStringLocalizer words, string key, long number, params object[] more) =>
        words[Key(key, number, words), [MoneyText.Count(number), .. more]];

    /// <summary>The key for that many.</summary>
    public static string Key(string key, long number, IStringLocalizer words) =>
        number == 1 && !words[key + ".One"].ResourceNotFound ? key + ".One" : key;
}
