using CsCheck;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Core.Reminders;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Reminders;

/// <summary>
/// The invoice of these tests, with the default policy (each step at 10:00):
/// <code>
///   issued 1          before 7         due 10     after 12        last day 15   cut 16
///   ──┼─────────────────●────────────────●───────────●──────────────●──────────────┼──
///                     −3 days          on it       +2 days     final notice
/// </code>
/// </summary>
public sealed class ReminderPlannerTests
{
    private static readonly QuietHours s_quiet = new(new TimeOnly(9, 0), new TimeOnly(20, 0));

    private static readonly ReminderStep s_before = Step(1, StepAnchor.DueDate, -3, MessageKind.ReminderBeforeDue);
    private static readonly ReminderStep s_on = Step(2, StepAnchor.DueDate, 0, MessageKind.ReminderOnDue);
    private static readonly ReminderStep s_after = Step(3, StepAnchor.DueDate, 2, MessageKind.ReminderAfterDue);
    private static readonly ReminderStep s_final = Step(4, StepAnchor.Cut, -1, MessageKind.FinalNotice);
    private static readonly ReminderStep[] s_steps = [s_before, s_on, s_after, s_final];

    // day and time of January, steps decided before -> what is sent, what is skipped and why
    [Theory]
    [InlineData(7, "09:59", "", "", "")] // just before
    [InlineData(7, "10:00", "", "1", "")] // on the minute
    [InlineData(7, "10:01", "1", "", "")] // once is enough
    [InlineData(8, "10:00", "", "1", "")] // a day late is still in time
    [InlineData(8, "10:01", "", "", "1:TooLate")]
    [InlineData(10, "10:00", "1", "2", "")]
    [InlineData(10, "10:00", "", "2", "1:TooLate")] // down for three days: only the latest
    [InlineData(12, "12:00", "1", "3", "2:TooLate")]
    [InlineData(15, "09:00", "1,2", "", "3:TooLate")]
    [InlineData(15, "10:00", "1,2,3", "4", "")]
    [InlineData(15, "15:00", "", "4", "1:TooLate,2:TooLate,3:TooLate")]
    [InlineData(31, "12:00", "", "", "1:TooLate,2:TooLate,3:TooLate,4:TooLate")] // nothing stale
    public void Decide_OnADay_SendsTheLatestStepOnly(int day, string time, string decided, string sent, string skipped)
    {
        var decisions = Decide(Facts(), day, time, decided);

        Assert.Equal(sent, Ids(decisions.Where(d => d.Skip is null)));
        Assert.Equal(skipped, string.Join(',', decisions.Where(d => d.Skip is not null).Select(d => $"{d.Step.Id}:{d.Skip}")));
    }

    [Fact]
    public void Decide_TwoStepsWithinADay_SupersedesTheEarlier()
    {
        ReminderStep[] steps = [s_on, Step(5, StepAnchor.DueDate, 1, MessageKind.ReminderAfterDue, "08:00")];

        var decisions = ReminderPlanner.Decide(Facts(), steps, new HashSet<long>(), At(11, "09:30"), s_quiet);

        Assert.Equal([(2L, (ReminderSkip?)ReminderSkip.Superseded), (5L, null)], decisions.Select(d => (d.Step.Id, d.Skip)));
    }

    [Theory]
    [InlineData("paused", ReminderSkip.Paused)]
    [InlineData("promised", ReminderSkip.Promised)]
    [InlineData("closed", ReminderSkip.Closed)]
    [InlineData("advance", ReminderSkip.CoveredByAdvance)]
    [InlineData("nowhere", ReminderSkip.NoAddress)]
    public void Decide_WhileHeld_SkipsWithTheReason(string what, ReminderSkip reason)
    {
        var facts = what switch
        {
            "paused" => Facts() with { IsPaused = true },
            "promised" => Facts() with { Hold = new SubscriberHold(IsPromised: true, IsNeverCut: false) },
            "closed" => Facts() with { IsClosed = true },
            "advance" => Facts() with { Balance = Money.Zero },
            _ => Facts() with { Reach = [] },
        };

        Assert.Equal(reason, Assert.Single(Decide(facts, 7, "10:00", "")).Skip);
    }

    [Fact]
    public void Decide_PaidInvoice_HasNothingToSay() =>
        Assert.Empty(Decide(Facts() with { Invoice = Facts().Invoice with { Outstanding = Money.Zero } }, 10, "10:00", ""));

    [Fact]
    public void Decide_FinalNoticeForTheExempt_IsSkippedAsUntrue()
    {
        var facts = Facts() with { Hold = new SubscriberHold(IsPromised: false, IsNeverCut: true) };

        Assert.Equal(ReminderSkip.Exempt, Assert.Single(Decide(facts, 15, "10:00", "1,2,3")).Skip);
        Assert.Null(Assert.Single(Decide(facts, 12, "10:00", "1,2")).Skip);
    }

    [Fact]
    public void Decide_StepBeforeTheIssueDay_IsNoStepOfThisInvoice()
    {
        var facts = Facts() with { Invoice = Facts().Invoice with { IssueDate = new DateOnly(2026, 1, 9) } };

        Assert.Empty(Decide(facts, 9, "10:00", ""));
        Assert.Equal("2", Ids(Decide(facts, 10, "10:00", "")));
    }

    [Fact]
    public void Decide_StepAddedLater_RemindsNobodyOfThePast()
    {
        ReminderStep[] steps = [Step(9, StepAnchor.DueDate, -5, MessageKind.ReminderBeforeDue, "10:00", At(5, "12:00").Now)];

        Assert.Empty(ReminderPlanner.Decide(Facts(), steps, new HashSet<long>(), At(5, "12:01"), s_quiet));
    }

    [Fact]
    public void Decide_InTheQuietHours_WaitsForTheMorning()
    {
        ReminderStep[] late = [Step(9, StepAnchor.DueDate, 0, MessageKind.ReminderOnDue, "23:30")];

        var decision = Assert.Single(ReminderPlanner.Decide(Facts(), late, new HashSet<long>(), At(10, "23:30"), s_quiet));

        Assert.Equal(At(11, "09:00").Now, decision.NotBefore);
        Assert.True(decision.ExpiresAt >= At(11, "20:00").Now);
    }

    [Theory]
    [InlineData(10, "19:59", "", "2026-01-11 08:00")] // it may go until eight in the morning
    [InlineData(10, "20:30", "TooLate", "2026-01-11 08:00")] // and at nine, when the quiet hours end, it would be a day and an hour late
    [InlineData(11, "09:00", "TooLate", "2026-01-11 08:00")]
    public void Decide_AStepOfEightInTheMorning_GoesNoLaterThanADayAfter(int day, string time, string skip, string until)
    {
        ReminderStep[] early = [Step(9, StepAnchor.DueDate, 0, MessageKind.ReminderOnDue, "08:00")];

        var decision = Assert.Single(ReminderPlanner.Decide(Facts(), early, new HashSet<long>(), At(day, time), s_quiet));

        Assert.Equal((skip, until), (decision.Skip?.ToString() ?? "", decision.ExpiresAt.ToOffset(TimeSpan.FromHours(6)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Decide_BothChannelsButNoEmail_SendsSmsAlone() =>
        Assert.Equal([Channel.Sms], Assert.Single(Decide(Facts() with { Reach = [Channel.Sms] }, 7, "10:00", "")).Channels);

    [Fact]
    public void Decide_AtAnyMoments_SendsEachStepAtMostOnceAndNeverTwoAtATime()
    {
        var moments = Gen.Int[0, 60 * 24 * 40].Array[1, 30];
        moments.Holds(minutes =>
        {
            var decided = new HashSet<long>();
            foreach (var minute in minutes.Order())
            {
                var now = BusinessDay.At(At(1, "00:00").Now.AddMinutes(minute), "Asia/Dhaka");
                var decisions = ReminderPlanner.Decide(Facts(), s_steps, decided, now, s_quiet);
                Assert.True(decisions.Count(d => d.Skip is null) <= 1);
                Assert.All(decisions, d => Assert.True(decided.Add(d.Step.Id)));
                Assert.All(decisions, d => Assert.True(d.ScheduledAt <= now.Now));
                Assert.All(decisions.Where(d => d.Skip is null), d => Assert.True(now.Now - d.ScheduledAt <= ReminderPlanner.LatenessMax && !s_quiet.AreOn(now with { Now = d.NotBefore })));
                Assert.Empty(ReminderPlanner.Decide(Facts(), s_steps, decided, now, s_quiet));
            }
        });
    }

    private static IReadOnlyList<ReminderDecision> Decide(ReminderFacts facts, int day, string time, string decided) =>
        ReminderPlanner.Decide(facts, s_steps, decided.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToHashSet(), At(day, time), s_quiet);

    private static string Ids(IEnumerable<ReminderDecision> decisions) => string.Join(',', decisions.Select(d => d.Step.Id));

    private static BusinessDay At(int day, string time)
    {
        var dhaka = BusinessDay.At(DateTimeOffset.UnixEpoch, "Asia/Dhaka");
        return dhaka with { Now = dhaka.InstantOf(new DateOnly(2026, 1, day), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)) };
    }

    private static ReminderFacts Facts() => new(
        new OpenInvoice(1, "INV-2026-000001", 1, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 10), new DateOnly(2026, 1, 15), Money.FromTaka(1050), Money.FromTaka(1050)),
        Money.FromTaka(1050), IsPaused: false, IsClosed: false, default, [Channel.Sms, Channel.Email]);

    private static ReminderStep Step(long id, StepAnchor anchor, int days, MessageKind kind, string at = "10:00", DateTimeOffset? activeFrom = null)
    {
        var step = new ReminderStep(new StepTerms(anchor, days, TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture), true, true, kind), activeFrom ?? DateTimeOffset.UnixEpoch);
        typeof(ReminderStep).GetProperty(nameof(ReminderStep.Id))!.SetValue(step, id);
        return step;
    }
}
