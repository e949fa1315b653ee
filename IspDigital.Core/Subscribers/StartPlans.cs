using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>Let every plan change whose day has come take effect.</summary>
public sealed record StartPlansRequest;

/// <summary>Which day was done last in this process: the search over all subscribers is made once a day and after a start.</summary>
public sealed class StartPlansMemory
{
    /// <summary>The day, or null before the first search.</summary>
    public DateOnly? DoneFor { get; set; }
}

/// <summary>Carries plan changes that were decided for a day into the plan that the subscriber is on. Returns how many.</summary>
public sealed class StartPlans(UseCaseContext context, BusinessClock clock, StartPlansMemory memory) : UseCase<StartPlansRequest, int>(context)
{
    private const int BatchSizeMax = 200;

    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override async Task<Result<int>> Handle(StartPlansRequest request, CancellationToken cancellation)
    {
        var today = (await clock.Now(cancellation)).Today;
        if (memory.DoneFor == today)
        {
            return 0;
        }
        var started = 0;
        while (true)
        {
            var batch = await Store.Write<int>(work => StartBatch(work, today, cancellation), cancellation);
            if (!batch.IsOk)
            {
                return batch.Error;
            }
            started += batch.Value;
            if (batch.Value < BatchSizeMax)
            {
                memory.DoneFor = today;
                return started;
            }
        }
    }

    private static async Task<Result<int>> StartBatch(UnitOfWork work, DateOnly today, CancellationToken cancellation)
    {
        var due = await work.Db.Subscribers.Include(s => s.Plans)
            .Where(s => s.Plans.Where(p => p.From <= today).OrderByDescending(p => p.From).Select(p => p.PlanId).FirstOrDefault() != s.PlanId
                && s.Plans.Any(p => p.From <= today))
            .OrderBy(s => s.Id).Take(BatchSizeMax).ToListAsync(cancellation);
        foreach (var subscriber in due)
        {
            var before = new { subscriber.PlanId };
            subscriber.StartPlan(today);
            work.Record(AuditAction.PlanStarted, nameof(Subscriber), subscriber.Id, subscriber.Id, before: before, after: new { subscriber.PlanId });
            work.MarkAccess(subscriber.Id, nameof(AuditAction.PlanStarted));
            work.Announce(new Change(ChangeKind.Subscriber, subscriber.Id, subscriber.Id));
        }
        return due.Count;
    }
}
