using System.Text;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>
/// Finds subscribers by parts of name, code, PPP name or phone, typed in Bangla or Latin digits; one meaning for every list. All of
/// it stands in one column in one form (<see cref="Subscriber.SearchText"/>), so that a search reads one narrow index.
/// </summary>
internal static class SubscriberSearch
{
    private const int PhoneDigitsMin = 4;
    private const char End = '\n';
    private const char ZeroWidthNonJoiner = '\u200c';
    private const char ZeroWidthJoiner = '\u200d';
    private const string LastOfAllSigns = "\U0010ffff";

    /// <summary>What a subscriber is found by, name first: a list in this order is a list by name.</summary>
    public static string TextOf(string name, string code, string? pppName, string phone) =>
        $"{Normalise(name)}{End}{Normalise(code)}{End}{Normalise(pppName)}{End}{phone}{End}";

    /// <summary>
    /// The one form in which words are compared: small letters, Latin digits, single blanks, and Bangla letters composed in one way
    /// without invisible joiners, for keyboards differ in both.
    /// </summary>
    public static string Normalise(string? text)
    {
        var plain = new StringBuilder();
        foreach (var sign in LatinDigits.Of(text).Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (char.IsWhiteSpace(sign) || char.IsControl(sign))
            {
                plain.Append(plain.Length > 0 && plain[^1] != ' ' ? " " : "");
            }
            else if (sign is not (ZeroWidthJoiner or ZeroWidthNonJoiner))
            {
                plain.Append(sign);
            }
        }
        return plain.ToString().TrimEnd();
    }

    /// <summary>Those that hold every word that was typed, or the phone number; all where nothing was typed.</summary>
    public static IQueryable<Subscriber> Matching(this IQueryable<Subscriber> subscribers, string? typed)
    {
        var text = Normalise(typed);
        if (PhoneDigits(typed) is { } phone)
        {
            // What holds the text holds the digits in it.
            return text.Contains(phone, StringComparison.Ordinal)
                ? subscribers.Where(s => s.SearchText.Contains(phone))
                : subscribers.Where(s => s.SearchText.Contains(phone) || s.SearchText.Contains(text));
        }
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            subscribers = subscribers.Where(s => s.SearchText.Contains(word));
        }
        return subscribers;
    }

    /// <summary>Those whose code or PPP name is this text and no more, in the form in which words are compared.</summary>
    public static IQueryable<Subscriber> Named(this IQueryable<Subscriber> subscribers, string text)
    {
        var whole = Exact(text).Whole;
        return subscribers.Where(s => s.SearchText.Contains(whole));
    }

    /// <summary>Those that match exactly first, then those whose name begins so; open accounts before closed ones.</summary>
    public static IOrderedQueryable<Subscriber> BestFirst(this IQueryable<Subscriber> subscribers, string typed)
    {
        var (text, whole, phone) = Exact(typed);
        return subscribers
            .OrderBy(s => s.SearchText.Contains(whole) || s.SearchText.Contains(phone) ? 0 : s.SearchText.StartsWith(text) ? 1 : 2)
            .ThenBy(s => s.ClosedOn != null).ThenBy(s => s.SearchText).ThenBy(s => s.Id);
    }

    /// <summary>
    /// Those that match, best first, in pieces, each of which is read along the names until enough are found: quicker where many match,
    /// for then most of them are never looked at. What an earlier piece has comes again in a later one.
    /// </summary>
    public static IEnumerable<IQueryable<Subscriber>> BestInPieces(this IQueryable<Subscriber> subscribers, string typed)
    {
        var (text, whole, phone) = Exact(typed);
        var exact = whole == phone
            ? subscribers.Where(s => s.SearchText.Contains(whole))
            : subscribers.Where(s => s.SearchText.Contains(whole) || s.SearchText.Contains(phone));
        yield return exact.OrderBy(s => s.ClosedOn != null).ThenBy(s => s.SearchText).ThenBy(s => s.Id);
        var beyond = text + LastOfAllSigns;
        var beginning = subscribers.Where(s => s.SearchText.CompareTo(text) >= 0 && s.SearchText.CompareTo(beyond) < 0);
        foreach (var piece in new[] { beginning, subscribers.Matching(typed) })
        {
            yield return piece.Where(s => s.ClosedOn == null).OrderBy(s => s.SearchText).ThenBy(s => s.Id);
            yield return piece.Where(s => s.ClosedOn != null).OrderBy(s => s.SearchText).ThenBy(s => s.Id);
        }
    }

    /// <summary>A whole number as stored, or at least four digits as they stand inside a stored one; null for other text.</summary>
    public static string? PhonePart(string? typed)
    {
        if (PhoneNumber.TryParse(typed, out var number))
        {
            return number.Value;
        }
        var digits = LatinDigits.Of(typed).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).TrimStart('+').TrimStart('0');
        return digits.Length >= PhoneDigitsMin && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    // The digits that each way of writing a number has: a PPP name may be the number as people say it.
    private static string? PhoneDigits(string? typed) => PhoneNumber.TryParse(typed, out var number) ? number.National : PhonePart(typed);

    private static (string Text, string Whole, string Phone) Exact(string typed)
    {
        var text = Normalise(typed);
        return (text, $"{End}{text}{End}", $"{End}{PhonePart(typed) ?? text}{End}");
    }
}
