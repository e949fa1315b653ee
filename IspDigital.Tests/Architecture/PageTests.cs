using IspDigital.Core.Staff;
using IspDigital.Web.Components;
using IspDigital.Web.Components.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Tests.Architecture;

/// <summary>Every page names the right it needs.</summary>
public sealed class PageTests
{
    private static readonly string[] s_anonymous = ["/sign-in", "/setup", "/error", "/not-found", "/not-allowed"];

    private static readonly List<Type> s_pages = [.. typeof(App).Assembly.GetTypes().Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false))];

    [Fact]
    public void EveryPage_HasThePolicyOfAPermission()
    {
        Assert.True(s_pages.Count > s_anonymous.Length);
        var unguarded = s_pages.Where(page => !Addresses(page).All(s_anonymous.Contains))
            .Where(page => !page.GetCustomAttributes(typeof(AuthorizeAttribute), true).Cast<AuthorizeAttribute>().Any(a => Enum.TryParse<Permission>(a.Policy, out _)));

        Assert.Empty(unguarded.Select(page => page.Name));
    }

    [Fact]
    public void OnlyPagesOfTheList_AreOpenToAnybody() =>
        Assert.Equal(s_anonymous.Order(), s_pages.Where(p => p.IsDefined(typeof(AllowAnonymousAttribute), true)).SelectMany(Addresses).Order());

    [Fact]
    public void Navigation_PageThatExists_AsksForTheSameRight()
    {
        foreach (var item in NavItems.All)
        {
            var page = s_pages.Find(p => Addresses(p).Contains(item.Href));
            var policy = page?.GetCustomAttributes(typeof(AuthorizeAttribute), true).Cast<AuthorizeAttribute>().Single().Policy;
            Assert.True(policy is null || policy == item.Permission.ToString(), $"{item.Href}: {policy} and {item.Permission}");
        }
    }

    private static IEnumerable<string> Addresses(Type page) => page.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>().Select(r => r.Template);
}
