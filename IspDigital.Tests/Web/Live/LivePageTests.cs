using Bunit;
using IspDigital.Core.Live;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Components.Live;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Live;

public sealed class LivePageTests : PortalComponents
{
    private IChangeFeed Feed => Portal.Services.GetRequiredService<IChangeFeed>();

    public LivePageTests() => SignIn(Role.Owner);

    [Fact]
    public async Task LivePage_ChangeOfItsKind_ReadsAgain()
    {
        var page = Render<Counter>();
        Assert.Equal("1", page.Markup);

        Feed.Publish([new Change(ChangeKind.Invoice)]);

        await page.WaitForAssertionAsync(() => Assert.Equal("2", page.Markup));
    }

    [Fact]
    public async Task LivePage_ThousandChangesAtOnce_ReadsAFewTimes()
    {
        var page = Render<Counter>();

        for (var i = 0; i < 1000; i++)
        {
            Feed.Publish([new Change(ChangeKind.Invoice, i)]);
        }

        await page.WaitForAssertionAsync(() => Assert.InRange(page.Instance.Readings, 2, 4));
    }

    [Fact]
    public async Task LivePage_ChangeOfAnotherKind_StaysStill()
    {
        var page = Render<Counter>();

        Feed.Publish([new Change(ChangeKind.Router)]);
        Feed.Publish([new Change(ChangeKind.Invoice)]);

        await page.WaitForAssertionAsync(() => Assert.Equal(2, page.Instance.Readings));
    }

    [Fact]
    public async Task LivePage_Left_WatchesNoMore()
    {
        var page = Render<Counter>();
        var instance = page.Instance;

        await DisposeComponentsAsync();
        Feed.Publish([new Change(ChangeKind.Invoice)]);

        Assert.Equal(1, instance.Readings);
    }

    private sealed class Counter : LivePage
    {
        public int Readings { get; private set; }

        protected override ChangeKind[] Watches => [ChangeKind.Invoice];

        protected override Task Load(CancellationToken cancellation)
        {
            Readings++;
            return Task.CompletedTask;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Readings);
    }
}
