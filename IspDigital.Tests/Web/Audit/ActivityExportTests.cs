using System.Net;
using IspDigital.Core.Audit;
using IspDigital.Core.Reports;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IspDigital.Tests.Web.Audit;

public sealed class ActivityExportTests
{
    [Fact]
    public async Task Export_BySomebodyUnknown_LeadsToTheSignIn()
    {
        await using var host = new PortalHost();
        await host.SetUp();

        using var reply = await host.Visit().Get(ActivityExport.Path);

        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.Contains("/sign-in", reply.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ByTheOwner_HoldsWhatTheAddressFilters()
    {
        await using var host = new PortalHost();
        await host.SetUp();
        var visitor = host.Visit();
        await visitor.SignIn(PortalHost.OwnerName, PortalHost.OwnerPassword);

        using var reply = await visitor.Get(ActivityExport.Path + "?area=Portal&since=Month");
        using var other = await visitor.Get(ActivityExport.Path + "?area=Money");

        Assert.Equal("text/csv", reply.Content.Headers.ContentType?.MediaType);
        Assert.Contains("SignedIn", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("SignedIn", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deeds_EachHaveASentenceAndAPicture()
    {
        await using var host = new PortalHost();
        var words = host.Services.GetRequiredService<IStringLocalizer<AuditText>>();

        Assert.All(Enum.GetValues<AuditAction>(), action =>
        {
            Assert.False(words[ActivityView.Key(action)].ResourceNotFound, $"{action} has no sentence in AuditText.");
            Assert.NotEmpty(ActivityView.Icon(action));
        });
    }

    [Theory]
    [InlineData("Invoice", 7L, 3L, "/invoices/7")]
    [InlineData("Payment", 9L, 3L, "/subscribers/3")]
    [InlineData("Settings", null, null, null)]
    public void Deed_LeadsToItsThing(string kind, long? id, long? subscriber, string? href) =>
        Assert.Equal(href, ActivityView.Href(new ActivityRow(1, default, "rina", AuditAction.PaymentRecorded, kind, id, subscriber, null, null, null, null, null)));
}
