using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Reports;

/// <summary>Which deeds are wanted; null and empty ask for all.</summary>
/// <param name="Search">A subscriber, as in every list.</param>
/// <param name="Area">What part of the work.</param>
/// <param name="Who">The actor's name.</param>
/// <param name="SubscriberId">One subscriber's.</param>
/// <param name="SubjectKind">What was done to this kind of thing.</param>
/// <param name="SubjectId">And to this one.</param>
/// <param name="From">First day, in the operator's zone.</param>
/// <param name="To">Last day.</param>
public sealed record ActivityFilter(
    string? Search = null, AuditArea? Area = null, string? Who = null, long? SubscriberId = null,
    string? SubjectKind = null, long? SubjectId = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>One deed on the activity page.</summary>
/// <param name="Id">The entry.</param>
/// <param name="At">When, UTC.</param>
/// <param name="ActorName">Who: a user name, or <c>job:…</c>.</param>
/// <param name="Action">What.</param>
/// <param name="SubjectKind">To what kind of thing.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="SubscriberId">Whose history shows it.</param>
/// <param name="SubscriberCode">That subscriber's code.</param>
/// <param name="SubscriberName">And name.</param>
/// <param name="Reason">The reason given.</param>
/// <param name="Before">JSON of what was before.</param>
/// <param name="After">JSON of what is after.</param>
public sealed record ActivityRow(
    long Id, DateTimeOffset At, string ActorName, AuditAction Action, string SubjectKind, long? SubjectId,
    long? SubscriberId, string? SubscriberCode, string? SubscriberName, string? Reason, string? Before, string? After);

/// <summary>Reads who did what, to whom, when and why.</summary>
public sealed class ActivityQueries(IspStore store, BusinessClock clock)
{
    /// <summary>Rows that an export holds at most; a longer one is asked for by dates.</summary>
    public const int ExportRowsMax = 100_000;

    /// <summary>A page, newest first.</summary>
    /// <exception cref="NotPermittedException">The actor may not see the record.</exception>
    public async Task<Page<ActivityRow>> List(ActivityFilter filter, PageRequest page, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAudit, cancellation);
        var entries = await Matching(db, filter, cancellation);
        var total = await entries.CountAsync(cancellation);
        var ordered = page is { Sort: "at", Descending: false } ? entries.OrderBy(e => e.Id) : entries.OrderByDescending(e => e.Id);
        return new Page<ActivityRow>(await Rows(db, ordered.Skip(page.Skip).Take(page.Take)).ToListAsync(cancellation), total);
    }

    /// <summary>Everybody who ever did something, people before jobs.</summary>
    public async Task<IReadOnlyList<string>> Actors(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewAudit, cancellation);
        var names = await db.AuditEntries.Select(e => e.ActorName).Distinct().ToListAsync(cancellation);
        return [.. names.OrderBy(n => n.StartsWith("job:", StringComparison.Ordinal)).ThenBy(n => n, StringComparer.Ordinal)];
    }

    /// <summary>Writes what matches as CSV, oldest first: instants in the operator's zone, names as the code has them, so that programs can read it.</summary>
    /// <exception cref="NotPermittedException">The actor may not export.</exception>
    public async Task WriteCsv(ActivityFilter filter, TextWriter target, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.Export, cancellation);
        var zone = (await clock.Now(cancellation)).Zone;
        var rows = Rows(db, (await Matching(db, filter, cancellation)).OrderBy(e => e.Id).Take(ExportRowsMax));
        // What begins like a formula is text: a subscriber's name must not run in the reader's spreadsheet.
        var format = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };
        await using var csv = new CsvWriter(target, format, leaveOpen: true);
        foreach (var head in new[] { "Id", "At", "Who", "Action", "Subject", "SubjectId", "SubscriberCode", "SubscriberName", "Reason", "Before", "After" })
        {
            csv.WriteField(head);
        }
        await csv.NextRecordAsync();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            Write(csv, row, zone);
            await csv.NextRecordAsync();
        }
    }

    private static void Write(CsvWriter csv, ActivityRow row, TimeZoneInfo zone)
    {
        csv.WriteField(row.Id);
        csv.WriteField(TimeZoneInfo.ConvertTime(row.At, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        csv.WriteField(row.ActorName);
        csv.WriteField(row.Action.ToString());
        csv.WriteField(row.SubjectKind);
        csv.WriteField(row.SubjectId);
        csv.WriteField(row.SubscriberCode);
        csv.WriteField(row.SubscriberName);
        csv.WriteField(row.Reason);
        csv.WriteField(row.Before);
        csv.WriteField(row.After);
    }

    private async Task<IQueryable<AuditEntry>> Matching(IspDbContext db, ActivityFilter filter, CancellationToken cancellation)
    {
        var calendar = await clock.Now(cancellation);
        var entries = db.AuditEntries.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var found = db.Subscribers.Matching(filter.Search).Select(s => (long?)s.Id);
            entries = entries.Where(e => found.Contains(e.SubscriberId));
        }
        if (filter.Area is { } area)
        {
            var actions = AuditAreas.In(area);
            entries = entries.Where(e => actions.Contains(e.Action));
        }
        if (filter.From is { } from)
        {
            var start = calendar.InstantOf(from, TimeOnly.MinValue);
            entries = entries.Where(e => e.At >= start);
        }
        if (filter.To is { } to)
        {
            var end = calendar.InstantOf(to.AddDays(1), TimeOnly.MinValue);
            entries = entries.Where(e => e.At < end);
        }
        return entries.Where(e => (filter.Who == null || e.ActorName == filter.Who)
            && (filter.SubscriberId == null || e.SubscriberId == filter.SubscriberId)
            && (filter.SubjectKind == null || e.SubjectKind == filter.SubjectKind)
            && (filter.SubjectId == null || e.SubjectId == filter.SubjectId));
    }

    private static IQueryable<ActivityRow> Rows(IspDbContext db, IQueryable<AuditEntry> entries) =>
        from e in entries
        join s in db.Subscribers on e.SubscriberId equals s.Id into subscribers
        from subscriber in subscribers.DefaultIfEmpty()
        select new ActivityRow(
            e.Id, e.At, e.ActorName, e.Action, e.SubjectKind, e.SubjectId, e.SubscriberId,
            subscriber == null ? null : subscriber.Code, subscriber == null ? null : subscriber.Name, e.Reason, e.Before, e.After);
}
