using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace IspDigital.Core.Messaging.Sms;

/// <summary>How text messages leave. Section <c>Messaging:Sms</c>; without a gateway, SMS is off and messages wait.</summary>
public sealed class SmsOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Messaging:Sms";

    /// <summary>The gateways in order: a later one takes over what an earlier one cannot take.</summary>
    public IList<SmsGatewayOptions> Gateways { get; } = [];

    /// <summary>Messages a second at most, over all gateways; 0 for no limit. Default 30.</summary>
    public int PerSecondMax { get; set; } = 30;

    /// <summary>Messages under way at once. Default 4.</summary>
    public int ParallelMax { get; set; } = 4;
}

/// <summary>
/// One gateway, described by its request and its reply, since no two speak alike. <c>{{to}}</c> (8801XXXXXXXXX), <c>{{local}}</c>
/// (01XXXXXXXXX), <c>{{text}}</c> and <c>{{reference}}</c> may stand in the URL, in form fields, in the JSON body and in headers;
/// each is encoded as its place needs.
/// </summary>
public sealed class SmsGatewayOptions
{
    /// <summary>Name on screens and in the history.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>GET</c> or <c>POST</c>. Default POST.</summary>
    public string Method { get; set; } = "POST";

    /// <summary>Address, with the query where the gateway wants one.</summary>
    public string Url { get; set; } = "";

    /// <summary>Headers, for example an API key.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    /// <summary>Fields of a form body.</summary>
    public IDictionary<string, string> Form { get; } = new Dictionary<string, string>();

    /// <summary>A JSON body; placeholders stand inside its quotes: <c>{"msisdn":"{{to}}","sms":"{{text}}"}</c>.</summary>
    public string? Json { get; set; }

    /// <summary>Where the gateway says whether it took the message, for example <c>response_code</c> or <c>data.status</c>; empty for the whole reply.</summary>
    public string SuccessPath { get; set; } = "";

    /// <summary>Regular expression that a success matches there; empty when HTTP 2xx is enough (few gateways are that honest).</summary>
    public string SuccessPattern { get; set; } = "";

    /// <summary>Regular expression that a refusal matches there when another try is useless, for example <c>^416$</c> for a bad number.</summary>
    public string FinalPattern { get; set; } = "";

    /// <summary>Where the reply holds the provider's id, for example <c>smsinfo[0].reference_id</c>.</summary>
    public string ProviderIdPath { get; set; } = "";

    /// <summary>
    /// Whether the provider refuses a <c>{{reference}}</c> that it has seen. Only then is a message whose outcome is unknown
    /// tried more than once again. Default false: most do not.
    /// </summary>
    public bool RefusesSeenReference { get; set; }

    /// <summary>For one message, from connecting to the reply. Default 20 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}

/// <summary>Stops the host at start with every wrong key.</summary>
internal sealed class SmsOptionsValidator : IValidateOptions<SmsOptions>
{
    public ValidateOptionsResult Validate(string? name, SmsOptions options)
    {
        var wrong = new List<string>();
        Check(wrong, "PerSecondMax", options.PerSecondMax is >= 0 and <= 1000, "must be from 0 (no limit) to 1000");
        Check(wrong, "ParallelMax", options.ParallelMax is >= 1 and <= 64, "must be from 1 to 64");
        for (var i = 0; i < options.Gateways.Count; i++)
        {
            CheckGateway(wrong, $"Gateways:{i}:", options.Gateways[i]);
        }
        Check(wrong, "Gateways", options.Gateways.Select(g => g.Name).Distinct().Count() == options.Gateways.Count, "must have different names");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void CheckGateway(List<string> wrong, string key, SmsGatewayOptions gateway)
    {
        Check(wrong, key + "Name", !string.IsNullOrWhiteSpace(gateway.Name), "must not be empty");
        Check(wrong, key + "Method", gateway.Method is "GET" or "POST", "must be GET or POST");
        Check(wrong, key + "Url", RequestTemplate.IsHttpUrl(gateway.Url), "must be an absolute http or https address");
        Check(wrong, key + "Timeout", gateway.Timeout >= TimeSpan.FromSeconds(1) && gateway.Timeout <= TimeSpan.FromSeconds(60), "must be from 1 to 60 seconds");
        Check(wrong, key + "Json", gateway.Json is null || gateway.Form.Count == 0, "and Form exclude each other");
        Check(wrong, key + "Json", gateway.Json is null || RequestTemplate.IsJson(gateway.Json), "must be JSON with the placeholders inside quotes");
        Check(wrong, key + "Method", gateway.Method != "GET" || (gateway.Json is null && gateway.Form.Count == 0), "must be POST where there is a body");
        foreach (var (place, text) in RequestTemplate.Places(gateway))
        {
            Check(wrong, key + place, RequestTemplate.Unknown(text) is null, $"has the unknown placeholder {{{{{RequestTemplate.Unknown(text)}}}}}");
        }
        var all = string.Concat(RequestTemplate.Places(gateway).Select(p => p.Text));
        Check(wrong, key + "Url", all.Contains("{{text}}", StringComparison.Ordinal) && (all.Contains("{{to}}", StringComparison.Ordinal) || all.Contains("{{local}}", StringComparison.Ordinal)),
            "or the body must hold {{to}} (or {{local}}) and {{text}}");
        Check(wrong, key + "RefusesSeenReference", !gateway.RefusesSeenReference || all.Contains("{{reference}}", StringComparison.Ordinal), "needs {{reference}} in the request");
        Check(wrong, key + "SuccessPattern", IsPattern(gateway.SuccessPattern), "is not a regular expression");
        Check(wrong, key + "FinalPattern", IsPattern(gateway.FinalPattern), "is not a regular expression");
    }

    private static void Check(List<string> wrong, string key, bool isRight, string sentence)
    {
        if (!isRight)
        {
            wrong.Add($"{SmsOptions.Section}:{key} {sentence}.");
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            return new Regex(pattern) is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
