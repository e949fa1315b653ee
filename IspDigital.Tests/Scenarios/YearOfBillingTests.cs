using IspDigital.Core.Billing;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Scenarios;

/// <summary>A leap year of a few subscribers, billed day by day, with the portal down for 3 and for 40 days.</summary>
public sealed class YearOfBillingTests
{
    private static readonly DateOnly s_first = new(2028, 1, 1);

    [Fact]
    public async Task Year_BilledDayByDayWithDowntime_EndsAsIfNothingHadHappened()
    {
        await using var steady = await Isp();
        await using var shaky = await Isp();

        await Live(steady, _ => false);
        await Live(shaky, day => (day >= new DateOnly(2028, 2, 28) && day < new DateOnly(2028, 3, 2)) || (day >= new DateOnly(2028, 6, 20) && day < new DateOnly(2028, 7, 30)));

        var expected = await Charges(steady);
        Assert.Equal(expected, await Charges(shaky));
        await Invariants.Hold(steady);
        await Invariants.Hold(shaky);
    }

    [Fact]
    public async Task Year_Monthly31st_KeepsTheDayAndTheLeapDay()
    {
        await using var isp = await Isp();

        await Live(isp, _ => false);

        Assert.Equal(
            ["01-31", "02-29", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"],
            (await isp.Invoices()).Where(i => i.SubscriberId == 1).Select(i => i.PeriodStart.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(4, (await isp.Invoices()).Count(i => i.SubscriberId == 3)); // quarterly
        Assert.Equal(52, (await isp.Invoices()).Count(i => i.SubscriberId == 4)); // weekly in arrears
    }

    [Fact]
    public async Task Year_EachDaysSecondRun_AddsNothing()
    {
        await using var isp = await Isp();
        for (var day = s_first; day.Year == 2028; day = day.AddDays(11))
        {
            isp.GoTo(day, hour: 23, minute: 59);
            await isp.IssuesInvoices();
            var count = (await isp.Invoices()).Count;

            Assert.Equal(IssueOutcome.NothingDue, (await isp.IssuesInvoices()).Outcome);

            Assert.Equal(count, (await isp.Invoices()).Count);
        }
        await Invariants.Hold(isp);
    }

    [Fact]
    public async Task Midnight_InTheOperatorsZone_DecidesTheDay()
    {
        await using var isp = TestPortal.Start();
        await isp.HasSubscriber(await isp.HasPlan(), new DateOnly(2026, 2, 10));
        isp.GoTo(new DateOnly(2026, 2, 9), hour: 23, minute: 59);
        Assert.Equal(IssueOutcome.NothingDue, (await isp.IssuesInvoices()).Outcome);

        isp.Clock.Advance(TimeSpan.FromMinutes(1)); // 18:00 in UTC, still the 9th there

        Assert.Equal(IssueOutcome.Completed, (await isp.IssuesInvoices()).Outcome);
    }

    /// <summary>The 31st; aligned on the 1st with tax inside; quarterly with lead days; weekly in arrears; paused in spring; closed in autumn.</summary>
    private static async Task<TestPortal> Isp()
    {
        var isp = TestPortal.Start();
        isp.GoTo(s_first, hour: 0);
        var home = await isp.HasPlan("Home", 500, taxBasisPoints: 500);
        var inclusive = await isp.HasPlan("Inclusive", 1_050, taxBasisPoints: 500, mode: TaxMode.Inclusive, terms: new() { AlignDay = 1 });
        await isp.HasSubscriber(home, new DateOnly(2028, 1, 31));
        await isp.HasSubscriber(inclusive, new DateOnly(2028, 1, 17));
        await isp.HasSubscriber(home, new DateOnly(2028, 2, 29), with: s => s.SetTerms(new() { CycleUnit = CycleUnit.Month, CycleCount = 3, LeadDays = 5 }));
        await isp.HasSubscriber(home, s_first, with: s =>
        {
            s.SetTerms(new() { CycleUnit = CycleUnit.Day, CycleCount = 7, Timing = BillingTiming.Arrears });
            s.Agree(new(s_first, new Money(12_345)));
        });
        await isp.HasSubscriber(home, new DateOnly(2028, 1, 5), with: s => s.Pause(new(2028, 3, 20), new DateOnly(2028, 5, 11), new(2028, 3, 15)));
        await isp.HasSubscriber(home, new DateOnly(2027, 6, 15), with: s =>
        {
            s.SetBillFrom(s_first);
            s.Close(new DateOnly(2028, 10, 3));
        });
        return isp;
    }

    private static async Task Live(TestPortal isp, Func<DateOnly, bool> isDown)
    {
        for (var day = s_first; day.Year == 2028; day = day.AddDays(1))
        {
            if (!isDown(day))
            {
                isp.GoTo(day, hour: 0, minute: 5);
                await isp.IssuesInvoices();
            }
        }
    }

    /// <summary>Everything of an invoice but its number and the order of making.</summary>
    private static async Task<List<string>> Charges(TestPortal isp)
    {
        await using var db = isp.OpenDb();
        return [.. (await db.Invoices.AsNoTracking().Include(i => i.Lines).ToListAsync(TestContext.Current.CancellationToken))
            .OrderBy(i => i.SubscriberId).ThenBy(i => i.PeriodStart)
            .Select(i => $"{i.SubscriberId} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.DueDate:O} {i.LastDayToPay:O} {i.Subtotal} {i.Tax} {i.Total} {string.Join('|', i.Lines.Select(l => $"{l.Kind} {l.From:O} {l.Net} {l.Tax}"))}")];
    }
}
