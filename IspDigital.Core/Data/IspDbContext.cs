using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Reminders;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IspDigital.Core.Data;

/// <summary>The one model of the product. Two sealed contexts give it to SQLite and to PostgreSQL.</summary>
public abstract class IspDbContext(DbContextOptions options) : IdentityUserContext<StaffUser, long>(options)
{
    private static readonly RecordGuard s_guard = new();

    /// <summary>Plans.</summary>
    public DbSet<Plan> Plans => Set<Plan>();

    /// <summary>Taxes.</summary>
    public DbSet<Tax> Taxes => Set<Tax>();

    /// <summary>Subscribers.</summary>
    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    /// <summary>Subscriber groups.</summary>
    public DbSet<SubscriberGroup> SubscriberGroups => Set<SubscriberGroup>();

    /// <summary>Journal entries.</summary>
    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();

    /// <summary>Lines of journal entries.</summary>
    public DbSet<JournalLine> JournalLines => Set<JournalLine>();

    /// <summary>Invoices.</summary>
    public DbSet<Invoice> Invoices => Set<Invoice>();

    /// <summary>What is billed once.</summary>
    public DbSet<Charge> Charges => Set<Charge>();

    /// <summary>Number series.</summary>
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    /// <summary>Billing runs.</summary>
    public DbSet<BillingRun> BillingRuns => Set<BillingRun>();

    /// <summary>Subscribers that a run could not bill.</summary>
    public DbSet<ParkedSubscriber> ParkedSubscribers => Set<ParkedSubscriber>();

    /// <summary>When subscribers are due again; a hint.</summary>
    public DbSet<BillingSchedule> BillingSchedules => Set<BillingSchedule>();

    /// <summary>Payments.</summary>
    public DbSet<Payment> Payments => Set<Payment>();

    /// <summary>What payments settled.</summary>
    public DbSet<PaymentAllocation> PaymentAllocations => Set<PaymentAllocation>();

    /// <summary>Money given back.</summary>
    public DbSet<Refund> Refunds => Set<Refund>();

    /// <summary>Routers.</summary>
    public DbSet<Router> Routers => Set<Router>();

    /// <summary>Subscribers whose access must be decided again.</summary>
    public DbSet<AccessMark> AccessMarks => Set<AccessMark>();

    /// <summary>What the routers should hold.</summary>
    public DbSet<DesiredState> DesiredStates => Set<DesiredState>();

    /// <summary>Lines that staff switched by hand.</summary>
    public DbSet<AccessOverride> AccessOverrides => Set<AccessOverride>();

    /// <summary>Promises to pay.</summary>
    public DbSet<Promise> Promises => Set<Promise>();

    /// <summary>Exemptions from cuts.</summary>
    public DbSet<Exemption> Exemptions => Set<Exemption>();

    /// <summary>Lists of cuts, one a day.</summary>
    public DbSet<CutBatch> CutBatches => Set<CutBatch>();

    /// <summary>Subscribers on those lists.</summary>
    public DbSet<PlannedCut> PlannedCuts => Set<PlannedCut>();

    /// <summary>When the portal last looked; one row.</summary>
    public DbSet<AccessPulse> AccessPulses => Set<AccessPulse>();

    /// <summary>Messages to subscribers.</summary>
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    /// <summary>The operator's own words for messages.</summary>
    public DbSet<MessageTemplate> MessageTemplates => Set<MessageTemplate>();

    /// <summary>Reminder policies.</summary>
    public DbSet<ReminderPolicy> ReminderPolicies => Set<ReminderPolicy>();

    /// <summary>Steps of reminder policies.</summary>
    public DbSet<ReminderStep> ReminderSteps => Set<ReminderStep>();

    /// <summary>What became of each step for each invoice.</summary>
    public DbSet<ReminderSent> RemindersSent => Set<ReminderSent>();

    /// <summary>Up to when reminders have been planned.</summary>
    public DbSet<ReminderWatermark> ReminderWatermarks => Set<ReminderWatermark>();

    /// <summary>The record.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Settings, one row for each feature.</summary>
    public DbSet<SettingsRow> Settings => Set<SettingsRow>();

    /// <summary>The last run of each job.</summary>
    public DbSet<JobRun> JobRuns => Set<JobRun>();

    /// <summary>Whether a <see cref="UnitOfWork"/> sees to the record of what this context saves.</summary>
    internal bool IsOnRecord { get; set; }

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddInterceptors(s_guard);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite can neither order nor compare DateTimeOffset; a UTC DateTime works on both databases.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        // Names, not numbers, so that the database can be read in a dispute.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(IspDbContext).Assembly);
        if (Database.IsNpgsql())
        {
            // The order of names is that of their letters on both databases.
            builder.Entity<Subscriber>().Property(s => s.SearchText).UseCollation("C");
        }
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
}

/// <summary>The model on SQLite.</summary>
public sealed class SqliteIspDbContext(DbContextOptions<SqliteIspDbContext> options) : IspDbContext(options);

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresIspDbContext(DbContextOptions<PostgresIspDbContext> options) : IspDbContext(options);
