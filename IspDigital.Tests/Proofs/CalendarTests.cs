using System.Collections.Concurrent;
using System.Globalization;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using NodaTime;

namespace IspDigital.Tests.Proofs;

/// <summary>R6: the calendar, exhaustively: no gap, no overlap, no drift, against an oracle that is not ours.</summary>
[Trait("On", "None")]
public sealed class CalendarTests(ITestOutputHelper output)
{
    private const int YearsWalked = 5;
    private const int FaultsShown = 10;
    private static readonly DateOnly s_first = new(2024, 1, 1);
    private static readonly int[] s_cyclesOfMonths = [1, 3, 6, 12];
    private static readonly int[] s_cyclesOfDays = [1, 7, 10, 14, 28, 30, 90, 365];
    private static readonly DateOnly[] s_activations = [.. Enumerable.Range(0, new DateOnly(2033, 1, 1).DayNumber - s_first.DayNumber).Select(s_first.AddDays)];
    private readonly ConcurrentQueue<string> _faults = new();

    [Fact]
    public void Periods_EveryAlignedDayFromEveryActivation_AreTheOracles()
    {
        var (cases, periods) = (0, 0L);
        Parallel.For(1, 32, ProofSize.SideBySide, day =>
        {
            foreach (var months in s_cyclesOfMonths)
            {
                var terms = Terms(new(CycleUnit.Month, months), day);
                var walked = s_activations.Sum(on => Walk(terms, on, PeriodOracle.Aligned(LocalDate.FromDateOnly(on), day, months)));
                Interlocked.Add(ref cases, s_activations.Length);
                Interlocked.Add(ref periods, walked);
            }
        });

        AssertNoFault();
        Assert.Equal(407_712, cases);
        output.WriteLine(ProofSize.Line("R6", string.Create(CultureInfo.InvariantCulture, $"{cases:N0} cases, {periods:N0} periods over {YearsWalked} years each, 0 gaps, 0 overlaps, 0 drift")));
    }

    [Fact]
    public void Periods_OnTheActivationsOwnDay_AreTheOracles()
    {
        Parallel.ForEach(s_cyclesOfMonths, ProofSize.SideBySide, months =>
        {
            var terms = Terms(new(CycleUnit.Month, months), null);
            foreach (var on in s_activations)
            {
                Walk(terms, on, PeriodOracle.Anniversary(LocalDate.FromDateOnly(on), months));
            }
        });

        AssertNoFault();
    }

    [Fact]
    public void Periods_OfDaysFromEveryActivation_AreTheOracles()
    {
        Parallel.ForEach(s_cyclesOfDays, ProofSize.SideBySide, days =>
        {
            foreach (var (on, align) in s_activations.SelectMany(on => new int?[] { null, 1, 15, 31 }.Select(align => (on, align))))
            {
                var activated = LocalDate.FromDateOnly(on);
                var anchor = align is { } day ? PeriodOracle.FirstAligned(activated, day) : activated;
                Walk(Terms(new(CycleUnit.Day, days), align), on, PeriodOracle.OfDays(activated, anchor, days));
            }
        });

        AssertNoFault();
    }

    [Fact]
    public void Calculator_BillsExactlyThesePeriods_EachAtItsPrice()
    {
        // A stride that divides neither weeks nor years, so that every day of the year and every aligned day is met.
        var stride = ProofSize.Of(11, 1);
        var invoices = 0L;
        Parallel.For(1, 32, ProofSize.SideBySide, day =>
        {
            foreach (var months in s_cyclesOfMonths)
            {
                var policy = Policy(Terms(new(CycleUnit.Month, months), day));
                for (var i = day % stride; i < s_activations.Length; i += stride)
                {
                    Interlocked.Add(ref invoices, Bill(policy, s_activations[i], PeriodOracle.Aligned(LocalDate.FromDateOnly(s_activations[i]), day, months)));
                }
            }
        });

        AssertNoFault();
        output.WriteLine(ProofSize.Line("R6", string.Create(CultureInfo.InvariantCulture, $"{invoices:N0} invoices of the calculator for one case in {stride}, each for the oracle's days at the oracle's price")));
    }

    /// <summary>Walks from period to period as a run does, from the end of one to the one that holds that day.</summary>
    private long Walk(BillingTerms terms, DateOnly activatedOn, IEnumerable<ChargedDays> oracle)
    {
        var periods = BillingPeriods.For(terms, activatedOn);
        var (day, end, count) = (activatedOn, activatedOn.AddYears(YearsWalked), 0L);
        foreach (var expected in oracle)
        {
            var whole = periods.Containing(day);
            var charged = new DateRange(day, whole.End);
            if (charged != Range(expected.From, expected.To) || whole != Range(expected.WholeFrom, expected.WholeTo))
            {
                _faults.Enqueue($"{terms.Cycle}, aligned on {terms.AlignDay}, activated {activatedOn:O}: {charged} of {whole}, the oracle says {expected}");
                return count;
            }
            count++;
            day = charged.End;
            if (day >= end)
            {
                break;
            }
        }
        return count;
    }

    private int Bill(BillingPolicy policy, DateOnly activatedOn, IEnumerable<ChargedDays> oracle)
    {
        var upTo = activatedOn.AddMonths(27);
        var facts = new BillingFacts { SubscriberId = 1, ActivatedOn = activatedOn, BillFrom = activatedOn, Plans = [new(activatedOn, 1)] };
        var drafts = InvoiceCalculator.Calculate(facts, upTo, policy).Drafts;
        var expected = oracle.TakeWhile(p => p.From.ToDateOnly() <= upTo)
            .Select(p => (Range(p.From, p.To), p.From.ToDateOnly(), PriceOf(p))).ToList();
        if (!drafts.Select(d => (d.Period, d.IssueDate, d.Total.Minor)).SequenceEqual(expected))
        {
            _faults.Enqueue($"{policy.Terms.Cycle}, aligned on {policy.Terms.AlignDay}, activated {activatedOn:O}: the invoices are not for the oracle's days and prices");
        }
        return drafts.Count;
    }

    private const long Price = 99_999; // no number of days divides it

    private static long PriceOf(ChargedDays days)
    {
        var whole = Period.DaysBetween(days.WholeFrom, days.WholeTo);
        return ExactMoney.Share(Price, Period.DaysBetween(days.WholeFrom, days.To), whole, 1)
            - ExactMoney.Share(Price, Period.DaysBetween(days.WholeFrom, days.From), whole, 1);
    }

    private static BillingPolicy Policy(BillingTerms terms) => new(
        terms, Rounding.ToPoisha,
        new Dictionary<long, TariffPlan> { [1] = new(1, "Home 10", new(), [new(s_first, new Money(Price))], TaxRule.None) }, Money.FromTaka(1_000_000));

    private static BillingTerms Terms(BillingCycle cycle, int? align) => new(BillingTiming.Advance, cycle, align, 0, 7, 3);

    private static DateRange Range(LocalDate from, LocalDate to) => new(from.ToDateOnly(), to.ToDateOnly());

    private void AssertNoFault() => Assert.True(_faults.IsEmpty, string.Join(Environment.NewLine, _faults.Take(FaultsShown)));
}
