using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Proofs;

/// <summary>R11: a calculation that has gone wrong, in many ways, for everybody or for a few, on the first run or later: nothing wrong comes into the books.</summary>
public sealed class InjectedBugTests(ITestOutputHelper output)
{
    private const int Subscribers = 60;
    private static readonly DateOnly s_first = new(2026, 2, 1);
    private static readonly DateOnly s_second = new(2026, 3, 1);

    private static readonly Dictionary<string, Func<InvoiceDraft, IEnumerable<InvoiceDraft>>> s_bugs = new(StringComparer.Ordinal)
    {
        ["the same invoice twice"] = d => [d, d],
        ["the same line twice"] = d => [d with { Lines = [.. d.Lines, .. d.Lines] }],
        ["ten times the price"] = d => [Lines(d, l => l with { ListPrice = Times(l.ListPrice, 10), FullPrice = Times(l.FullPrice, 10), Net = Times(l.Net, 10), Tax = Times(l.Tax, 10) })],
        ["ten times the amount"] = d => [Lines(d, l => l with { Net = Times(l.Net, 10), Tax = Times(l.Tax, 10) })],
        ["a taka too much"] = d => [Lines(d, l => l with { Net = l.Net + Money.FromTaka(1) })],
        ["a price of zero"] = d => [Lines(d, l => l with { ListPrice = Money.Zero, FullPrice = Money.Zero, Net = Money.Zero, Tax = Money.Zero })],
        ["an amount of zero"] = d => [Lines(d, l => l with { Net = Money.Zero, Tax = Money.Zero })],
        ["a negative price"] = d => [Lines(d, l => l with { Net = -l.Net, Tax = -l.Tax })],
        ["ten times the tax"] = d => [Lines(d, l => l with { Tax = Times(l.Tax, 10) })],
        ["half off that nobody agreed"] = d => [Lines(d, l => l with { DiscountBasisPoints = 5_000, FullPrice = new(l.FullPrice.Minor / 2), Net = new(l.Net.Minor / 2), Tax = new(l.Tax.Minor / 2) })],
        ["the next month"] = d => [Moved(d, 1)],
        ["the next month, with its date"] = d => [Moved(d, 1) with { IssueDate = d.IssueDate.AddMonths(1) }],
        ["the last month"] = d => [Moved(d, -1)],
        ["this month and the next"] = d => [d, Moved(d, 1)],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BillingRun_CalculationGoneWrong_LetsNothingWrongIntoTheBooksAndIsMadeUpForOnceMended()
    {
        await using var empty = await Isp();
        await using var billed = await Billed(empty, s_first);
        await using var right = await Billed(billed, s_second);
        var expected = await Charges(right);
        var cases = from bug in s_bugs from share in new[] { 1, 20 } from isFirstRun in new[] { true, false } select (bug.Key, bug.Value, share, isFirstRun);

        await Parallel.ForEachAsync(cases, ProofSize.SideBySide, async (c, _) =>
        {
            var moment = $"{c.Key}, for one in {c.share}, {(c.isFirstRun ? "on the first run" : "later")}";
            await using var wrong = await (c.isFirstRun ? empty : billed).Copy(s => s.AddSingleton<InvoiceCalculation>((facts, upTo, policy) => Wrong(facts, upTo, policy, c.Value, c.share)));
            wrong.GoTo(c.isFirstRun ? s_first : s_second);
            await wrong.IssuesInvoices(approve: true); // a hasty person approves whatever is asked

            var made = await Charges(wrong);
            Assert.True(made.All(expected.Contains), $"{moment}: {made.FirstOrDefault(m => !expected.Contains(m))} came into the books");
            await using (var db = wrong.OpenDb())
            {
                Assert.True(await db.ParkedSubscribers.AnyAsync(Cancellation), $"{moment}: nobody is parked");
            }

            await using var mended = await wrong.Copy();
            await mended.Run(s => s.GetRequiredService<RetryParked>(), new RetryParkedRequest());
            foreach (var day in new[] { s_first, s_second }.Where(d => d >= mended.Today))
            {
                mended.GoTo(day);
                await mended.IssuesInvoices(approve: true);
            }
            Assert.Equal(expected, await Charges(mended));
            await Invariants.Hold(mended);
        });

        output.WriteLine(ProofSize.Line("R11", $"{s_bugs.Count} bugs of the calculation in {s_bugs.Count * 4} runs, all caught before the commit, all made up for once mended"));
    }

    [Fact]
    public async Task BillingRun_WrongWithinTheBounds_WaitsForAPersonByItsTotal()
    {
        await using var empty = await Isp();
        await using var billed = await Billed(empty, s_first);
        await using (var db = billed.OpenDb())
        {
            (await db.Plans.SingleAsync(Cancellation)).SetPrice(s_second, Money.FromTaka(800)); // a slip in the price list: no bound can know
            await db.SaveChangesAsync(Cancellation);
        }
        billed.GoTo(s_second);

        Assert.Equal(IssueOutcome.AwaitingApproval, (await billed.IssuesInvoices()).Outcome);

        await using var after = billed.OpenDb();
        Assert.Equal(HoldReason.TotalFarFromLast, (await after.BillingRuns.OrderBy(r => r.Id).LastAsync(Cancellation)).Hold);
        Assert.Equal(Subscribers, (await billed.Invoices()).Count);
    }

    private static Calculated Wrong(BillingFacts facts, DateOnly upTo, BillingPolicy policy, Func<InvoiceDraft, IEnumerable<InvoiceDraft>> bug, int share)
    {
        var right = InvoiceCalculator.Calculate(facts, upTo, policy);
        return facts.SubscriberId % share == 0 ? right with { Drafts = [.. right.Drafts.SelectMany(bug)] } : right;
    }

    private static InvoiceDraft Moved(InvoiceDraft draft, int months) => Lines(draft, l => l with { Days = Moved(l.Days, months), PeriodStart = l.PeriodStart.AddMonths(months) }) with
    {
        Period = Moved(draft.Period, months),
    };

    private static DateRange Moved(DateRange days, int months) => new(days.Start.AddMonths(months), days.End.AddMonths(months));

    private static InvoiceDraft Lines(InvoiceDraft draft, Func<LineDraft, LineDraft> change) => draft with { Lines = [.. draft.Lines.Select(change)] };

    private static Money Times(Money amount, int times) => amount * times;

    private static async Task<TestPortal> Isp()
    {
        var portal = TestPortal.Start();
        var plan = await portal.HasPlan(taxBasisPoints: 500);
        for (var i = 0; i < Subscribers; i++)
        {
            await portal.HasSubscriber(plan, s_first);
        }
        return portal;
    }

    private static async Task<TestPortal> Billed(TestPortal given, DateOnly day)
    {
        var portal = await given.Copy();
        portal.GoTo(day);
        Assert.Equal(IssueOutcome.Completed, (await portal.IssuesInvoices()).Outcome);
        return portal;
    }

    private static async Task<List<string>> Charges(TestPortal portal) =>
        [.. (await portal.Invoices()).OrderBy(i => i.SubscriberId).ThenBy(i => i.PeriodStart).ThenBy(i => i.Id)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.SubscriberId} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.DueDate:O} {i.Subtotal} {i.Tax} {i.Lines.Count}"))];
}
