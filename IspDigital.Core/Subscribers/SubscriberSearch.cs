using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

// The expressions become SQL, where there is no culture.
#pragma warning disable CA1304, CA1311, CA1862

/// <summary>Finds subscribers by part of name, code, PPP name or phone, typed in Bangla or Latin digits; one meaning for every list.</summary>
internal static class SubscriberSearch
{
    private const int PhoneDigitsMin = 4;

    /// <summary>Those that match; all where nothing was typed.</summary>
    public static IQueryable<Subscriber> Matching(this IQueryable<Subscriber> subscribers, string? typed)
    {
        var (text, asTyped, phone) = Read(typed);
        return text.Length == 0 ? subscribers : subscribers.Where(s =>
            s.Name.ToLower().Contains(asTyped) || s.Name.ToLower().Contains(text) || s.Code.ToLower().Contains(text)
            || (s.PppName != null && s.PppName.ToLower().Contains(text)) || (phone != null && s.Phone.Contains(phone)));
    }

    /// <summary>Those that match exactly first, then those whose name begins so; open accounts before closed ones.</summary>
    public static IOrderedQueryable<Subscriber> BestFirst(this IQueryable<Subscriber> subscribers, string typed)
    {
        var (text, asTyped, phone) = Read(typed);
        return subscribers
            .OrderBy(s => s.Code.ToLower() == text || (s.PppName != null && s.PppName.ToLower() == text) || s.Phone == phone ? 0
                : s.Name.ToLower().StartsWith(asTyped) ? 1 : 2)
            .ThenBy(s => s.ClosedOn != null).ThenBy(s => s.Name).ThenBy(s => s.Id);
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

    private static (string Text, string AsTyped, string? Phone) Read(string? typed) =>
        (LatinDigits.Of(typed).ToLowerInvariant(), (typed ?? "").Trim().ToLowerInvariant(), PhonePart(typed));
}
