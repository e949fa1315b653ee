using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Billing;

/// <summary>What a run would issue. The same calculation as issuing, and nothing is written.</summary>
/// <param name="Through">Issue dates through this day; null for today. A future day is welcome.</param>
public sealed record PreviewInvoicesRequest(DateOnly? Through = null);

/// <summary>One draft, with whose it is.</summary>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Name">The subscriber's name.</param>
/// <param name="Draft">The draft.</param>
public sealed record PreviewedInvoice(string Code, string Name, InvoiceDraft Draft);

/// <summary>A subscriber that a run would park.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Name">The subscriber's name.</param>
/// <param name="Problem">Why.</param>
public sealed record PreviewedProblem(long SubscriberId, string Code, string Name, BillingProblem Problem);

/// <summary>What a run would do with one subscriber, beside last time.</summary>
/// <param name="SubscriberId">Who.</param>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Name">The subscriber's name.</param>
/// <param name="Difference">What is different from last time.</param>
/// <param name="Drafts">What would be issued.</param>
/// <param name="Problem">Why the run would park them, or null.</param>
/// <param name="Gone">Why they are not billed this time, or null.</param>
public sealed record PreviewedSubscriber(
    long SubscriberId, string Code, string Name, RunDifference Difference, IReadOnlyList<InvoiceDraft> Drafts,
    BillingProblem? Problem = null, NoBillReason? Gone = null)
{
    /// <summary>Sum of the drafts.</summary>
    public Money Total => Drafts.Sum(d => d.Total);
}

/// <summary>A preview.</summary>
/// <param name="Through">Issue dates through this day.</param>
/// <param name="Subscribers">Everybody the run would bill or park, and who is billed no more; by subscriber.</param>
public sealed record InvoicePreview(DateOnly Through, IReadOnlyList<PreviewedSubscriber> Subscribers)
{
    /// <summary>Every draft, by subscriber.</summary>
    public IReadOnlyList<PreviewedInvoice> Invoices { get; } =
        [.. Subscribers.SelectMany(s => s.Drafts.Select(d => new PreviewedInvoice(s.Code, s.Name, d)))];

    /// <summary>Who cannot be billed.</summary>
    public IReadOnlyList<PreviewedProblem> Problems { get; } =
        [.. Subscribers.Where(s => s.Problem is not null).Select(s => new PreviewedProblem(s.SubscriberId, s.Code, s.Name, s.Problem!))];

    /// <summary>Sum of all drafts.</summary>
    public Money Total => Subscribers.Sum(s => s.Total);
}

/// <summary>Shows what a run would issue, and what is different from last time.</summary>
public sealed class PreviewInvoices(UseCaseContext context, InvoiceCalculation calculation) : UseCase<PreviewInvoicesRequest, InvoicePreview>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.IssueInvoices;

    /// <inheritdoc/>
    protected override async Task<Result<InvoicePreview>> Handle(PreviewInvoicesRequest request, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        var through = request.Through ?? await Store.Today(db, cancellation);
        var book = await BillingFactsReader.Book(db, cancellation) with { Calculation = calculation };
        List<PreviewedSubscriber> seen = [];
        await foreach (var (subscriber, calculated) in BillingScan.Run(db, book, through, withParked: true, cancellation))
        {
            if (calculated.Drafts.Count > 0 || calculated.Problem is not null)
            {
                var difference = RunDifference.Of(calculated, new(subscriber.LastTotalMinor), subscriber.LastDays, book.Settings.PreviewPercent);
                seen.Add(new(subscriber.Facts.SubscriberId, "", "", difference, calculated.Drafts, calculated.Problem));
            }
        }
        seen.AddRange(await GoneReader.Read(db, book, through, [.. seen.Select(s => s.SubscriberId)], cancellation));
        return new InvoicePreview(through, await Named(db, seen, cancellation));
    }

    private static async Task<IReadOnlyList<PreviewedSubscriber>> Named(IspDbContext db, List<PreviewedSubscriber> seen, CancellationToken cancellation)
    {
        List<long> ids = [.. seen.Select(s => s.SubscriberId)];
        var people = await db.Subscribers.Where(s => EF.Parameter(ids).Contains(s.Id)).Select(s => new { s.Id, s.Code, s.Name }).ToDictionaryAsync(s => s.Id, cancellation);
        return [.. seen.OrderBy(s => s.SubscriberId).Select(s => s with { Code = people[s.SubscriberId].Code, Name = people[s.SubscriberId].Name })];
    }
}
