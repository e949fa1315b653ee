using Microsoft.Playwright;

namespace IspDigital.Tests.Browser;

/// <summary>One demo and one Chromium for every test of the browser, because both are slow to start.</summary>
public sealed class PortalInBrowser : IAsyncLifetime
{
    private const int Subscribers = 18;
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The portal.</summary>
    public DemoProcess Demo { get; private set; } = default!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Demo = await DemoProcess.Start(Subscribers);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = s_flags });
    }

    /// <summary>A visitor with cookies of their own, not signed in.</summary>
    public async Task<PortalVisit> Visit(int width = 1440, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Demo.Url, Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(20_000);
        return new PortalVisit(context, Demo);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
        if (Demo is not null)
        {
            await Demo.DisposeAsync();
        }
    }
}

/// <summary>Tests that share the demo and the browser, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<PortalInBrowser>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "Browser";
}
