using Bunit;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Web.Lists;

/// <summary>A list's state is its address; what was committed shows, and nothing jumps under the pointer.</summary>
public sealed class DataListTests : PortalComponents
{
    private readonly List<ListState> _asked = [];
    private List<Row> _rows = [.. Enumerable.Range(1, 120).Select(i => new Row(i, $"Plan {i}"))];

    public DataListTests() => SignIn(Role.Owner);

    private NavigationManager Address => Services.GetRequiredService<NavigationManager>();

    private IChangeFeed Feed => Portal.Services.GetRequiredService<IChangeFeed>();

    [Fact]
    public async Task List_Opened_ShowsTheFirstPageAndHowManyThereAre()
    {
        var list = RenderList();

        await list.WaitForAssertionAsync(() => Assert.Equal(50, list.FindAll("[data-testid=row]").Count));
        Assert.Equal("1–50 of 120", list.Find("[data-testid=list-range]").TextContent);
        Assert.Equal("/plans/1", list.Find(".row-link").GetAttribute("href"));
    }

    [Fact]
    public async Task List_AddressWithPageSortAndFilter_IsWhatTheQueryIsAskedFor()
    {
        Address.NavigateTo("/plans?page=2&sort=name&dir=desc&q=১২&state=Open");

        var list = RenderList();

        await list.WaitForAssertionAsync(() => Assert.Single(_asked));
        var asked = _asked[0];
        Assert.Equal(new PageRequest(2, 50, "name", true), asked.Page);
        Assert.Equal(("12", "Open"), (asked.Search, asked["state"]));
    }

    [Fact]
    public async Task List_HeadPressed_SortsInTheAddress()
    {
        var list = RenderList();
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll(".sort")));

        await list.Find(".sort").ClickAsync(new());
        await list.WaitForAssertionAsync(() => Assert.EndsWith("?sort=name", Address.Uri, StringComparison.Ordinal));
        await list.Find(".sort").ClickAsync(new());

        await list.WaitForAssertionAsync(() => Assert.Equal(new PageRequest(1, 50, "name", true), _asked[^1].Page));
        Assert.Equal("descending", list.Find("th").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task List_NextPage_IsInTheAddress()
    {
        var list = RenderList();
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll("[data-testid=page-after]")));

        await list.Find("[data-testid=page-after]").ClickAsync(new());

        await list.WaitForAssertionAsync(() => Assert.Equal("51–100 of 120", list.Find("[data-testid=list-range]").TextContent));
        Assert.EndsWith("?page=2", Address.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filtered_CanBeCleared()
    {
        Address.NavigateTo("/plans?q=x&state=Open&sort=name");
        var list = RenderList();
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll("[data-testid=clear-filters]")));

        await list.Find("[data-testid=clear-filters]").ClickAsync(new());

        await list.WaitForAssertionAsync(() => Assert.EndsWith("/plans?sort=name", Address.Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_RowChangedByACommit_ShowsItAndGlows()
    {
        var list = RenderList();
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll("[data-testid=row]")));
        _rows = [new Row(1, "Plan One"), .. _rows.Skip(1)];

        Feed.Publish([new Change(ChangeKind.Plan, 1)]);

        await list.WaitForAssertionAsync(() => Assert.Contains("Plan One", Assert.Single(list.FindAll("tr.glow")).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_NewRowUnderThePointer_WaitsUntilItIsAskedFor()
    {
        var list = RenderList();
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll("[data-testid=row]")));
        await list.Find(".frame").TriggerEventAsync("onmouseenter", new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        _rows = [new Row(0, "Newest"), .. _rows];

        Feed.Publish([new Change(ChangeKind.Plan)]);
        await list.WaitForAssertionAsync(() => Assert.NotEmpty(list.FindAll("[data-testid=show-new]")));
        Assert.DoesNotContain("Newest", list.Markup, StringComparison.Ordinal);
        await list.Find("[data-testid=show-new]").ClickAsync(new());

        await list.WaitForAssertionAsync(() => Assert.Contains("Newest", list.Find("[data-testid=row]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_Nothing_SaysHowToBeginOrThatNothingMatches()
    {
        _rows = [];
        var list = RenderList();
        await list.WaitForAssertionAsync(() => Assert.Contains("Begin here", list.Markup, StringComparison.Ordinal));

        Address.NavigateTo("/plans?q=zzz");

        await list.WaitForAssertionAsync(() => Assert.Contains("Nothing matches", list.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<DataList<Row>> RenderList()
    {
        if (!Address.Uri.Contains("/plans", StringComparison.Ordinal))
        {
            Address.NavigateTo("/plans");
        }
        return Render<DataList<Row>>(list => list
            .Add(l => l.Read, Read)
            .Add(l => l.Key, row => row.Id)
            .Add(l => l.Href, row => $"/plans/{row.Id}")
            .Add(l => l.Kinds, [ChangeKind.Plan])
            .Add(l => l.Empty, "Begin here")
            .Add(l => l.Filters, builder =>
            {
                builder.OpenComponent<ListSearch>(0);
                builder.CloseComponent();
            })
            .Add(l => l.Columns, builder =>
            {
                builder.OpenComponent<ListColumn<Row>>(0);
                builder.AddAttribute(1, "Title", "Name");
                builder.AddAttribute(2, "Sort", "name");
                builder.AddAttribute(3, "ChildContent", (RenderFragment<Row>)(row => cell => cell.AddContent(0, row.Name)));
                builder.CloseComponent();
            }));
    }

    private Task<Page<Row>> Read(ListState state, CancellationToken cancellation)
    {
        _asked.Add(state);
        return Task.FromResult(new Page<Row>([.. _rows.Skip(state.Page.Skip).Take(state.Page.Take)], _rows.Count));
    }

    private sealed record Row(int Id, string Name);
}
