using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>Subscribers from a file.</summary>
/// <param name="Table">The file, with the columns of <see cref="ImportColumns"/> in any order.</param>
/// <param name="IsDryRun">Whether only to say what would be done.</param>
public sealed record ImportSubscribersRequest(Table Table, bool IsDryRun = false);

/// <summary>One subscriber of the file.</summary>
/// <param name="Line">The line in the file.</param>
/// <param name="Code">Their code; empty where it will be made.</param>
/// <param name="Name">Their name.</param>
/// <param name="Plan">The plan's name.</param>
/// <param name="BillFrom">The first day that is billed.</param>
/// <param name="OpeningBalance">The balance they bring: above zero owed.</param>
/// <param name="AtOnce">What the next run would bill them, since their days lie behind.</param>
public sealed record ImportedLine(int Line, string Code, string Name, string Plan, DateOnly BillFrom, Money OpeningBalance, BilledAtOnce AtOnce);

/// <summary>What was brought in, or would be.</summary>
/// <param name="Lines">Every subscriber, in order of the file.</param>
/// <param name="Today">The day on which it was calculated what is billed at once.</param>
public sealed record ImportedSubscribers(IReadOnlyList<ImportedLine> Lines, DateOnly Today)
{
    /// <summary>Invoices that the next run would issue.</summary>
    public int InvoicesAtOnce => Lines.Sum(l => l.AtOnce.Invoices);

    /// <summary>What they would ask.</summary>
    public Money TotalAtOnce => Lines.Sum(l => l.AtOnce.Total);

    /// <summary>Subscribers that would get one.</summary>
    public int SubscribersAtOnce => Lines.Count(l => l.AtOnce.Invoices > 0);

    /// <summary>Subscribers that would get more than one.</summary>
    public IEnumerable<ImportedLine> WithMany => Lines.Where(l => l.AtOnce.Invoices > 1);

    /// <summary>Subscribers who bring a debt, and what it comes to.</summary>
    public (int Count, Money Total) Owed => Brought(Lines.Where(l => l.OpeningBalance.IsPositive));

    /// <summary>Subscribers who bring an advance, and what it comes to.</summary>
    public (int Count, Money Total) InAdvance => Brought(Lines.Where(l => l.OpeningBalance.IsNegative));

    /// <summary>First day that they would be for, or null.</summary>
    public DateOnly? From => Lines.Min(l => l.AtOnce.From);

    /// <summary>The day after the last that they would be for, or null.</summary>
    public DateOnly? Until => Lines.Max(l => l.AtOnce.Until);

    private static (int Count, Money Total) Brought(IEnumerable<ImportedLine> lines)
    {
        List<Money> balances = [.. lines.Select(l => l.OpeningBalance)];
        var sum = balances.Sum();
        return (balances.Count, sum.IsNegative ? -sum : sum);
    }
}

/// <summary>
/// Brings subscribers in from a file: all rows or none, in one transaction. What the next run would bill them at once is calculated by the
/// very rules of the run, before anything is written; a dry run ends there.
/// </summary>
public sealed class ImportSubscribers(UseCaseContext context, IOpeningBalances openingBalances, IBillingOutlook outlook, IIdGenerator ids)
    : UseCase<ImportSubscribersRequest, ImportedSubscribers>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override async Task<Result<ImportedSubscribers>> Handle(ImportSubscribersRequest request, CancellationToken cancellation)
    {
        if (request.IsDryRun)
        {
            await using var db = await Store.Read(Permission, cancellation);
            var (_, told, problems) = await Check(db, request.Table, await Store.Today(db, cancellation), cancellation);
            return told is null ? new BadRows(problems) : told;
        }
        try
        {
            return await Store.Write(work => Act(work, request.Table, cancellation), cancellation);
        }
        catch (DbUpdateException lostRace) when (lostRace.IsUniqueViolation())
        {
            // Another process took a code or a PPP name in between (PostgreSQL): now it is there to be read.
            return await Store.Write(work => Act(work, request.Table, cancellation), cancellation);
        }
    }

    private async Task<Result<ImportedSubscribers>> Act(UnitOfWork work, Table table, CancellationToken cancellation)
    {
        var (ready, told, problems) = await Check(work.Db, table, (await work.Day(cancellation)).Today, cancellation);
        if (told is null)
        {
            return new BadRows(problems);
        }
        await new ImportWriter(work, openingBalances, cancellation).Write(ready);
        work.Record(AuditAction.DataImported, nameof(Subscriber), null, after: new
        {
            Subscribers = ready.Count, told.InvoicesAtOnce, told.TotalAtOnce, OpeningBalances = told.Lines.Sum(l => l.OpeningBalance),
        });
        return told with { Lines = [.. told.Lines.Zip(ready, (line, row) => line with { Code = row.Subscriber.Code })] };
    }

    /// <summary>The subscribers of the file and what is told of them; nothing is told where a row is wrong.</summary>
    private async Task<(IReadOnlyList<ReadyRow> Ready, ImportedSubscribers? Told, IReadOnlyList<RowProblem> Problems)> Check(
        IspDbContext db, Table table, DateOnly today, CancellationToken cancellation)
    {
        var (rows, problems) = ImportRows.Read(table);
        var ready = await new ImportChecks(db, outlook, ids, cancellation).Of(rows, problems);
        var atOnce = await outlook.Of(db, ready.ConvertAll(r => r.Subscriber), today, cancellation);
        problems.AddRange(ready.Zip(atOnce).Where(p => p.Second.Problem is not null)
            .Select(p => RowProblem.Of(p.First.Row.Line, "activated_on", p.Second.Problem!)));
        if (problems.Count > 0)
        {
            return ([], null, [.. problems.OrderBy(p => p.Line)]);
        }
        var lines = ready.Zip(atOnce, (one, billed) => new ImportedLine(
            one.Row.Line, one.Row.Request.Code ?? "", one.Subscriber.Name, one.Row.Plan, one.Subscriber.BillFrom, one.Row.Request.OpeningBalance, billed));
        return (ready, new([.. lines], today), []);
    }
}
