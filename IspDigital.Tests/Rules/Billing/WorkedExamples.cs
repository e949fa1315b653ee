using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>One worked example of <c>docs/billing.md</c>: who, asked when, under which policy.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Story">The facts, in a sentence.</param>
/// <param name="Facts">The facts.</param>
/// <param name="Through">Everything is issued through this day.</param>
/// <param name="Policy">The operator; null for plans Home 500.00 and Fast 1,000.00 without tax.</param>
internal sealed record WorkedExample(string Title, string Story, BillingFacts Facts, string Through, BillingPolicy? Policy = null);

/// <summary>Every rule of billing once, with numbers. The document is made from these.</summary>
internal static class WorkedExamples
{
    private const string NewYear = "2026-01-01";

    public static IReadOnlyList<WorkedExample> All { get; } =
    [
        .. Cycles(), .. Timing(), .. Changes(), .. Pauses(), .. Cuts(), .. Prices(), .. Taxes(), .. Charges(),
    ];

    private static WorkedExample[] Cycles() =>
    [
        new("Monthly from the 31st", "Activated 31 January; February is shorter, March has a 31st again.", Facts("2026-01-31"), "2026-04-30"),
        new("Quarterly", "Every 3 months from 30 November.", Facts("2025-11-30") with { Terms = Every(CycleUnit.Month, 3) }, "2026-05-30"),
        new("Yearly from 29 February", "Every 12 months; the day comes back in the next leap year.", Facts("2024-02-29") with { Terms = Every(CycleUnit.Month, 12) }, "2028-02-29"),
        new("Weekly", "Every 7 days.", Facts(NewYear) with { Terms = Every(CycleUnit.Day, 7) }, "2026-01-15"),
        new("Aligned on the 1st", "Activated 21 January; a short first period of 11 of 31 days.", Facts("2026-01-21") with { Terms = new() { AlignDay = 1 } }, "2026-02-01"),
        new("Aligned on the 31st", "Activated 10 February; a shorter month takes its last day.", Facts("2026-02-10") with { Terms = new() { AlignDay = 31 } }, "2026-03-31"),
        new("Brought from another system", "Activated in 2025, billed from 20 January: the remaining days of the running period.", Facts("2025-05-10") with { BillFrom = Day("2026-01-20") }, "2026-02-10"),
    ];

    private static WorkedExample[] Timing() =>
    [
        new("In advance with lead days", "Issued 5 days before the period, never before activation.", Facts(NewYear) with { Terms = new() { LeadDays = 5 } }, "2026-01-27"),
        new("In arrears", "Issued on the day after the period's last day.", Facts(NewYear) with { Terms = new() { Timing = BillingTiming.Arrears } }, "2026-02-01"),
        new("Due date and grace of their own", "14 due days and no grace, set on the subscriber.", Facts(NewYear) with { Terms = new() { DueDays = 14, GraceDays = 0 } }, NewYear),
    ];

    private static WorkedExample[] Changes() =>
    [
        new("Plan change at the next renewal", "Decided on 11 January for 1 February.", Changed("2026-02-01", "2026-01-11"), "2026-02-01"),
        new("Plan change at once", "Home to Fast on 11 January: 21 of 31 days of both.", Changed("2026-01-11", "2026-01-11"), "2026-02-01"),
        new("Plan change to a cheaper plan", "Fast to Home on 11 January: the difference is a credit note.",
            Facts(NewYear) with { Plans = [new(Day(NewYear), Fast), new(Day("2026-01-11"), Home, Day("2026-01-11"))] }, "2026-01-31"),
        new("Plan change in arrears", "Home to Fast on 11 January, billed on 1 February: one invoice, a line for each plan.",
            Changed("2026-01-11", "2026-01-11") with { Terms = new() { Timing = BillingTiming.Arrears } }, "2026-02-01"),
        new("Closing", "Closed on 11 January: the rest of the invoiced period is given back.", Facts(NewYear) with { ClosedOn = Day("2026-01-11") }, "2026-03-01"),
        new("Closing in arrears", "Closed on 11 January: the final invoice is for the days served.",
            Facts(NewYear) with { ClosedOn = Day("2026-01-11"), Terms = new() { Timing = BillingTiming.Arrears } }, "2026-03-01"),
    ];

    private static WorkedExample[] Pauses() =>
    [
        new("Pause, open-ended", "From 11 January: the invoiced days to the period's end are given back, nothing more is billed.", Facts(NewYear) with { Pauses = [Pause("2026-01-11")] }, "2026-06-01"),
        new("Pause and resume in the same period", "Off on 11 January, back on 20 January: the days to the period's end are charged again.",
            Facts(NewYear) with { Pauses = [Pause("2026-01-11", "2026-01-20", endDecidedOn: "2026-01-20")] }, "2026-02-01"),
        new("Pause and resume across periods", "Off on 11 January, back on 10 February: 19 of 28 days, and the cycle keeps its anchor.",
            Facts(NewYear) with { Pauses = [Pause("2026-01-11", "2026-02-10", endDecidedOn: "2026-02-10")] }, "2026-03-01"),
        new("Pause known in time", "Decided in December for 11 to 20 January: the days are not billed in the first place.",
            Facts(NewYear) with { Pauses = [Pause("2026-01-11", "2026-01-20", decidedOn: "2025-12-20")] }, "2026-01-31"),
        new("Pause without credit", "The same as the first, with the policy off.", Facts(NewYear) with { Pauses = [Pause("2026-01-11")] }, "2026-06-01", Policy() with { CreditsPausedDays = false }),
    ];

    private static WorkedExample[] Cuts() =>
    [
        new("Cut for money", "Cut on 20 January, back on 15 March: February lies wholly in the cut and is not billed; March by 17 of 31 days.",
            Facts(NewYear) with { Cuts = [DaysOff.Cut(Day("2026-01-20"), Day("2026-03-15"))] }, "2026-04-01"),
        new("Cut for money, billed always", "The same with the operator's choice to bill always.",
            Facts(NewYear) with { Cuts = [DaysOff.Cut(Day("2026-01-20"), Day("2026-03-15"))] }, "2026-03-31", Policy() with { BillsWhileCut = true }),
    ];

    private static WorkedExample[] Prices() =>
    [
        new("A price of their own", "450.00 instead of 500.00.", Facts(NewYear) with { OwnPrices = [new(Day(NewYear), Money.FromTaka(450))] }, NewYear),
        new("Percent discount with an end", "10% off until 1 February (exclusive).",
            Facts(NewYear) with { OwnPrices = [new(Day(NewYear), DiscountBasisPoints: 1_000, DiscountUntil: Day("2026-02-01"))] }, "2026-02-01"),
        new("Fixed discount on a short period", "75.00 off a full period; 11 of 31 days of 425.00.",
            Facts("2026-01-21") with { Terms = new() { AlignDay = 1 }, OwnPrices = [new(Day("2026-01-21"), Discount: Money.FromTaka(75))] }, "2026-01-21"),
        new("New tariff", "600.00 from 15 January: the running period keeps its price.", Facts("2026-01-10"), "2026-02-10",
            Policy(new TariffPlan(Home, "Home", new(), [new(Day("2020-01-01"), Money.FromTaka(500)), new(Day("2026-01-15"), Money.FromTaka(600))], TaxRule.None))),
    ];

    private static WorkedExample[] Taxes() =>
    [
        new("Tax on top", "5% exclusive; the credit of a closing gives the tax back on its line.", Facts(NewYear) with { ClosedOn = Day("2026-01-11") }, "2026-01-11", Policy(Plan(Home, "Home", 500, Vat()))),
        new("Tax inside", "5% inclusive.", Facts(NewYear), NewYear, Policy(Plan(Home, "Home", 500, Vat(mode: TaxMode.Inclusive)))),
        new("A duty for 13 days", "15.5% from 9 to 21 January 2025, 5% before and after: the rate is that of the invoice's date.",
            Facts("2024-12-10") with { BillFrom = Day("2024-12-10") }, "2025-02-10",
            Policy(Plan(Home, "Home", 500, new(TaxMode.Exclusive, [new(Day("2020-01-01"), 500), new(Day("2025-01-09"), 1_550), new(Day("2025-01-22"), 500)])))),
    ];

    private static WorkedExample[] Charges() =>
    [
        new("Installation on the first invoice", "1,000.00 for the installation, with the plan's tax of 5%.",
            Facts(NewYear) with { Charges = [new(1, LineKind.OneOff, "Installation", Money.FromTaka(1_000), Day(NewYear), false, true, null)] }, NewYear, Policy(Plan(Home, "Home", 500, Vat()))),
        new("A router sold in between", "150.00 on 20 January, on the next invoice.",
            Facts(NewYear) with { Charges = [new(1, LineKind.OneOff, "Router", Money.FromTaka(150), Day("2026-01-20"), false, true, null)] }, "2026-02-01"),
        new("A relocation billed at once", "300.00 on 20 January, on an invoice of its own.",
            Facts(NewYear) with { Charges = [new(1, LineKind.OneOff, "Relocation", Money.FromTaka(300), Day("2026-01-20"), true, true, null)] }, "2026-01-31"),
        new("An outage credit", "100.00 off the next invoice.",
            Facts(NewYear) with { Charges = [new(1, LineKind.OutageCredit, "Outage of 12 January", Money.FromTaka(-100), Day("2026-01-13"), false, true, null)] }, "2026-02-01"),
        new("What is left when the account closes", "A router of 20 January, closed on 25 January: an invoice of its own.",
            Facts(NewYear) with { ClosedOn = Day("2026-01-25"), Charges = [new(1, LineKind.OneOff, "Router", Money.FromTaka(150), Day("2026-01-20"), false, true, null)] }, "2026-01-31"),
    ];

    private static BillingTermsOverride Every(CycleUnit unit, int count) => new() { CycleUnit = unit, CycleCount = count };

    private static BillingFacts Changed(string from, string decidedOn) =>
        Facts(NewYear) with { Plans = [new(Day(NewYear), Home), new(Day(from), Fast, Day(decidedOn))] };
}
