using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Data;

/// <summary>One write operation: its context, its one <see cref="Now"/>, its actor, what it puts on record and what it announces.</summary>
public sealed class UnitOfWork
{
    private readonly List<Change> _changes = [];
    private bool _touchedAudited;
    private bool _recorded;
    private BusinessDay? _day;

    internal UnitOfWork(IspDbContext db, Actor actor, DateTimeOffset now)
    {
        (Db, Actor, Now) = (db, actor, now);
        db.IsOnRecord = true;
        db.SavingChanges += (_, _) => _touchedAudited |= AuditPolicies.TouchesAudited(db);
    }

    /// <summary>The context of this transaction.</summary>
    public IspDbContext Db { get; }

    /// <summary>Who acts.</summary>
    public Actor Actor { get; }

    /// <summary>The one instant of this operation, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What will be published after the commit.</summary>
    public IReadOnlyCollection<Change> Changes => _changes;

    /// <summary>Saves what is tracked, inside the transaction; needed where a generated id is used further on.</summary>
    public Task Save(CancellationToken cancellation = default) => Db.SaveChangesAsync(cancellation);

    /// <summary>The operator's calendar at <see cref="Now"/>.</summary>
    public async Task<BusinessDay> Day(CancellationToken cancellation = default) =>
        _day ??= BusinessDay.At(Now, (await Settings<CompanySettings>(cancellation)).TimeZone);

    /// <summary>The settings of that type as they stand in this transaction.</summary>
    public Task<T> Settings<T>(CancellationToken cancellation = default)
        where T : class, ISettings, new() => SettingsRow.Load<T>(Db, cancellation);

    /// <summary>Announces a change, to be published after the commit.</summary>
    public void Announce(Change change) => _changes.Add(change);

    /// <summary>Writes a durable mark that the subscriber's access must be decided again, and announces it.</summary>
    public void MarkAccess(long subscriberId, string cause)
    {
        Db.AccessMarks.Add(new AccessMark { SubscriberId = subscriberId, MarkedAt = Now, Cause = cause });
        Announce(new Change(ChangeKind.AccessMark, null, subscriberId));
    }

    /// <summary>
    /// Makes this transaction the only one at work on the subscriber: bill, pay and decide access never interleave.
    /// SQLite's transaction already is the only writer; on PostgreSQL the row is locked.
    /// </summary>
    public async Task LockSubscriber(long subscriberId, CancellationToken cancellation = default)
    {
        if (Db.Database.IsNpgsql())
        {
            await Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Subscribers" WHERE "Id" = {subscriberId} FOR UPDATE""", cancellation);
        }
    }

    /// <summary><see cref="LockSubscriber"/> for many, always in the same order so that two can never wait for each other.</summary>
    public async Task LockSubscribers(IReadOnlyCollection<long> subscriberIds, CancellationToken cancellation = default)
    {
        if (Db.Database.IsNpgsql())
        {
            var ids = subscriberIds.ToArray();
            await Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Subscribers" WHERE "Id" = ANY({ids}) ORDER BY "Id" FOR UPDATE""", cancellation);
        }
    }

    /// <summary>
    /// Makes this transaction the only one that adds or changes staff: the portal is set up once, and its last owner stays.
    /// SQLite's transaction already is the only writer; PostgreSQL takes an advisory lock until the commit.
    /// </summary>
    public async Task LockStaff(CancellationToken cancellation = default)
    {
        if (Db.Database.IsNpgsql())
        {
            await Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(1400)", cancellation);
        }
    }

    /// <summary>
    /// Makes this transaction the only one that makes a setting which must be made once. SQLite's transaction already is the only writer;
    /// PostgreSQL takes an advisory lock until the commit.
    /// </summary>
    public async Task LockSettings(CancellationToken cancellation = default)
    {
        if (Db.Database.IsNpgsql())
        {
            await Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(1402)", cancellation);
        }
    }

    /// <summary>Puts a deed on record in this transaction.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="subjectKind">What kind of thing, for example <c>nameof(Invoice)</c>.</param>
    /// <param name="subjectId">Its id; call <see cref="Save"/> before where it is generated.</param>
    /// <param name="subscriberId">Whose history shows it.</param>
    /// <param name="reason">The actor's reason.</param>
    /// <param name="before">What matters before; serialised to JSON. Never a secret.</param>
    /// <param name="after">What matters after; serialised to JSON. Never a secret.</param>
    /// <param name="runId">The billing run.</param>
    public void Record(
        AuditAction action, string subjectKind, long? subjectId, long? subscriberId = null,
        string? reason = null, object? before = null, object? after = null, long? runId = null)
    {
        Db.AuditEntries.Add(ComposeRecord(action, subjectKind, subjectId, subscriberId, reason, before, after, runId));
    }

    /// <summary>The entry that <see cref="Record"/> would add, for the bulk path that writes it itself in this transaction.</summary>
    internal AuditEntry ComposeRecord(
        AuditAction action, string subjectKind, long? subjectId, long? subscriberId = null,
        string? reason = null, object? before = null, object? after = null, long? runId = null)
    {
        if (Actor == Actor.Nobody)
        {
            throw new InvalidOperationException($"{action}: a write without an actor.");
        }
        _recorded = true;
        return new AuditEntry
        {
            At = Now,
            ActorName = Actor.Name,
            StaffId = Actor.StaffId,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            SubscriberId = subscriberId,
            RunId = runId,
            Reason = reason,
            Before = AuditJson.Of(before),
            After = AuditJson.Of(after),
        };
    }

    /// <summary>Fails closed: audited things changed and nothing was put on record.</summary>
    internal void DemandRecord()
    {
        if (_touchedAudited && !_recorded)
        {
            throw new InvalidOperationException("Audited data was changed without an audit entry; nothing was saved.");
        }
    }
}
