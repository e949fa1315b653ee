using Bunit;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using IspDigital.Web.Features.Billing;
using IspDigital.Web.Features.Billing.Paper;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace IspDigital.Tests.Web.Billing;

/// <summary>A credit note on the page, on paper and in the chain of corrections: January at 525.00 with VAT, paused from the 11th.</summary>
public sealed class CreditNoteTests : PortalComponents
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Relations_OfInvoiceAndCreditNote_NameEachOther()
    {
        await JanuaryPaused();
        SignIn(Role.Support);

        var invoice = await Relations(1);
        var note = await Relations(2);

        Assert.Equal((0, "CN-2026-000001"), (invoice.Corrects.Count, Assert.Single(invoice.CorrectedBy).Number));
        Assert.Equal(("INV-2026-000001", 0), (Assert.Single(note.Corrects).Number, note.CorrectedBy.Count));
        Assert.Equal(InvoiceRelations.None, await Relations(99));
    }

    [Fact]
    public async Task Relations_OfAVoidedCreditNote_CorrectNothingAnyMore()
    {
        await JanuaryPaused();
        await Portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(2, "Wrong day", false));
        SignIn(Role.Support);

        Assert.Empty((await Relations(1)).CorrectedBy);
    }

    [Fact]
    public async Task Page_OfACreditNote_SaysWhatItGivesBackAndWhy()
    {
        await JanuaryPaused();
        SignIn(Role.Support);

        var page = Render<InvoicePage>(p => p.Add(x => x.Id, 2));

        page.WaitForElement("[data-testid=invoice]", s_patience);
        Assert.Equal("Credited", page.Find("[data-testid=invoice-state]").TextContent.Trim());
        Assert.Equal("৳ 355.65", page.Find("[data-testid=total]").TextContent.Trim());
        Assert.Equal("21 of 31 days of a period at ৳ 500.00, given back. Service is paused from then on.", page.Find("[data-testid=why]").TextContent);
        Assert.Equal("/invoices/1", page.Find("[data-testid=relations] a").GetAttribute("href"));
        Assert.Empty(page.FindAll("[data-testid=outstanding]"));
    }

    [Fact]
    public async Task Page_OfTheInvoice_LeadsToWhatCorrectedIt()
    {
        await JanuaryPaused();
        SignIn(Role.Support);

        var page = Render<InvoicePage>(p => p.Add(x => x.Id, 1));

        page.WaitForElement("[data-testid=relations]", s_patience);
        Assert.Contains("CN-2026-000001", page.Find("[data-testid=relations]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnInvoiceAdjustedDownAndUp_SaysByHowMuchWhyAndWhatItComesTo()
    {
        SignIn(Role.Owner);
        await Portal.GivenInvoice(await Portal.GivenSubscriber(await Portal.GivenPlan()), 500m, Portal.Today);
        await Portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(Commands.Next(), 1, Money.FromTaka(400), "slow line"));
        await Portal.As<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(Commands.Next(), 1, Money.FromTaka(450), "half of it"));

        var page = Render<InvoicePage>(p => p.Add(x => x.Id, 1));
        var relations = page.WaitForElement("[data-testid=relations]", s_patience).TextContent;

        Assert.Contains("CN-2026-000001", relations, StringComparison.Ordinal);
        Assert.Contains("slow line", relations, StringComparison.Ordinal);
        var debit = page.Find("[data-testid=debit]").TextContent;
        Assert.Contains("৳ 50.00", debit, StringComparison.Ordinal);
        Assert.Contains("waits for the next invoice", debit, StringComparison.Ordinal);
        Assert.Contains("half of it", debit, StringComparison.Ordinal);
        Assert.Contains("৳ 450.00", page.Find("[data-testid=comes-to]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(InvoiceKind.Recurring, "Do not bill this period again", "The next run issues the period anew")]
    [InlineData(InvoiceKind.Adjustment, "Do not charge this again", "What it charged waits for the next invoice.")]
    [InlineData(InvoiceKind.CreditNote, "Do not give these days back again", "What it paid is open again.")]
    public async Task Void_OfEachKind_SaysWhatComesOfIt(InvoiceKind kind, string waive, string says)
    {
        var dialogs = RenderDialogs();
        var row = new InvoiceRow { Id = 1, Number = "N-1", Name = "Rahim", Code = "C-1", Kind = kind };

        await Services.GetRequiredService<IDialogService>().ShowAsync<VoidInvoiceDialog>(null, new DialogParameters<VoidInvoiceDialog> { { d => d.Invoice, row } });

        dialogs.WaitForElement("[data-testid=void-then]", s_patience);
        Assert.Contains(waive, dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains(says, dialogs.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, "N-1 of Rahim for ৳ 500.00 will be taken back. Nothing was paid of it.<")]
    [InlineData(200, 0, "৳ 200.00 that was paid of it becomes an advance, which pays what else is open.<")]
    [InlineData(500, 300, "৳ 200.00 that was paid of it becomes an advance, which pays what else is open. The write-off of ৳ 300.00 is taken back as well.<")]
    public async Task Void_OfAnInvoice_SaysWhatBecomesOfItsMoney(int paid, int writtenOff, string says)
    {
        var dialogs = RenderDialogs();
        var row = new InvoiceRow { Id = 1, Number = "N-1", Name = "Rahim", Code = "C-1", Total = Money.FromTaka(500), Paid = Money.FromTaka(paid) };

        await Services.GetRequiredService<IDialogService>().ShowAsync<VoidInvoiceDialog>(
            null, new DialogParameters<VoidInvoiceDialog> { { d => d.Invoice, row }, { d => d.WrittenOff, Money.FromTaka(writtenOff) } });

        dialogs.WaitForElement("[data-testid=void-then]", s_patience);
        Assert.Contains(says, dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_OfACreditNote_IsHeadedSoAndNamesTheInvoice()
    {
        await JanuaryPaused();
        SignIn(Role.Support);

        var paper = Services.GetRequiredService<PaperWriter>().Write((await Services.GetRequiredService<InvoicePaperQueries>().One(2, Xunit.TestContext.Current.CancellationToken))!);

        Assert.Equal(("Credit note", "CN-2026-000001", ""), (paper.Heading, paper.Number, paper.Stamp));
        Assert.Contains("Corrects INV-2026-000001.", paper.Notices);
        Assert.Equal(["Before VAT ৳ 338.71", "VAT 5% ৳ 16.94", "Given back ৳ 355.65"], paper.Sums.Select(s => $"{s.Label} {s.Amount}"));
        Assert.Equal(("৳ 338.71", "৳ 16.94", "৳ 355.65"), paper.Lines.Select(l => (l.Net, l.Tax, l.Total)).Single());
        Assert.Equal("In words: Three hundred fifty-five taka and sixty-five poisha only", paper.Words);
        Assert.Equal(["Credit note number", "Date"], paper.Facts.Select(f => f.Label));
    }

    [Fact]
    public async Task Pages_OfTheNoteAndOfWhatItPays_LeadToEachOther()
    {
        await JanuaryPaused();
        SignIn(Role.Support);
        var note = Render<InvoicePage>(p => p.Add(x => x.Id, 2));
        var invoice = Render<InvoicePage>(p => p.Add(x => x.Id, 1));

        note.WaitForElement("[data-testid=used-for]", s_patience);
        invoice.WaitForElement("[data-testid=paid-by]", s_patience);

        Assert.Equal(("/invoices/1", "INV-2026-000001"), (note.Find("[data-testid=used-for] a").GetAttribute("href"), note.Find("[data-testid=used-for] a").TextContent));
        Assert.Equal(("/invoices/2", "Credit note CN-2026-000001"), (invoice.Find("[data-testid=paid-by] a").GetAttribute("href"), invoice.Find("[data-testid=paid-by] a").TextContent));
    }

    private Task<InvoiceRelations> Relations(long id) => Services.GetRequiredService<InvoiceRelationQueries>().Of(id, Xunit.TestContext.Current.CancellationToken);

    private async Task JanuaryPaused()
    {
        var subscriber = await Portal.HasSubscriber(await Portal.HasPlan(taxBasisPoints: 500), Portal.Today);
        await Portal.IssuesInvoices();
        Portal.GoTo(new DateOnly(2026, 1, 11));
        await Portal.Run(s => s.GetRequiredService<PauseSubscriber>(), new PauseSubscriberRequest(subscriber, Portal.Today, null, "Away"));
        await Portal.IssuesInvoices();
        Assert.Equal(["INV-2026-000001", "CN-2026-000001"], (await Portal.Invoices()).Select(i => i.Number));
    }
}
