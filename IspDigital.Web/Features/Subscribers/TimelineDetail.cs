using System.Globalization;
using System.Text.Json;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>What a line of the history says besides the deed itself: the number, the amount, the day.</summary>
public static class TimelineDetail
{
    private static readonly string[] s_texts = ["Number", "TransactionId", "PppName"];
    private static readonly string[] s_amounts = ["Amount", "Total", "OpeningBalance"];
    private static readonly string[] s_days = ["From", "Until", "On", "ClosedOn"];

    /// <summary>The page of what was done, where it has one.</summary>
    public static string? Href(TimelineDeed deed) => (deed.SubjectKind, deed.SubjectId) switch
    {
        ("Invoice", { } id) => $"/invoices/{id}",
        ("Payment", { } id) => $"/payments/{id}",
        ("Refund", { } id) => $"/refunds/{id}",
        _ => null,
    };

    /// <summary>The detail; empty where the record holds none of it.</summary>
    public static string Of(TimelineDeed deed)
    {
        if (deed.After is null && deed.Before is null)
        {
            return "";
        }
        using var json = JsonDocument.Parse(deed.After ?? deed.Before!);
        return json.RootElement.ValueKind == JsonValueKind.Object ? string.Join(" · ", Parts(json.RootElement)) : "";
    }

    private static IEnumerable<string> Parts(JsonElement facts)
    {
        foreach (var name in s_texts)
        {
            if (facts.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
            {
                yield return text.GetString()!;
            }
        }
        foreach (var name in s_amounts)
        {
            if (facts.TryGetProperty(name, out var amount) && amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var taka)
                && decimal.IsInteger(taka * 100m))
            {
                yield return MoneyText.Of(Money.FromTaka(taka));
            }
        }
        foreach (var name in s_days)
        {
            if (facts.TryGetProperty(name, out var day) && day.ValueKind == JsonValueKind.String
                && DateOnly.TryParseExact(day.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                yield return DateText.Day(date);
            }
        }
    }
}
