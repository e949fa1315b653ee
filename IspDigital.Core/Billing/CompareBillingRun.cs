using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>Show why a run waits for approval.</summary>
/// <param name="RunId">The run.</param>
public sealed record CompareBillingRunRequest(long RunId);

/// <summary>A held run beside last time.</summary>
/// <param name="Expected">What it would invoice to those billed before.</param>
/// <param name="Last">What they would be asked for as many days at their last rate.</param>
/// <param name="Subscribers">How many of them there are.</param>
/// <param name="Most">Those who differ most, the largest difference first.</param>
public sealed record ComparedRun(Money Expected, Money Last, int Subscribers, IReadOnlyList<RunContribution> Most);

/// <summary>What one subscriber adds to the difference.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Name">The subscriber's name.</param>
/// <param name="Expected">What the run would invoice.</param>
/// <param name="Last">As many days at the last rate.</param>
public sealed record RunContribution(long SubscriberId, string Code, string Name, Money Expected, Money Last)
{
    /// <summary>More, or less, than last time.</summary>
    public Money Difference => Expected - Last;
}

/// <summary>Tells who makes a held run differ from last time: the comparison that held it, subscriber by subscriber. Nothing is written.</summary>
public sealed class CompareBillingRun(UseCaseContext context, InvoiceCalculation calculation) : UseCase<CompareBillingRunRequest, ComparedRun>(context)
{
    /// <summary>Subscribers that are named.</summary>
    public const int NamedMax = 20;

    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override async Task<Result<ComparedRun>> Handle(CompareBillingRunRequest request, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        if (await db.BillingRuns.SingleOrDefaultAsync(r => r.Id == request.RunId, cancellation) is not { State: BillingRunState.AwaitingApproval } run)
        {
            return new RunNotAwaiting();
        }
        var book = await BillingFactsReader.Book(db, cancellation) with { Calculation = calculation };
        var comparison = new RunComparison(book.Settings, run.ThroughDate);
        var most = new PriorityQueue<RunContribution, long>();
        var compared = 0;
        await foreach (var (subscriber, calculated) in BillingScan.Run(db, book, run.ThroughDate, withParked: false, cancellation))
        {
            comparison.Add(subscriber, calculated);
            if (RunComparison.Of(subscriber, calculated) is not { } one)
            {
                continue;
            }
            compared++;
            var contribution = new RunContribution(subscriber.Facts.SubscriberId, "", "", one.Expected, Rounding.ToPoisha.Round(one.Last));
            most.Enqueue(contribution, Math.Abs(contribution.Difference.Minor));
            if (most.Count > NamedMax)
            {
                most.Dequeue(); // the smallest of them
            }
        }
        return new ComparedRun(comparison.Expected, comparison.Last, compared, await Named(db, most, cancellation));
    }

    private static async Task<IReadOnlyList<RunContribution>> Named(IspDbContext db, PriorityQueue<RunContribution, long> most, CancellationToken cancellation)
    {
        List<RunContribution> rows = [.. most.UnorderedItems.Select(m => m.Element).Where(m => !m.Difference.IsZero)];
        List<long> ids = [.. rows.Select(r => r.SubscriberId)];
        var people = await db.Subscribers.Where(s => EF.Parameter(ids).Contains(s.Id)).Select(s => new { s.Id, s.Code, s.Name }).ToDictionaryAsync(s => s.Id, cancellation);
        return
        [
            .. rows.OrderByDescending(r => Math.Abs(r.Difference.Minor)).ThenBy(r => r.SubscriberId)
                .Select(r => r with { Code = people[r.SubscriberId].Code, Name = people[r.SubscriberId].Name }),
        ];
    }
}
