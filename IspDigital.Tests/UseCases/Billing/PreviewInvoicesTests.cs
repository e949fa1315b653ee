using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

public sealed class PreviewInvoicesTests
{
    private static readonly DateOnly s_next = new(2026, 2, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PreviewInvoices_AMonthLater_TellsWhatIsDifferentForWhom(bool isPostgres)
    {
        await using var portal = isPostgres ? await TestPortal.StartPostgres() : TestPortal.Start();
        var home = await portal.HasPlan("Home", taka: 500);
        var fast = await portal.HasPlan("Fast", taka: 800);
        var vanishing = await portal.HasPlan("Old", taka: 500);
        await portal.HasSubscriber(home, portal.Today, "SAME");
        await portal.HasSubscriber(fast, portal.Today, "CHANGED");
        var closed = await portal.HasSubscriber(home, portal.Today, "CLOSED");
        var paused = await portal.HasSubscriber(home, portal.Today, "PAUSED");
        var cut = await portal.HasSubscriber(home, portal.Today, "CUT");
        var broken = await portal.HasSubscriber(vanishing, portal.Today, "BROKEN");
        await portal.IssuesInvoices();
        await portal.ChangesSubscriber(closed, s => s.Close(s_next));
        await portal.ChangesSubscriber(paused, s => s.Pause(s_next, s_next.AddDays(20), portal.Today));
        await portal.ChangesSubscriber(broken, s => s.SetTerms(new() { DueDays = 5_000 }));
        await using (var db = portal.OpenDb())
        {
            db.Add(new NonPaymentCut(cut, new DateOnly(2026, 1, 20)));
            (await db.Plans.SingleAsync(p => p.Id == fast, Cancellation)).SetPrice(s_next, Money.FromTaka(1_000));
            await db.SaveChangesAsync(Cancellation);
        }
        await portal.HasSubscriber(home, s_next, "NEW");
        portal.GoTo(s_next);

        var preview = (await portal.Run(s => s.GetRequiredService<PreviewInvoices>(), new PreviewInvoicesRequest())).Value;

        Assert.Equal(
            [
                ("BROKEN", DifferenceKind.Problem, null), ("CHANGED", DifferenceKind.Changed, null), ("CLOSED", DifferenceKind.Gone, NoBillReason.Closed),
                ("CUT", DifferenceKind.Gone, NoBillReason.Cut), ("NEW", DifferenceKind.New, null), ("PAUSED", DifferenceKind.Gone, NoBillReason.Paused),
                ("SAME", DifferenceKind.Same, (NoBillReason?)null),
            ],
            preview.Subscribers.OrderBy(s => s.Code, StringComparer.Ordinal).Select(s => (s.Code, s.Difference.Kind, s.Gone)));
        var changed = preview.Subscribers.Single(s => s.Code == "CHANGED");
        Assert.Equal((Money.FromTaka(1_000), Money.FromTaka(800), 25), (changed.Difference.Now, changed.Difference.Last, changed.Difference.Percent));
        Assert.Equal(Money.FromTaka(500), preview.Subscribers.Single(s => s.Code == "CUT").Difference.Last);
        Assert.Equal((3, Money.FromTaka(2_000), 1), (preview.Invoices.Count, preview.Total, preview.Problems.Count));
        var line = preview.Subscribers.Single(s => s.Code == "NEW").Drafts[0].Lines[0];
        Assert.Equal((line.Text, line.Cause, line.ListPrice, line.Net), Text(line.AsLine()));
    }

    [Fact]
    public async Task PreviewInvoices_ThresholdOfTheSettings_DecidesWhatIsAChange()
    {
        await using var portal = TestPortal.Start();
        await portal.HasBillingSettings(new BillingSettings { PreviewPercent = 5 });
        var plan = await portal.HasPlan(taka: 500);
        await portal.HasSubscriber(plan, portal.Today);
        await portal.IssuesInvoices();
        await using (var db = portal.OpenDb())
        {
            (await db.Plans.SingleAsync(Cancellation)).SetPrice(s_next, Money.FromTaka(550));
            await db.SaveChangesAsync(Cancellation);
        }

        var preview = (await portal.Run(s => s.GetRequiredService<PreviewInvoices>(), new PreviewInvoicesRequest(s_next), Role.Billing)).Value;

        Assert.Equal((DifferenceKind.Changed, 10), (preview.Subscribers[0].Difference.Kind, preview.Subscribers[0].Difference.Percent));
    }

    private static (string, LineCause, Money, Money) Text(InvoiceLine line) => (line.Text, line.Cause, line.ListPrice, line.Net);
}
