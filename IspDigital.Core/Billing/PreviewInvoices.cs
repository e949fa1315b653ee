using IspDigital.Core.Billing.Rules;
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

/// <summary>A preview.</summary>
/// <param name="Through">Issue dates through this day.</param>
/// <param name="Invoices">Every draft, by subscriber.</param>
/// <param name="Problems">Who cannot be billed.</param>
public sealed record InvoicePreview(DateOnly Through, IReadOnlyList<PreviewedInvoice> Invoices, IReadOnlyList<PreviewedProblem> Problems)
{
    /// <summary>Sum of all drafts.</summary>
    public Money Total => Invoices.Sum(i => i.Draft.Total);
}

/// <summary>Shows what a run would issue.</summary>
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
        List<InvoiceDraft> drafts = [];
        List<(long SubscriberId, BillingProblem Problem)> problems = [];
        await foreach (var (subscriber, calculated) in BillingScan.Run(db, book, through, withParked: true, cancellation))
        {
            drafts.AddRange(calculated.Drafts);
            if (calculated.Problem is { } problem)
            {
                problems.Add((subscriber.Facts.SubscriberId, problem));
            }
        }
        List<long> ids = [.. drafts.Select(d => d.SubscriberId).Concat(problems.Select(p => p.SubscriberId)).Distinct()];
        var people = await db.Subscribers.Where(s => EF.Parameter(ids).Contains(s.Id)).Select(s => new { s.Id, s.Code, s.Name }).ToDictionaryAsync(s => s.Id, cancellation);
        return new InvoicePreview(
            through,
            [.. drafts.Select(d => new PreviewedInvoice(people[d.SubscriberId].Code, people[d.SubscriberId].Name, d))],
            [.. problems.Select(p => new PreviewedProblem(p.SubscriberId, people[p.SubscriberId].Code, people[p.SubscriberId].Name, p.Problem))]);
    }
}
