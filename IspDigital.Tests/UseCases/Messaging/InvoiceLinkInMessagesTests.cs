using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Messaging;

/// <summary>A message may hold the signed link to its invoice, once the portal knows at which address it is reached.</summary>
public sealed class InvoiceLinkInMessagesTests
{
    private const string Address = "https://isp.example.com";
    private static readonly TemplateKey s_key = new(MessageKind.InvoiceIssued, Channel.Sms, "en");
    private readonly RecordingSms _sms = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("See {{link}}")]
    [InlineData("Pay {{#if link}}now{{/if}}")]
    public async Task Template_WithALinkAndNoAddress_IsRefusedAndThePreviewSaysSo(string body)
    {
        await using var portal = TestPortal.Start();
        await using var scope = portal.As(Core.Staff.Role.Owner);

        var saved = await Save(portal, body);
        var preview = await scope.ServiceProvider.GetRequiredService<TemplateQueries>().Preview(s_key, new TemplateWords(null, body), Cancellation);

        Assert.Equal("Body", Assert.IsType<LinkNeedsAddress>(saved.Error).Field);
        Assert.IsType<LinkNeedsAddress>(preview.Refusal);
    }

    [Fact]
    public async Task Message_WithALink_OpensItsOwnInvoice()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        Assert.True((await ReachedAt(portal, Address + "/")).IsOk);
        Assert.True((await Save(portal, "See {{link}}")).IsOk);
        var subscriber = await portal.AddSubscriber();
        await portal.AddInvoice(subscriber, portal.Today.AddDays(7));
        var invoice = await portal.AddInvoice(subscriber, portal.Today.AddDays(14));

        await portal.Queue(subscriber, MessageKind.InvoiceIssued, "a", invoiceId: invoice);
        await portal.SendMessages();

        var text = Assert.Single(_sms.Sent).Text;
        Assert.StartsWith($"See {Address}/i/", text, StringComparison.Ordinal);
        Assert.Equal(invoice, await portal.Services.GetRequiredService<InvoiceLinks>().InvoiceOf(text.Split("/i/")[1], Cancellation));
    }

    [Fact]
    public async Task Message_WithALinkAfterTheAddressWasTakenAway_GoesOutWithoutIt()
    {
        await using var portal = await MessagingPortal.Start(_sms);
        await ReachedAt(portal, Address);
        Assert.True((await Save(portal, "Pay {{amount}}{{#if link}} at {{link}}{{/if}}")).IsOk);
        var subscriber = await portal.AddSubscriber();
        var invoice = await portal.AddInvoice(subscriber, portal.Today.AddDays(14));
        await ReachedAt(portal, "");

        await portal.Queue(subscriber, MessageKind.InvoiceIssued, "a", invoiceId: invoice);
        await portal.SendMessages();

        Assert.Equal("Pay 1,050", Assert.Single(_sms.Sent).Text);
    }

    [Theory]
    [InlineData("http://isp.example.com")]
    [InlineData("isp.example.com")]
    [InlineData("https://localhost")]
    [InlineData("https://isp.example.com/portal")]
    [InlineData("https://isp.example.com/?a=1")]
    [InlineData("https://me@isp.example.com")]
    public async Task Address_ThatNoPhoneOpensAsItStands_IsRefused(string address)
    {
        await using var portal = TestPortal.Start();

        var changed = await ReachedAt(portal, address);

        var error = Assert.Single(Assert.IsType<InvalidInput>(changed.Error).Errors);
        Assert.Equal(("PublicAddress", "Settings.PublicAddressForm"), (error.Field, error.Code));
    }

    private static Task<Result<Done>> Save(TestPortal portal, string body) =>
        portal.Run(s => s.GetRequiredService<SaveTemplate>(), new SaveTemplateRequest(s_key, null, body));

    private static Task<Result<Done>> ReachedAt(TestPortal portal, string address) => portal.Run(
        s => s.GetRequiredService<ChangeCompany>(), new ChangeCompanyRequest { CompanyName = "Star Net", TimeZone = "Asia/Dhaka", PublicAddress = address });
}
