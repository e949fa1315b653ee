using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IspDigital.Core.Messaging.Sms;

/// <summary>Reads a gateway's reply as its settings describe. Most gateways say no with HTTP 200, so the status alone proves nothing.</summary>
internal static partial class GatewayReply
{
    private const int ExcerptMax = 200;
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    /// <param name="gateway">The gateway's description.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The reply's text.</param>
    public static SendOutcome Read(SmsGatewayOptions gateway, HttpStatusCode status, string body)
    {
        var verdict = gateway.SuccessPath.Length == 0 ? body : ValueAt(body, gateway.SuccessPath);
        var isOk = (int)status is >= 200 and < 300;
        if (isOk && (gateway.SuccessPattern.Length == 0 || Matches(verdict, gateway.SuccessPattern)))
        {
            return new SendOutcome.Taken(gateway.Name, gateway.ProviderIdPath.Length == 0 ? null : ValueAt(body, gateway.ProviderIdPath));
        }
        var isFinal = gateway.FinalPattern.Length > 0 && Matches(verdict, gateway.FinalPattern);
        var excerpt = Spaces().Replace(Tags().Replace(body, " "), " ").Trim();
        return new SendOutcome.Refused(
            gateway.Name, string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status} {(excerpt.Length > ExcerptMax ? excerpt[..ExcerptMax] : excerpt)}"), isFinal);
    }

    /// <summary>The value at <c>a.b[0].c</c> in a JSON text; null where there is none.</summary>
    public static string? ValueAt(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!TryStep(at, step, out at))
                {
                    return null;
                }
            }
            return at.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryStep(JsonElement at, string step, out JsonElement next)
    {
        next = default;
        if (step[0] != '[')
        {
            return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out next);
        }
        if (at.ValueKind != JsonValueKind.Array || !int.TryParse(step.Trim('[', ']'), CultureInfo.InvariantCulture, out var index) || index < 0 || index >= at.GetArrayLength())
        {
            return false;
        }
        next = at[index];
        return true;
    }

    private static bool Matches(string? text, string pattern) =>
        text is not null && Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_patience);

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
