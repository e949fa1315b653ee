using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IspDigital.Core.Messaging.Sms;

/// <summary>Puts a message into the places of a gateway's request, each encoded for its place. One pass: a text that holds braces stays a text.</summary>
internal static partial class RequestTemplate
{
    private static readonly string[] s_known = ["to", "local", "text", "reference"];

    public static string ForUrl(string template, SmsToSend sms) => Fill(template, sms, Uri.EscapeDataString);

    public static string ForJson(string template, SmsToSend sms) =>
        Fill(template, sms, value => JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString());

    /// <summary>Form fields are encoded by the form itself.</summary>
    public static string ForForm(string template, SmsToSend sms) => Fill(template, sms, value => value);

    /// <summary>A header is one line of ASCII.</summary>
    public static string ForHeader(string template, SmsToSend sms) => Fill(template, sms, Uri.EscapeDataString);

    /// <summary>Where placeholders may stand, by settings key.</summary>
    public static IEnumerable<(string Place, string Text)> Places(SmsGatewayOptions gateway) =>
        new[] { ("Url", gateway.Url), ("Json", gateway.Json ?? "") }
            .Concat(gateway.Form.Select(f => ("Form:" + f.Key, f.Value)))
            .Concat(gateway.Headers.Select(h => ("Headers:" + h.Key, h.Value)));

    /// <summary>The first placeholder that is none, or null.</summary>
    public static string? Unknown(string template) =>
        Token().Matches(template).Select(m => m.Groups[1].Value).FirstOrDefault(word => !s_known.Contains(word));

    public static bool IsHttpUrl(string template) =>
        Uri.TryCreate(Token().Replace(template, "x"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    public static bool IsJson(string template)
    {
        try
        {
            using var parsed = JsonDocument.Parse(Token().Replace(template, "x"));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Fill(string template, SmsToSend sms, Func<string, string> encode) => Token().Replace(template, match => match.Groups[1].Value switch
    {
        "to" => encode(sms.To),
        "local" => encode(sms.To.StartsWith("880", StringComparison.Ordinal) ? sms.To[2..] : sms.To),
        "text" => encode(sms.Text),
        "reference" => encode(sms.Reference),
        var unknown => throw new InvalidOperationException($"The placeholder {unknown} passed the validation of the settings."),
    });

    [GeneratedRegex(@"\{\{\s*([A-Za-z]*)\s*\}\}")]
    private static partial Regex Token();
}
