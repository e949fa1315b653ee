using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IspDigital.Simulators.Sms;

/// <summary>A send request, however it was sent: query, form or JSON; with the field names of either gateway.</summary>
internal sealed record SmsRequest(string Key, IReadOnlyList<string> Numbers, string Text, string Sender)
{
    public static async Task<SmsRequest> Read(HttpRequest http)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Query)
        {
            fields[name] = value.ToString();
        }

        if (http.HasFormContentType)
        {
            foreach (var (name, value) in await http.ReadFormAsync(http.HttpContext.RequestAborted))
            {
                fields[name] = value.ToString();
            }
        }
        else if (http.HasJsonContentType())
        {
            await ReadJson(http, fields);
        }

        return new SmsRequest(
            First("api_key", "apikey", "api_token"),
            First("number", "to", "msisdn").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            First("message", "msg", "sms", "text"),
            First("senderid", "sender_id", "from"));

        string First(params string[] names) => names.Select(name => fields.GetValueOrDefault(name)).FirstOrDefault(value => value is not null) ?? "";
    }

    private static async Task ReadJson(HttpRequest http, Dictionary<string, string> fields)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Body, cancellationToken: http.HttpContext.RequestAborted);
            if (body.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var field in body.RootElement.EnumerateObject())
                {
                    fields[field.Name] = field.Value.ValueKind == JsonValueKind.Array
                        ? string.Join(',', field.Value.EnumerateArray().Select(each => each.ToString()))
                        : field.Value.ToString();
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON after all: no field is there, and the gateway says that they are missing.
            fields.Clear();
        }
    }
}
