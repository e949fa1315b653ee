using System.Collections.Concurrent;
using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.TimeZones;

namespace IspDigital.Tests.Proofs;

/// <summary>
/// R7: the operator's day. All of 2009, when Dhaka put its clocks forward on 19 June and back at the end of the year, and 2024 to 2032, to the
/// second; and the same invoices whatever the zone of the process.
/// </summary>
public sealed class ZoneTests(ITestOutputHelper output)
{
    private const string Dhaka = "Asia/Dhaka";
    private const int FaultsShown = 10;
    private static readonly DateTimeZone s_dhaka = DateTimeZoneProviders.Tzdb[Dhaka];
    private static readonly ZoneLocalMappingResolver s_resolver = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);
    private static readonly int[] s_years = [2009, .. Enumerable.Range(2024, 9)];
    private readonly ConcurrentQueue<string> _faults = new();

    [Fact]
    public void BusinessDay_AroundEveryMidnight_IsTheOraclesToTheSecond()
    {
        var moments = 0;
        foreach (var midnight in Midnights())
        {
            foreach (var seconds in new[] { -1, 0, 1 })
            {
                var at = midnight + Duration.FromSeconds(seconds);
                var (expected, ours) = (at.InZone(s_dhaka), BusinessDay.At(at.ToDateTimeOffset(), Dhaka));
                Expect(expected.Date.ToDateOnly() == ours.Today && expected.TimeOfDay.ToTimeOnly() == ours.TimeOfDay, $"{at}: {ours.Today:O} {ours.TimeOfDay:O}");
                moments++;
            }
        }

        AssertNoFault();
        output.WriteLine(ProofSize.Line("R7", $"{moments} moments within a second of midnight in 2009 and 2024 to 2032, each the oracle's day and time"));
    }

    [Fact]
    public void BusinessDay_WallClockOfEveryHalfHour_IsTheOraclesInstant()
    {
        foreach (var day in Days())
        {
            foreach (var minute in Enumerable.Range(0, 48).Select(half => half * 30).Append(1_439))
            {
                var time = new TimeOnly(minute / 60, minute % 60);
                var expected = LocalDate.FromDateOnly(day).At(LocalTime.FromTimeOnly(time)).InZone(s_dhaka, s_resolver).ToInstant();
                var ours = BusinessDay.At(DateTimeOffset.UnixEpoch, Dhaka).InstantOf(day, time);
                Expect(expected.ToDateTimeOffset() == ours, $"{day:O} {time:O}: {ours:O}, the oracle says {expected}");
            }
        }

        AssertNoFault();
    }

    [Fact]
    public void Calculator_AroundEveryMidnight_BillsTheDayNotASecondEarly()
    {
        var terms = new BillingTerms(BillingTiming.Advance, new(CycleUnit.Day, 1), null, 0, 7, 3);
        var policy = new BillingPolicy(
            terms, Rounding.ToPoisha,
            new Dictionary<long, TariffPlan> { [1] = new(1, "Day", new(), [new(new(2000, 1, 1), Money.FromTaka(20))], TaxRule.None) }, Money.FromTaka(1_000));
        foreach (var midnight in Midnights())
        {
            var day = midnight.InZone(s_dhaka).Date.ToDateOnly();
            var facts = new BillingFacts { SubscriberId = 1, ActivatedOn = day, BillFrom = day, Plans = [new(day, 1)] };
            var drafts = new[] { -1, 0, 1 }.Select(seconds => InvoiceCalculator.Calculate(
                facts, BusinessDay.At(midnight.ToDateTimeOffset().AddSeconds(seconds), Dhaka).Today, policy).Drafts.Count);
            Expect(drafts.SequenceEqual([0, 1, 1]), $"{day:O}: {string.Join(' ', drafts)} drafts a second before, at, and after midnight");
        }

        AssertNoFault();
    }

    [Fact]
    public async Task Processes_InThreeZones_KnowTheSameDaysAndMakeTheSameInvoices()
    {
        await using var given = await Isp();
        var worlds = new ConcurrentDictionary<string, (string Days, string Outcomes, List<string> Invoices)>();
        await Parallel.ForEachAsync(["UTC", Dhaka, "America/New_York"], ProofSize.SideBySide, async (zone, _) =>
        {
            await using var portal = await given.Copy();
            await using var process = BillingProcess.Start(portal, zone, "bill-on-call");
            List<string> days = [];
            foreach (var (first, last) in new[] { ("2009-01-01", "2009-12-31"), ("2024-01-01", "2032-12-31") })
            {
                days.Add(await process.Ask($"days {first} {last}"));
            }
            List<string> outcomes = [];
            foreach (var at in Boundaries().SelectMany(b => new[] { -1, 0, 1 }.Select(seconds => b.AddSeconds(seconds))))
            {
                Assert.Equal("ready", await process.Ask(string.Create(CultureInfo.InvariantCulture, $"bill-still {at:O} 100")));
                outcomes.Add(await process.Ask(""));
            }
            worlds[zone] = (string.Join(' ', days), string.Join(' ', outcomes), await Invoices(portal));
        });

        var utc = worlds["UTC"];
        Assert.All(worlds.Values, world => Assert.Equal((utc.Days, utc.Outcomes), (world.Days, world.Outcomes)));
        Assert.All(worlds.Values, world => Assert.Equal(utc.Invoices, world.Invoices));
        Assert.True(utc.Invoices.Count > 100);
        output.WriteLine(ProofSize.Line("R7", $"{utc.Invoices.Count} invoices, the same in processes of UTC, {Dhaka} and America/New_York"));
    }

    private static IEnumerable<DateOnly> Days() =>
        s_years.SelectMany(y => Enumerable.Range(0, DateTime.IsLeapYear(y) ? 366 : 365).Select(new DateOnly(y, 1, 1).AddDays));

    private static IEnumerable<Instant> Midnights() => Days().Select(d => s_dhaka.AtStartOfDay(LocalDate.FromDateOnly(d)).ToInstant());

    /// <summary>Midnights in Dhaka at ends of months, in a leap year, at New Year, and on the days on which New York changes its clocks.</summary>
    private static IEnumerable<DateTimeOffset> Boundaries()
    {
        DateOnly[] some = [new(2024, 2, 29), new(2024, 3, 10), new(2024, 3, 31), new(2024, 11, 3), new(2025, 1, 1), new(2025, 2, 28), new(2025, 3, 31)];
        DateOnly[] more = [new(2026, 3, 8), new(2026, 12, 31), new(2028, 2, 29), new(2028, 3, 1), new(2029, 11, 4), new(2030, 1, 31), new(2032, 12, 31)];
        return (ProofSize.IsFull ? some.Concat(more) : some).Select(d => s_dhaka.AtStartOfDay(LocalDate.FromDateOnly(d)).ToDateTimeOffset());
    }

    /// <summary>Subscribers of every cycle; nothing waits for approval however far the days lie apart.</summary>
    private static async Task<TestPortal> Isp()
    {
        var first = new DateOnly(2024, 1, 31);
        var portal = TestPortal.Start();
        await portal.HasBillingSettings(new BillingSettings { ApprovalPercent = 1_000, ApprovalSubscribersMin = 100_000, ApprovalGapDays = 3_650 });
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        await portal.HasSubscriber(plan, first);
        await portal.HasSubscriber(plan, first, with: s => s.SetTerms(new() { AlignDay = 1 }));
        await portal.HasSubscriber(plan, first, with: s => s.SetTerms(new() { AlignDay = 31, LeadDays = 5 }));
        await portal.HasSubscriber(plan, first, with: s => s.SetTerms(new() { CycleUnit = CycleUnit.Day, CycleCount = 1 }));
        await portal.HasSubscriber(plan, first, with: s => s.SetTerms(new() { CycleUnit = CycleUnit.Day, CycleCount = 7, Timing = BillingTiming.Arrears }));
        await portal.HasSubscriber(plan, first, with: s => s.SetTerms(new() { CycleUnit = CycleUnit.Month, CycleCount = 3, Timing = BillingTiming.Arrears }));
        return portal;
    }

    private static async Task<List<string>> Invoices(TestPortal portal)
    {
        await Invariants.Hold(portal);
        return [.. (await portal.Invoices()).Select(i =>
            $"{i.Number} {i.SubscriberId} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.DueDate:O} {i.LastDayToPay:O} {i.Total} {string.Join('|', i.Lines.Select(l => $"{l.From:O} {l.Net} {l.Tax}"))}")];
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Enqueue(otherwise);
        }
    }

    private void AssertNoFault() => Assert.True(_faults.IsEmpty, string.Join(Environment.NewLine, _faults.Take(FaultsShown)));
}
