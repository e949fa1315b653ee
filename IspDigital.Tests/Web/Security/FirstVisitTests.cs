using System.Net;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Web.Security;

public sealed class FirstVisitTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> s_form = new()
    {
        ["Input.OwnerName"] = "Rahima Khatun",
        ["Input.UserName"] = "rahima",
        ["Input.Password"] = "river boat tea",
        ["Input.PasswordAgain"] = "river boat tea",
        ["Input.CompanyName"] = "Dhaka Fiber Net",
        ["Input.Address"] = "Mirpur",
        ["Input.Phone"] = "01711-000000",
        ["Input.TimeZone"] = "Asia/Dhaka",
    };

    private readonly PortalHost _host = new();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/staff")]
    public async Task Page_NobodyOnStaff_LeadsToSetUp(string path) =>
        Assert.Equal("/setup", (await _host.Visit().Get(path)).Headers.Location?.ToString());

    [Fact]
    public async Task SetUp_FilledIn_SignsTheOwnerInAndClosesTheDoor()
    {
        var visitor = _host.Visit();

        var answer = await visitor.Post("/setup", s_form);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/staff")).StatusCode);
        Assert.EndsWith("/sign-in", (await _host.Visit().Get("/setup")).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetUp_ShortPassword_SaysSoAtTheFieldAndSendsNoPasswordBack()
    {
        var visitor = _host.Visit();

        var answer = await visitor.Post("/setup", new(s_form) { ["Input.Password"] = "teacup", ["Input.PasswordAgain"] = "teacup" });

        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Use at least 10 characters.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Dhaka Fiber Net\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("teacup", page, StringComparison.Ordinal);
        Assert.Equal("/setup", (await visitor.Get("/")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Health_BeforeSetUp_AnswersWithoutSignIn()
    {
        var answer = await _host.Visit().Get("/healthz");

        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keys_AreKeptBesideTheDatabaseNotInIt()
    {
        await _host.Visit().Get("/setup");

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(_host.Folder, "keys"), "key-*.xml"));
    }

    [Fact]
    public async Task StyleAndScript_FromSource_AreServedInAnyEnvironment()
    {
        var visitor = _host.Visit();

        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/_content/MudBlazor/MudBlazor.min.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/css/theme.css")).StatusCode);
    }
}
