using System.Net;
using System.Text.RegularExpressions;

namespace IspDigital.Tests.Support;

/// <summary>A browser without scripts: reads pages and posts their forms, hidden fields included.</summary>
public sealed partial class PageVisitor(HttpClient client)
{
    /// <summary>The client, for what is not a form.</summary>
    public HttpClient Client => client;

    /// <summary>Reads a page.</summary>
    public Task<HttpResponseMessage> Get(string path) => client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Reads a page's form, fills it in and posts it.</summary>
    public async Task<HttpResponseMessage> Post(string path, Dictionary<string, string> fields, string? form = null, bool withToken = true)
    {
        var page = await (await Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var values = new Dictionary<string, string>(fields);
        foreach (Match hidden in HiddenField().Matches(FormIn(page, form)))
        {
            values.TryAdd(hidden.Groups["name"].Value, WebUtility.HtmlDecode(hidden.Groups["value"].Value));
        }
        if (!withToken)
        {
            values.Remove("__RequestVerificationToken");
        }
        using var content = new FormUrlEncodedContent(values);
        return await client.PostAsync(new Uri(form is null ? path : ActionOf(page, form), UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>Signs in.</summary>
    public Task<HttpResponseMessage> SignIn(string userName, string password, string path = "/sign-in", bool withToken = true) =>
        Post(path, new() { ["Input.UserName"] = userName, ["Input.Password"] = password }, withToken: withToken);

    private static string FormIn(string page, string? id) => id is null
        ? page[page.IndexOf("<form method", StringComparison.Ordinal)..page.IndexOf("</form>", StringComparison.Ordinal)]
        : Regex.Match(page, $"""<form id="{id}".*?</form>""", RegexOptions.Singleline).Value;

    private static string ActionOf(string page, string id) => Regex.Match(FormIn(page, id), "action=\"([^\"]+)\"").Groups[1].Value;

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" ?/>""")]
    private static partial Regex HiddenField();
}
