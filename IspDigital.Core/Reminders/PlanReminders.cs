using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reminders;

/// <summary>Decides every reminder that has come by now.</summary>
public sealed record PlanRemindersRequest;

/// <summary>What was decided.</summary>
/// <param name="Queued">Messages queued.</param>
/// <param name="Skipped">Steps skipped, each with its reason on record.</param>
public readonly record struct PlanRemindersResult(int Queued, int Skipped)
{
    /// <summary>Both together.</summary>
    public static PlanRemindersResult operator +(PlanRemindersResult one, PlanRemindersResult other) =>
        new(one.Queued + other.Queued, one.Skipped + other.Skipped);
}

/// <summary>
/// Looks only at invoices for which a step has come since the last run, or that were issued since: a run in which nothing has come
/// reads two indexes and writes one row. May run any number of times, at the same time.
/// </summary>
public sealed class PlanReminders(UseCaseContext context, ReminderBatch batch, BelievedClock believed, TimeProvider clock)
    : UseCase<PlanRemindersRequest, PlanRemindersResult>(context)
{
    /// <summary>Subscribers decided in one transaction.</summary>
    public const int BatchSizeMax = 200;

    /// <summary>The first run of all looks back so far; a day late is too late anyway.</summary>
    private static readonly TimeSpan s_firstLookBack = TimeSpan.FromDays(1);

    /// <summary>No run looks back further; older steps would only be put on record as too late.</summary>
    private static readonly TimeSpan s_lookBackMax = TimeSpan.FromDays(62);

    /// <summary>A transaction that issues invoices may commit a little after the instant that it writes on them.</summary>
    private static readonly TimeSpan s_commitSlack = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override async Task<Result<PlanRemindersResult>> Handle(PlanRemindersRequest request, CancellationToken cancellation)
    {
        if (believed.IsAhead())
        {
            return default(PlanRemindersResult);
        }
        var now = clock.GetUtcNow();
        var subscribers = await Candidates(now, cancellation);
        var total = default(PlanRemindersResult);
        foreach (var some in subscribers.Chunk(BatchSizeMax))
        {
            total += await batch.Decide(some, cancellation);
        }
        await Advance(now, cancellation);
        return total;
    }

    private async Task<IReadOnlyList<long>> Candidates(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        var day = BusinessDay.At(now, (await SettingsRow.Load<CompanySettings>(db, cancellation)).TimeZone);
        var mark = await db.ReminderWatermarks.Select(w => (DateTimeOffset?)w.PlannedUpTo).SingleOrDefaultAsync(cancellation);
        // A mark that lies ahead was set by a clock that was put back since: what is to come before it has not come.
        var since = Later(mark is { } known && known <= now ? known : now - s_firstLookBack, now - s_lookBackMax);
        var steps = await db.ReminderSteps.ToListAsync(cancellation);
        var found = new HashSet<long>();
        foreach (var timing in steps.GroupBy(s => (s.Anchor, s.Days)))
        {
            var days = DaysThatCame(timing.Select(s => s.At), since, day);
            if (!days.IsEmpty)
            {
                found.UnionWith(await Matching(db, timing.Key.Anchor, timing.Key.Days, days).ToListAsync(cancellation));
            }
        }
        if (steps.Count > 0)
        {
            found.UnionWith(await IssuedSince(db, since - s_commitSlack, steps, day.Today).ToListAsync(cancellation));
        }
        return [.. found.Order()];
    }

    /// <summary>The days on which the moment of a step lies after the last run and not after now.</summary>
    private static DateRange DaysThatCame(IEnumerable<TimeOnly> times, DateTimeOffset since, BusinessDay day)
    {
        var (first, end) = (DateOnly.MaxValue, DateOnly.MinValue);
        foreach (var at in times.Distinct())
        {
            var from = day.DateOf(since);
            from = day.InstantOf(from, at) > since ? from : from.AddDays(1);
            var to = day.InstantOf(day.Today, at) <= day.Now ? day.Today : day.Today.AddDays(-1);
            if (from <= to)
            {
                (first, end) = (from < first ? from : first, to.AddDays(1) > end ? to.AddDays(1) : end);
            }
        }
        return new DateRange(first, end);
    }

    private static IQueryable<long> Matching(IspDbContext db, StepAnchor anchor, int stepDays, DateRange days) => anchor switch
    {
        StepAnchor.DueDate => StandingQueries.OwingWithDueDateIn(db, Shift(days, -stepDays)),
        StepAnchor.Cut => StandingQueries.OwingWithLastDayIn(db, Shift(days, -stepDays - 1)),
    };

    private static DateRange Shift(DateRange days, int by) => new(days.Start.AddDays(by), days.End.AddDays(by));

    // An invoice whose first step lay on its issue day, or that was issued late, has steps that no window of days holds.
    private static IQueryable<long> IssuedSince(IspDbContext db, DateTimeOffset since, IReadOnlyList<ReminderStep> steps, DateOnly today) =>
        StandingQueries.OwingIssuedSince(db, since, today.AddDays(-steps.Min(s => s.Anchor == StepAnchor.DueDate ? s.Days : 0)));

    private Task<Result<Done>> Advance(DateTimeOffset to, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        await ReminderBatch.TakeTurn(work, cancellation);
        if (await work.Db.ReminderWatermarks.SingleOrDefaultAsync(cancellation) is { } mark)
        {
            mark.PlannedUpTo = mark.PlannedUpTo - to > s_commitSlack ? to : Later(mark.PlannedUpTo, to);
        }
        else
        {
            work.Db.ReminderWatermarks.Add(new ReminderWatermark { PlannedUpTo = to });
        }
        return new Done();
    }, cancellation);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
