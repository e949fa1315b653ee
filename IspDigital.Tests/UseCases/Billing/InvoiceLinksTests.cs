using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>The signed link of an invoice: its key, its right, and how far that right goes.</summary>
public sealed class InvoiceLinksTests : IAsyncDisposable
{
    private readonly TestPortal _portal = TestPortal.Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Link_HandedOnByStaff_OpensThatInvoiceForNobody()
    {
        await _portal.HasSubscriber(await _portal.HasPlan(), _portal.Today);
        await _portal.IssuesInvoices();

        var token = await As(Actor.Person(2, "rina", Role.Support), papers => papers.TokenOf(1, Cancellation));
        var paper = await As(Actor.Nobody, papers => papers.ByLink(token, Cancellation));

        Assert.Equal("INV-2026-000001", paper!.View.Row.Number);
        Assert.Equal(token, paper.Token);
    }

    [Fact]
    public async Task Link_OpenedByNobody_GivesNobodyNoOtherRight()
    {
        await _portal.HasSubscriber(await _portal.HasPlan(), _portal.Today);
        await _portal.IssuesInvoices();
        var token = await As(Actor.Job("Test"), papers => papers.TokenOf(1, Cancellation));

        await As(Actor.Nobody, async papers =>
        {
            Assert.NotNull(await papers.ByLink(token, Cancellation));
            await Assert.ThrowsAsync<NotPermittedException>(() => papers.One(1, Cancellation));
            return await Assert.ThrowsAsync<NotPermittedException>(() => papers.TokenOf(1, Cancellation));
        });
        Assert.Equal([Permission.ViewMoney], Actor.LinkHolder.Permissions);
    }

    [Fact]
    public async Task Link_OfAnInvoiceThatIsNotThere_IsNotMadeAndOpensNothing()
    {
        var token = await _portal.Services.GetRequiredService<InvoiceLinks>().TokenOf(77, Cancellation);

        Assert.Null(await As(Actor.Job("Test"), papers => papers.TokenOf(77, Cancellation)));
        Assert.Null(await As(Actor.Nobody, papers => papers.ByLink(token, Cancellation)));
    }

    [Fact]
    public async Task Key_IsMadeOnceKeptEncryptedAndPutOnRecordWithoutIt()
    {
        var links = _portal.Services.GetRequiredService<InvoiceLinks>();
        Assert.Null(await links.InvoiceOf("AAAAAAAAAAAAAAAAAAAA", Cancellation)); // looking makes no key

        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => links.TokenOf(5, Cancellation)));

        Assert.Single(tokens.Distinct());
        await using var db = _portal.OpenDb();
        var row = await db.Settings.SingleAsync(s => s.Name == InvoiceLinkSettings.Name, Cancellation);
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SettingsChanged, Cancellation);
        Assert.DoesNotContain("ProtectedKey", entry.After, StringComparison.Ordinal);
        Assert.True(row.Json.Length > 150, "Data Protection's envelope is longer than a key.");
    }

    [Fact]
    public async Task Key_ThatCannotBeReadAnyMore_IsMadeAnewAndOldLinksOpenNothing()
    {
        var links = _portal.Services.GetRequiredService<InvoiceLinks>();
        var old = await links.TokenOf(5, Cancellation);
        await using (var db = _portal.OpenDb())
        {
            // As after a restore without the folder of the keys.
            await db.Settings.Where(s => s.Name == InvoiceLinkSettings.Name).ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Json, """{"ProtectedKey":"CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"""), Cancellation);
        }
        Assert.Null(await links.InvoiceOf(old, Cancellation));

        var renewed = await links.TokenOf(5, Cancellation);

        Assert.NotEqual(old, renewed);
        Assert.Equal((null, 5L), (await links.InvoiceOf(old, Cancellation), await links.InvoiceOf(renewed, Cancellation)));
    }

    [Fact]
    public async Task Key_OnPostgres_IsOneWhoeverComesFirst()
    {
        await using var portal = await TestPortal.StartPostgres();
        var links = portal.Services.GetRequiredService<InvoiceLinks>();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => links.TokenOf(5, Cancellation), Cancellation)));

        Assert.Single(tokens.Distinct());
    }

    private async Task<T> As<T>(Actor actor, Func<InvoicePaperQueries, Task<T>> act)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(actor);
        return await act(scope.ServiceProvider.GetRequiredService<InvoicePaperQueries>());
    }
}
