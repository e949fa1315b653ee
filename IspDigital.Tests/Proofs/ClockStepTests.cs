using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Proofs;

/// <summary>R5: the clock steps while the portal runs, or is wrong when it starts: beyond 36 hours a person must look, and nothing is billed twice or left out.</summary>
public sealed class ClockStepTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero); // noon in Dhaka
    private static readonly DateOnly s_end = new(2026, 3, 13);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Billing_ClockStepsAndIsPutRight_EndsAsIfItHadNeverStepped()
    {
        await using var given = await Isp();
        var expected = await Steady(given);

        await Parallel.ForEachAsync(ClockSteps.OfARightClock, ProofSize.SideBySide, async (step, _) =>
        {
            var clock = new LeapingClock(s_now);
            await using var portal = await given.Copy(clock: clock);
            Assert.Equal(IssueOutcome.NothingDue, (await portal.IssuesInvoices()).Outcome);

            clock.Leap = step;
            clock.Advance(s_minute);
            var outcomes = new[] { (await portal.IssuesInvoices()).Outcome, (await portal.IssuesInvoices()).Outcome };
            var held = await Held(portal);
            var approved = held is null || await IsRefused(portal, clock, held);
            clock.Leap = TimeSpan.Zero;
            clock.Advance(s_minute);
            var back = (await portal.IssuesInvoices()).Outcome;

            Assert.True(step > ClockGuard.StepMax ? outcomes.All(o => o == IssueOutcome.AwaitingApproval) && held?.Hold == HoldReason.ClockJumped : held is null,
                $"{step}: {string.Join(", ", outcomes)}, held because {held?.Hold}");
            Assert.True(back == IssueOutcome.NothingDue && approved, $"{step}: {back} after the clock was put right");
            await WalkToTheEnd(portal);
            Assert.Equal(expected, await Charges(portal));
            await Invariants.Hold(portal);
        });

        output.WriteLine(ProofSize.Line("R5", $"{ClockSteps.OfARightClock.Count} steps from -24 h to +26 y, held beyond 36 h, 0 double, 0 missing after the clock was put right"));
    }

    [Fact]
    public async Task Billing_StartedAtAWrongTimeThenPutRight_WaitsForAPersonAndBillsNothingTwice()
    {
        await using var given = await Isp();
        var expected = await Steady(given);

        await Parallel.ForEachAsync(ClockSteps.WrongStarts, ProofSize.SideBySide, async (wrong, _) =>
        {
            var clock = new LeapingClock(s_now.AddDays(2)) { Leap = wrong - s_now.AddDays(2) };
            await using var portal = await given.Copy(clock: clock);
            await using (var scope = portal.AsJob("IssueInvoices"))
            {
                var refused = await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new(), Cancellation);
                Assert.IsType<ClockIsAbsurd>(refused.Error);
            }

            clock.Leap = TimeSpan.Zero;
            clock.Advance(s_minute);
            var held = (await portal.IssuesInvoices()).Outcome;
            var reason = (await Held(portal))?.Hold;
            var approved = (await portal.IssuesInvoices(approve: true)).Outcome;

            Assert.True((held, reason, approved) == (IssueOutcome.AwaitingApproval, HoldReason.ClockJumped, IssueOutcome.Completed), $"{wrong}: {held}, {reason}, {approved}");
            await WalkToTheEnd(portal);
            Assert.Equal(expected, await Charges(portal));
            await Invariants.Hold(portal);
        });

        output.WriteLine(ProofSize.Line("R5", $"{ClockSteps.WrongStarts.Count} starts between 1970 and 2023 put right by NTP, each refused, then held, 0 double, 0 missing"));
    }

    [Fact]
    public async Task Billing_FirstRunAfterAStep_WaitsForAPersonToo()
    {
        var clock = new LeapingClock(s_now);
        await using var portal = TestPortal.Start(clock: clock);
        await portal.HasSubscriber(await portal.HasPlan(), new DateOnly(2026, 4, 1));
        Assert.Equal(IssueOutcome.NothingDue, (await portal.IssuesInvoices()).Outcome);

        clock.Leap = TimeSpan.FromDays(60);
        var outcome = (await portal.IssuesInvoices()).Outcome;

        Assert.Equal(IssueOutcome.AwaitingApproval, outcome);
        Assert.Empty(await portal.Invoices());
    }

    /// <summary>Once the clock is right, a person cannot let go what was due by the wrong one.</summary>
    private static async Task<bool> IsRefused(TestPortal portal, LeapingClock clock, BillingRun held)
    {
        var leap = clock.Leap;
        clock.Leap = TimeSpan.Zero;
        var approved = await portal.Run(s => s.GetRequiredService<ApproveBillingRun>(), new ApproveBillingRunRequest(held.Id), Role.Owner);
        clock.Leap = leap;
        return approved.Error is ThroughInFuture;
    }

    private static async Task<BillingRun?> Held(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.BillingRuns.AsNoTracking().SingleOrDefaultAsync(r => r.State == BillingRunState.AwaitingApproval, Cancellation);
    }

    /// <summary>Twelve monthly subscribers on different days and one who is billed every day; all billed by now.</summary>
    private static async Task<TestPortal> Isp()
    {
        var portal = TestPortal.Start();
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        for (var i = 0; i < 12; i++)
        {
            await portal.HasSubscriber(plan, new DateOnly(2026, 2, 1 + (i * 2)));
        }
        await portal.HasSubscriber(plan, new DateOnly(2026, 3, 1), with: s => s.SetTerms(new() { CycleUnit = CycleUnit.Day, CycleCount = 1 }));
        portal.Clock.SetUtcNow(s_now);
        Assert.Equal(IssueOutcome.Completed, (await portal.IssuesInvoices()).Outcome);
        return portal;
    }

    private static async Task<List<string>> Steady(TestPortal given)
    {
        await using var steady = await given.Copy();
        await WalkToTheEnd(steady);
        return await Charges(steady);
    }

    private static async Task WalkToTheEnd(TestPortal portal)
    {
        for (var day = portal.Today.AddDays(1); day <= s_end; day = day.AddDays(1))
        {
            portal.GoTo(day, hour: 13);
            var outcome = (await portal.IssuesInvoices()).Outcome;
            Assert.True(outcome is IssueOutcome.Completed or IssueOutcome.NothingDue, $"{day:O}: {outcome}");
        }
    }

    private static async Task<List<string>> Charges(TestPortal portal) =>
        [.. (await portal.Invoices()).OrderBy(i => i.SubscriberId).ThenBy(i => i.PeriodStart)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.SubscriberId} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.DueDate:O} {i.Total}"))];
}
