using IspDigital.Core.Access;
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
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Audit;

/// <summary>What a change of an entity demands.</summary>
public enum AuditPolicy
{
    /// <summary>A change needs an audit entry in the same transaction.</summary>
    Audited,
    /// <summary>Bookkeeping whose cause is on record elsewhere, or the record itself.</summary>
    Bookkeeping,
}

/// <summary>The policy of every mapped entity. One that is missing makes the save throw, and a test finds it before that.</summary>
public static class AuditPolicies
{
    private static readonly Dictionary<Type, AuditPolicy> s_policies = new()
    {
        [typeof(Plan)] = AuditPolicy.Audited,
        [typeof(PlanPrice)] = AuditPolicy.Audited,
        [typeof(Tax)] = AuditPolicy.Audited,
        [typeof(TaxRate)] = AuditPolicy.Audited,
        [typeof(Subscriber)] = AuditPolicy.Audited,
        [typeof(PlanAssignment)] = AuditPolicy.Audited,
        [typeof(SupersededPlan)] = AuditPolicy.Audited,
        [typeof(Pause)] = AuditPolicy.Audited,
        [typeof(PauseEnd)] = AuditPolicy.Audited,
        [typeof(PriceAgreement)] = AuditPolicy.Audited,
        [typeof(NonPaymentCut)] = AuditPolicy.Bookkeeping, // the decision to cut or to reconnect is on record
        [typeof(SubscriberGroup)] = AuditPolicy.Audited,
        [typeof(JournalEntry)] = AuditPolicy.Audited,
        [typeof(JournalLine)] = AuditPolicy.Audited,
        [typeof(Invoice)] = AuditPolicy.Audited,
        [typeof(InvoiceLine)] = AuditPolicy.Audited,
        [typeof(Charge)] = AuditPolicy.Audited,
        [typeof(BillingRun)] = AuditPolicy.Bookkeeping, // its start, steering and end are on record; progress is its own
        [typeof(ParkedSubscriber)] = AuditPolicy.Audited,
        [typeof(BillingSchedule)] = AuditPolicy.Bookkeeping,
        [typeof(NumberSeries)] = AuditPolicy.Bookkeeping,
        [typeof(Payment)] = AuditPolicy.Audited,
        [typeof(PaymentAllocation)] = AuditPolicy.Audited,
        [typeof(Refund)] = AuditPolicy.Audited,
        [typeof(Router)] = AuditPolicy.Bookkeeping, // health is written at every look; the use cases that edit it record it
        [typeof(AccessMark)] = AuditPolicy.Bookkeeping,
        [typeof(DesiredState)] = AuditPolicy.Bookkeeping, // tries and evidence change it; decisions and what routers confirm are recorded
        [typeof(AccessOverride)] = AuditPolicy.Audited,
        [typeof(Promise)] = AuditPolicy.Audited,
        [typeof(Exemption)] = AuditPolicy.Audited,
        [typeof(CutBatch)] = AuditPolicy.Audited,
        [typeof(PlannedCut)] = AuditPolicy.Audited,
        [typeof(AccessPulse)] = AuditPolicy.Bookkeeping,
        [typeof(OutboxMessage)] = AuditPolicy.Bookkeeping, // its own states are its history
        [typeof(JobRun)] = AuditPolicy.Bookkeeping,
        [typeof(MessageTemplate)] = AuditPolicy.Audited,
        [typeof(ReminderPolicy)] = AuditPolicy.Audited,
        [typeof(ReminderStep)] = AuditPolicy.Audited,
        [typeof(ReminderAssignment)] = AuditPolicy.Audited,
        [typeof(ReminderSent)] = AuditPolicy.Audited,
        [typeof(ReminderWatermark)] = AuditPolicy.Bookkeeping,
        [typeof(SettingsRow)] = AuditPolicy.Audited,
        [typeof(StaffUser)] = AuditPolicy.Bookkeeping, // Identity writes it at every sign-in; the use cases that edit it record it
        [typeof(AuditEntry)] = AuditPolicy.Bookkeeping,
    };

    /// <summary>The policy of an entity type; Identity's own tables are bookkeeping.</summary>
    /// <exception cref="InvalidOperationException">The type has none.</exception>
    public static AuditPolicy Of(Type entity) =>
        s_policies.TryGetValue(entity, out var policy) ? policy
        : entity.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) == true ? AuditPolicy.Bookkeeping
        : throw new InvalidOperationException($"{entity.Name} has no audit policy.");

    /// <summary>Whether what is about to be saved holds a change of an audited entity.</summary>
    public static bool TouchesAudited(DbContext db) => db.ChangeTracker.Entries()
        .Any(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !e.Metadata.IsOwned()
            && Of(e.Metadata.ClrType) == AuditPolicy.Audited);
}
