using System.Globalization;
using IspDigital.Benchmarks.Simulation;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Proofs;

/// <summary>
/// R9: three subscribers, billed by one, three and twelve months, are paused and resumed again and again, on the same day and over the ends of
/// periods. The days that stand charged are the days of service; where paused days are not given back, nothing ever is.
/// </summary>
public sealed class SuspensionTests(ITestOutputHelper output)
{
    private const int CyclesInTests = 40;
    private const int CyclesFull = 1_000;
    private static readonly int[] s_months = [1, 3, 12];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribers_PausedAndResumedAgainAndAgain_AreBilledForTheirDaysOfService()
    {
        var cycles = ProofSize.Of(CyclesInTests, CyclesFull);
        await Parallel.ForEachAsync([true, false], ProofSize.SideBySide, async (givesBack, _) =>
        {
            await using var portal = TestPortal.Start();
            await portal.HasBillingSettings(new BillingSettings { CreditPausedDays = givesBack, ApprovalPercent = 1_000, ApprovalGapDays = 3_650 });
            var plan = await portal.HasPlan(taxBasisPoints: 500);
            foreach (var months in s_months)
            {
                await portal.HasSubscriber(plan, portal.Today, with: s => s.SetTerms(new() { CycleUnit = CycleUnit.Month, CycleCount = months }));
            }
            await portal.IssuesInvoices();
            var chance = ProofSize.ChanceOf(givesBack ? 1 : 2);
            for (var cycle = 0; cycle < cycles; cycle++)
            {
                await Cycle(portal, chance);
            }
            await DaysAreRight(portal, givesBack);
        });

        output.WriteLine(ProofSize.Line("R9", string.Create(CultureInfo.InvariantCulture,
            $"{cycles} times paused and resumed, billed by 1, 3 and 12 months, paused days given back or not: charged days = days of service, 0 parked")));
    }

    /// <summary>Some days of service, a pause of no day to a few months, and a run now and then between.</summary>
    private static async Task Cycle(TestPortal portal, Random chance)
    {
        await Pass(portal, chance.Next(12));
        var days = chance.Next(4) switch { 0 => 0, 1 => chance.Next(1, 4), 2 => chance.Next(4, 30), _ => chance.Next(20, 70) };
        DateOnly? until = chance.Next(3) == 0 ? portal.Today.AddDays(days + chance.Next(1, 20)) : null;
        foreach (var id in Enumerable.Range(1, s_months.Length))
        {
            Assert.True((await portal.Run(s => s.GetRequiredService<PauseSubscriber>(), new PauseSubscriberRequest(id, portal.Today, until, "away"))).IsOk);
        }
        if (chance.Next(2) == 0)
        {
            await portal.IssuesInvoices();
        }
        await Pass(portal, days);
        foreach (var id in Enumerable.Range(1, s_months.Length))
        {
            Assert.True((await portal.Run(s => s.GetRequiredService<ResumeSubscriber>(), new ResumeSubscriberRequest(id, portal.Today))).IsOk);
        }
        await portal.IssuesInvoices();
    }

    private static async Task Pass(TestPortal portal, int days)
    {
        if (days > 0)
        {
            portal.GoTo(portal.Today.AddDays(days));
            await portal.IssuesInvoices();
        }
    }

    private static async Task DaysAreRight(TestPortal portal, bool givesBack)
    {
        await using var db = portal.OpenDb();
        Assert.Equal(0, await db.ParkedSubscribers.CountAsync(Cancellation));
        if (givesBack)
        {
            Assert.Empty(await ServiceDaysOracle.Broken(db, portal.Today));
        }
        else
        {
            ServedDaysAreChargedOnce(await portal.Invoices(), await db.Subscribers.Include(s => s.Pauses).OrderBy(s => s.Id).ToListAsync(Cancellation), portal.Today);
        }
        await Invariants.Hold(portal);
    }

    private static void ServedDaysAreChargedOnce(List<Invoice> invoices, List<Subscriber> subscribers, DateOnly today)
    {
        var lines = invoices.SelectMany(i => i.Lines.Where(l => l.PlanId is not null).Select(l => (i.SubscriberId, Line: l))).ToList();
        Assert.DoesNotContain(lines, l => l.Line.Kind == LineKind.UnusedDays);
        foreach (var subscriber in subscribers)
        {
            var charged = lines.Where(l => l.SubscriberId == subscriber.Id)
                .SelectMany(l => Enumerable.Range(l.Line.From.DayNumber, l.Line.To.DayNumber - l.Line.From.DayNumber)).CountBy(day => day).ToDictionary();
            Assert.All(charged, day => Assert.Equal(1, day.Value));
            for (var day = subscriber.BillFrom; day <= today; day = day.AddDays(1))
            {
                Assert.True(subscriber.IsPausedOn(day) || charged.ContainsKey(day.DayNumber), $"{subscriber.Code}: {day:O} was served and not charged");
            }
        }
    }
}
