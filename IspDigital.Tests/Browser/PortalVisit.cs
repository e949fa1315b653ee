using System.Collections.Concurrent;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Playwright;

namespace IspDigital.Tests.Browser;

/// <summary>One visitor: pages that share cookies, and everything that went wrong on them.</summary>
public sealed class PortalVisit : IAsyncDisposable
{
    private const float MoveMax = 120_000;

    private readonly ConcurrentQueue<string> _trouble = new();
    private readonly IBrowserContext _context;
    private readonly DemoProcess _demo;

    internal PortalVisit(IBrowserContext context, DemoProcess demo)
    {
        (_context, _demo) = (context, demo);
        context.Console += (_, said) => Note(said.Type is "error", $"console: {said.Text}");
        context.WebError += (_, error) => Note(true, $"script: {error.Error}");
        context.Response += (_, answer) => Note(answer.Status >= 400, $"{answer.Status} {answer.Url}");
        context.RequestFailed += (_, request) => Note(request.Failure != "net::ERR_ABORTED", $"{request.Failure} {request.Url}");
    }

    /// <summary>The cookies of this visitor.</summary>
    public IBrowserContext Context => _context;

    /// <summary>Errors on the console, scripts that broke, requests that failed.</summary>
    public IReadOnlyCollection<string> Trouble => _trouble;

    /// <summary>Signs the owner in by the form.</summary>
    public async Task<IPage> SignIn()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator("#user-name").FillAsync(_demo.UserName);
        await page.Locator("#password").FillAsync(_demo.Password);
        await page.GetByTestId("submit").ClickAsync();
        await Assertions.Expect(page.GetByTestId("clock-bar")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Presses a button of the demo's clock and waits until time has come to rest.</summary>
    public static async Task MoveTime(IPage page, string button)
    {
        var clock = page.GetByTestId("clock-time");
        var before = await clock.InnerTextAsync();
        await page.GetByTestId(button).ClickAsync();
        await Assertions.Expect(clock).Not.ToHaveTextAsync(before, new() { Timeout = MoveMax });
        await Assertions.Expect(page.GetByTestId(button)).ToBeEnabledAsync(new() { Timeout = MoveMax });
    }

    /// <summary>Sees everything in that language from the next page on.</summary>
    public Task Speak(string language)
    {
        var culture = Language.Of(language);
        var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture.Formats, culture.Words));
        return _context.AddCookiesAsync([new Cookie
        {
            Name = CookieRequestCultureProvider.DefaultCookieName, Value = Uri.EscapeDataString(value), Url = _demo.Url,
        }]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private void Note(bool isTrouble, string what)
    {
        if (isTrouble)
        {
            _trouble.Enqueue(what);
        }
    }
}
