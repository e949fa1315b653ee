using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.History;

/// <summary>What happened to subscribers before they were here.</summary>
/// <param name="Table">The file, with the columns of <see cref="HistoryRows.Columns"/>, in order of the day.</param>
public sealed record ApplyHistoryRequest(Table Table);

/// <summary>What was applied.</summary>
/// <param name="Applied">Events.</param>
/// <param name="AlreadyThere">Charges and payments that had been recorded before, by this or another file.</param>
/// <param name="IsRepeat">Whether the very same events had been applied before, so that nothing was done.</param>
public sealed record AppliedHistory(int Applied, int AlreadyThere, bool IsRepeat);

/// <summary>
/// Applies events of the past in the order of a file, each as decided on its own day: all or none, in one transaction. The same file is
/// applied once, and the same charge or payment is recorded once whichever file it stands in.
/// </summary>
public sealed class ApplyHistory(UseCaseContext context) : UseCase<ApplyHistoryRequest, AppliedHistory>(context)
{
    private const string Subject = "History";

    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override async Task<Result<AppliedHistory>> Handle(ApplyHistoryRequest request, CancellationToken cancellation)
    {
        if (!Actor.May(Permission.RecordPayments))
        {
            return new NotPermitted(Permission.RecordPayments);
        }
        var (events, problems) = HistoryRows.Read(request.Table);
        return await Store.Write(work => Act(work, events, [.. problems], cancellation), cancellation);
    }

    private static async Task<Result<AppliedHistory>> Act(UnitOfWork work, List<HistoryEvent> events, List<RowProblem> problems, CancellationToken cancellation)
    {
        var mark = HistoryRows.MarkOf(events);
        if (problems.Count == 0 && await work.Db.AuditEntries.AnyAsync(
            e => e.Action == AuditAction.DataImported && e.SubjectKind == Subject && e.SubjectId == mark, cancellation))
        {
            return new AppliedHistory(0, events.Count, IsRepeat: true);
        }
        var book = await HistoryBook.Read(work, events, cancellation);
        var deeds = new HistoryDeeds(work, book, problems);
        events.ForEach(deeds.Apply);
        if (problems.Count > 0)
        {
            return new BadRows([.. problems.OrderBy(p => p.Line)]);
        }
        await deeds.Payments.Save(cancellation);
        foreach (var subscriber in deeds.Touched)
        {
            subscriber.StartPlan(book.Today); // the plan of the event's day may not be that of today
            work.MarkAccess(subscriber.Id, nameof(AuditAction.DataImported));
            work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        }
        var applied = events.Count - deeds.AlreadyThere;
        work.Record(AuditAction.DataImported, Subject, mark, after: new { Events = applied, deeds.AlreadyThere });
        return new AppliedHistory(applied, deeds.AlreadyThere, IsRepeat: false);
    }
}
