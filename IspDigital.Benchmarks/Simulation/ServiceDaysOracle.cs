using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Plans;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>
/// What stands charged, counted by hand day by day, against what each subscriber was served: no day twice, none while paused or closed, each
/// on the plan of that day. It shares no code with the calculation.
/// </summary>
public static class ServiceDaysOracle
{
    /// <summary>What does not hold; at most a few for each subscriber.</summary>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, DateOnly today)
    {
        List<string> broken = [];
        var people = await db.Subscribers.AsNoTracking().AsSplitQuery().Include(s => s.Plans).Include(s => s.Pauses).Include(s => s.Cuts).ToListAsync();
        var lines = (await (
            from invoice in db.Invoices.AsNoTracking()
            where invoice.Status != InvoiceStatus.Void
            join line in db.Set<InvoiceLine>().AsNoTracking() on invoice.Id equals line.InvoiceId
            where line.PlanId != null
            orderby invoice.Id, line.Position
            select new { invoice.SubscriberId, invoice.Number, Line = line }).ToListAsync()).ToLookup(l => l.SubscriberId);
        var arrears = (await db.Plans.AsNoTracking().ToListAsync()).Where(p => p.Terms.Timing == BillingTiming.Arrears).Select(p => p.Id).ToHashSet();
        foreach (var one in people)
        {
            Dictionary<int, long> charged = [];
            var last = 0;
            foreach (var row in lines[one.Id])
            {
                for (var day = row.Line.From.DayNumber; day < row.Line.To.DayNumber; day++)
                {
                    var isRight = row.Line.Kind == LineKind.UnusedDays ? charged.Remove(day) : charged.TryAdd(day, row.Line.PlanId!.Value);
                    if (!isRight)
                    {
                        broken.Add($"{one.Code}: {row.Number} {row.Line.Kind} of {DateOnly.FromDayNumber(day):yyyy-MM-dd}, which stands otherwise");
                    }
                    last = Math.Max(last, day);
                }
            }
            broken.AddRange(Days(one, charged, last, today, arrears).Take(3));
        }
        return broken;
    }

    private static IEnumerable<string> Days(Subscriber one, Dictionary<int, long> charged, int last, DateOnly today, HashSet<long> arrears)
    {
        for (var number = one.BillFrom.DayNumber; number <= Math.Min(last, today.DayNumber); number++)
        {
            var day = DateOnly.FromDayNumber(number);
            long? wanted = one.ClosedOn <= day || one.IsPausedOn(day) ? null : one.PlanOn(day);
            long? stands = charged.TryGetValue(number, out var plan) ? plan : null;
            var isLeftOut = stands is null && one.Cuts.Any(c => c.From <= day && (c.Until is null || day < c.Until));
            var isToCome = stands is null && wanted is { } on && arrears.Contains(on) && IsToCome(one, charged, day, today);
            if (stands != wanted && !isLeftOut && !isToCome)
            {
                yield return $"{one.Code}: {day:yyyy-MM-dd} stands charged on plan {stands ?? 0}, served on {wanted ?? 0} (0 is none)";
            }
        }
    }

    /// <summary>The last days of a plan in arrears are billed when it ends; what follows in advance may have been billed before.</summary>
    private static bool IsToCome(Subscriber one, Dictionary<int, long> charged, DateOnly day, DateOnly today)
    {
        var end = one.Plans.Where(p => p.From > day).Select(p => p.From).DefaultIfEmpty(DateOnly.MaxValue).Min();
        return end > today && !Enumerable.Range(day.DayNumber, today.DayNumber - day.DayNumber + 1).Any(charged.ContainsKey);
    }
}
