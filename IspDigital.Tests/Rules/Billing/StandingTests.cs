using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Three invoices on 12 January: one beyond its grace, one past its due date, one that is due today.</summary>
public sealed class StandingTests
{
    private static readonly OpenInvoice s_old = Open(1, due: "2026-01-08", lastDay: "2026-01-11", 100);
    private static readonly OpenInvoice s_late = Open(2, due: "2026-01-11", lastDay: "2026-01-12", 20);
    private static readonly OpenInvoice s_today = Open(3, due: "2026-01-12", lastDay: "2026-01-15", 3);

    [Fact]
    public void Standing_OnADay_CountsWhatIsPastItAndNotWhatFallsOnIt()
    {
        var standing = AccountStanding.From(7, [s_today, s_late, s_old], Money.FromTaka(123), Day("2026-01-12"));

        Assert.Equal((7, Day("2026-01-12"), 123.00m), (standing.SubscriberId, standing.Today, standing.Balance.Taka));
        Assert.Equal((120.00m, 100.00m), (standing.Overdue.Taka, standing.BeyondGrace.Taka));
        Assert.Equal((123.00m, 120.00m), Later(standing, "2026-01-13"));
        Assert.Equal((123.00m, 123.00m), Later(standing, "2026-01-16"));
    }

    [Fact]
    public void Standing_FromAnyOrder_HasTheOldestDueFirstAndThenTheFirstMade()
    {
        var twin = s_old with { InvoiceId = 9 };

        Assert.Equal([1, 9, 2, 3], AccountStanding.From(7, [s_today, twin, s_late, s_old], Money.Zero, Day("2026-01-12")).OpenInvoices.Select(i => i.InvoiceId));
    }

    [Fact]
    public void Oldest_OfNoInvoice_IsNone()
    {
        Assert.Null(AccountStanding.From(7, [], Money.Zero, Day("2026-01-12")).Oldest);
        Assert.Equal(s_late, AccountStanding.From(7, [s_today, s_late], Money.Zero, Day("2026-01-12")).Oldest);
    }

    [Fact]
    public void Facts_OfAnInvoice_SayWhatIsStillToPay()
    {
        var (days, amount) = (new DateRange(Day("2026-01-01"), Day("2026-02-01")), Money.FromTaka(500));
        var invoice = new Invoice("INV-2026-000001", new InvoiceDraft(
            7, InvoiceKind.Recurring, days, days.Start, Day("2026-01-08"), Day("2026-01-11"), [new(LineKind.Recurring, "Home", days, 31, amount, amount, 0, Money.Zero)]), null, default);
        invoice.Identify(41);
        invoice.Settle(Money.FromTaka(200));

        Assert.Equal(
            new OpenInvoice(41, "INV-2026-000001", 7, Day("2026-01-01"), Day("2026-01-08"), Day("2026-01-11"), amount, Money.FromTaka(300)), StandingFacts.Of(invoice));
    }

    private static (decimal Overdue, decimal BeyondGrace) Later(AccountStanding standing, string day)
    {
        var later = standing with { Today = Day(day) };
        return (later.Overdue.Taka, later.BeyondGrace.Taka);
    }

    private static OpenInvoice Open(long id, string due, string lastDay, decimal outstanding) =>
        new(id, $"INV-2026-{id:000000}", 7, Day("2026-01-01"), Day(due), Day(lastDay), Money.FromTaka(500), Money.FromTaka(outstanding));
}
