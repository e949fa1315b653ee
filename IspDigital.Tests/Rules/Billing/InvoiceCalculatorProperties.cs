using CsCheck;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>What holds for any life of a subscriber: late joiner, aligned or not, pauses known early or late, plan changes, cuts, charges, closing.</summary>
public sealed class InvoiceCalculatorProperties
{
    private static readonly DateOnly s_first = new(2024, 1, 1);

    [Fact]
    public void Calculate_AfterIssue_ReturnsNothingAndTheHintHolds() =>
        GenLife.Holds((facts, through) =>
        {
            var first = Checked(facts, through, Policy());
            var issued = Issue(facts, first.Drafts);
            var again = Checked(issued, through, Policy());
            var byHint = Checked(Hinted(issued, first), through, Policy());
            return first.Problem is null && again.Problem is null && again.Drafts.Count == 0 && byHint.Drafts.Count == 0
                && (first.NextIssueOn is not { } next || next > through);
        }, cases: 3_000);

    [Fact]
    public void Calculate_ByTheHint_NothingIsIssuedBeforeItsDayAndAllOnIt() =>
        GenLife.Holds((facts, through) =>
        {
            var first = Checked(facts, through, Policy());
            var issued = Issue(facts, first.Drafts);
            var later = through.AddDays(60);
            var whole = Checked(issued, later, Policy()).Drafts;
            var hinted = Checked(Hinted(issued, first), later, Policy()).Drafts;
            return whole.Select(Text).SequenceEqual(hinted.Select(Text)) && (first.NextIssueOn is { } next ? whole.All(d => d.IssueDate >= next) : whole.Count == 0);
        }, cases: 3_000);

    [Fact]
    public void Calculate_EveryDay_IssuesTheSameAsAtOnce() =>
        GenLife.Holds((facts, through) =>
        {
            List<InvoiceDraft> daily = [];
            var known = facts;
            for (var day = facts.ActivatedOn.AddDays(-12); day <= through; day = day.AddDays(1))
            {
                var issued = Checked(AsKnownOn(known, day), day, Policy()).Drafts;
                daily.AddRange(issued);
                known = Issue(known, issued);
            }
            var atOnce = Checked(facts, through, Policy()).Drafts;
            Assert.Equal(string.Join('\n', Lines(atOnce)), string.Join('\n', Lines(daily)));
        }, cases: 600);

    [Fact]
    public void Calculate_ServiceDays_AreEachChargedOnceInTheEnd() =>
        GenLife.Holds((facts, through) =>
        {
            var drafts = Checked(facts, through, Policy()).Drafts;
            var standing = Issue(facts, drafts).Charged;
            var until = drafts.Where(d => d.Kind == InvoiceKind.Recurring).Select(d => d.Period.End).DefaultIfEmpty(facts.BillFrom).Max();
            for (var day = facts.BillFrom; day < until; day = day.AddDays(1))
            {
                var paused = facts.Pauses.Where(p => p.AsKnownOn(through).Contains(day)).ToList();
                if (paused.Exists(p => p.Start > through))
                {
                    continue; // decided and still to come: invoices that know of it left the day out, older ones will be corrected
                }
                var isServed = paused.Count == 0
                    && !(facts.ClosedOn <= day && facts.ClosedOn <= through) && !facts.Cuts.Any(c => new DateRange(c.Start, c.End).Contains(day));
                var charged = standing.Where(s => s.Days.Contains(day)).Select(s => s.Charge?.PlanId).ToList();
                var isRight = isServed ? charged is [{ } plan] && plan == facts.PlanOn(day, through)!.Value.PlanId || facts.PlanOn(day)!.Value.From > through
                    : charged is [] or [null] || facts.Cuts.Count > 0;
                if (!isRight)
                {
                    return false;
                }
            }
            return true;
        }, cases: 3_000);

    [Fact]
    public void Calculate_EachCharge_IsBilledOnceAtMost() =>
        GenLife.Holds((facts, through) =>
        {
            var billed = Checked(facts, through, Policy()).Drafts.SelectMany(d => d.Lines.Select(l => (Line: l, d.IssueDate))).Where(l => l.Line.ChargeId is not null).ToList();
            return billed.Select(b => b.Line.ChargeId).Distinct().Count() == billed.Count
                && billed.All(b => b.IssueDate >= facts.Charges.Single(c => c.ChargeId == b.Line.ChargeId).ChargedOn);
        }, cases: 2_000);

    /// <summary>What was decided by that day; a charge that is not decided yet waits.</summary>
    private static BillingFacts AsKnownOn(BillingFacts facts, DateOnly day) => facts with
    {
        Plans = [.. facts.Plans.Where(p => p.KnownOn <= day).Select(p => p.SupersededOn <= day ? p : p with { SupersededOn = null })],
        Pauses = [.. facts.Pauses.Where(p => p.KnownOn <= day).Select(p => p with { Ends = [.. p.Ends.Where(e => e.KnownOn <= day)] })],
        Cuts = [.. facts.Cuts.Where(c => c.KnownOn <= day).Select(c => c with { Ends = [.. c.Ends.Where(e => e.KnownOn <= day)] })],
        ClosedOn = facts.ClosedOn <= day ? facts.ClosedOn : null,
        Charges = [.. facts.Charges.Where(c => c.ChargedOn <= day)],
    };

    private static BillingFacts Hinted(BillingFacts issued, Calculated first) => issued with
    {
        BilledUntil = first.SettledUntil,
        Invoiced = [.. issued.Invoiced.Where(i => i.Days.Start >= first.SettledUntil)],
    };

    private static IEnumerable<string> Lines(IEnumerable<InvoiceDraft> drafts) => drafts
        .OrderBy(d => d.IssueDate).ThenBy(d => d.Kind).ThenBy(d => d.Period.Start)
        .Select(d => $"{Text(d)} {string.Join('|', d.Lines.Select(Text))}");

    private static readonly Gen<BillingTermsOverride> GenTerms =
        from align in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 31].Select(d => (int?)d))
        from timing in AnyOf.These(BillingTiming.Advance, BillingTiming.Arrears)
        from lead in Gen.Int[0, 10]
        from cycle in AnyOf.These((CycleUnit.Month, 1), (CycleUnit.Month, 3), (CycleUnit.Day, 7), (CycleUnit.Day, 30))
        select new BillingTermsOverride { AlignDay = align, Timing = timing, LeadDays = lead, CycleUnit = cycle.Item1, CycleCount = cycle.Item2 };

    private static readonly Gen<(BillingFacts, DateOnly)> GenLife =
        from activated in Gen.Int[0, 700].Select(n => s_first.AddDays(n))
        from billFrom in Gen.Int[0, 90]
        from closed in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 500].Select(n => (int?)n))
        from pause in Gen.OneOf(Gen.Const((DaysOff?)null), GenPause(activated))
        from second in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 60].Select(n => (int?)n))
        from change in Gen.OneOf(Gen.Const((PlanFrom?)null), GenChange(activated))
        from anew in Gen.OneOf(Gen.Const(((int, int, long)?)null), Gen.Select(Gen.Int[0, 20], Gen.Int[-5, 20], AnyOf.These(Home, Fast)).Select(c => ((int, int, long)?)c))
        from cut in Gen.OneOf(Gen.Const(((int, int)?)null), Gen.Select(Gen.Int[20, 200], Gen.Int[1, 90]).Select(c => ((int, int)?)c))
        from charge in Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 300].Select(n => (int?)n))
        from isAlone in Gen.Bool
        from terms in GenTerms
        from through in Gen.Int[0, 400]
        select (Life(activated, terms, Plans(activated, change, anew), cut) with
        {
            BillFrom = activated.AddDays(billFrom),
            ClosedOn = closed is { } days ? activated.AddDays(days) : null,
            Pauses = cut is null ? Pauses(pause, second) : [],
            Charges = charge is { } day ? [new(7, LineKind.OneOff, "Router", Money.FromTaka(150), activated.AddDays(day), isAlone, true, null)] : [],
        }, activated.AddDays(through));

    private static BillingFacts Life(DateOnly activated, BillingTermsOverride terms, IReadOnlyList<PlanFrom> plans, (int From, int Days)? cut) => new()
    {
        SubscriberId = 1,
        ActivatedOn = activated,
        BillFrom = activated,
        Plans = plans,
        Cuts = cut is { } off ? [DaysOff.Cut(activated.AddDays(off.From), activated.AddDays(off.From + off.Days))] : [],
        Terms = terms,
    };

    /// <summary>Dated and known before, and then perhaps shortened once or twice; or open and ended by a later decision.</summary>
    private static Gen<DaysOff?> GenPause(DateOnly activated) =>
        from start in Gen.Int[0, 300]
        from length in Gen.Int[1, 90]
        from decidedBefore in Gen.Int[0, 20]
        from isDated in Gen.Bool
        from shortened in Gen.Select(Gen.Int[0, 40], Gen.Int[1, 40]).List[0, 2]
        select (DaysOff?)PauseFrom(activated.AddDays(start), length, decidedBefore, isDated, shortened);

    private static DaysOff PauseFrom(DateOnly first, int length, int decidedBefore, bool isDated, List<(int After, int By)> shortened)
    {
        var (decided, until) = (first.AddDays(-decidedBefore), first.AddDays(length));
        if (!isDated)
        {
            return new DaysOff(first, DateOnly.MaxValue, decided).EndedOn(until, until);
        }
        var pause = new DaysOff(first, until, decided);
        foreach (var (after, by) in shortened)
        {
            var (on, end) = (pause.EndKnownOn.AddDays(after), pause.End.AddDays(-by));
            end = new[] { end, on, first }.Max();
            pause = end < pause.End ? pause.EndedOn(end, on) : pause;
        }
        return pause;
    }

    private static Gen<PlanFrom?> GenChange(DateOnly activated) =>
        from day in Gen.Int[1, 300]
        from decidedBefore in Gen.Int[0, 20]
        select (PlanFrom?)new PlanFrom(activated.AddDays(day), Fast, activated.AddDays(Math.Max(0, day - decidedBefore)));

    /// <summary>A change that is planned, and then perhaps another in its place or after it.</summary>
    private static IReadOnlyList<PlanFrom> Plans(DateOnly activated, PlanFrom? change, (int DecidedAfter, int FromLater, long PlanId)? anew)
    {
        PlanFrom first = new(activated, Home);
        if (change is not { } other || anew is not { } again)
        {
            return change is { } only ? [first, only] : [first];
        }
        var decided = other.KnownOn.AddDays(again.DecidedAfter);
        var from = other.From.AddDays(again.FromLater);
        return PlanFrom.Changed([first, other], from > decided ? from : decided, again.PlanId, decided);
    }

    private static IReadOnlyList<DaysOff> Pauses(DaysOff? pause, int? secondAfter) => pause is not { } first ? []
        : secondAfter is not { } gap ? [first]
        : [first, DaysOff.Cut(first.End.AddDays(gap), first.End.AddDays(gap + 9)), DaysOff.Cut(first.End.AddDays(gap + 15), first.End.AddDays(gap + 20))];
}
