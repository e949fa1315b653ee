using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IspDigital.Core.Data;

/// <summary>
/// Looks at every save, whoever asked for it: history is only added to, and what must be on record is saved by nobody but
/// <see cref="IspStore"/>, which sees to the record. Belongs to the context itself, so that there is no way around it.
/// </summary>
internal sealed class RecordGuard : SaveChangesInterceptor
{
    /// <summary>What is written once and never again; a mistake is corrected by adding.</summary>
    public static IReadOnlySet<Type> AppendOnly { get; } = new HashSet<Type>
    {
        typeof(JournalEntry), typeof(JournalLine), typeof(PaymentAllocation), typeof(Refund), typeof(InvoiceLine), typeof(AuditEntry),
        typeof(SupersededPlan), typeof(PauseEnd),
    };

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check((IspDbContext)eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check((IspDbContext)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Check(IspDbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted && AppendOnly.Contains(entry.Metadata.ClrType))
            {
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is history: it is added to, never {entry.State}.");
            }
        }
        if (!db.IsOnRecord && AuditPolicies.TouchesAudited(db))
        {
            throw new InvalidOperationException("Audited data is saved through IspStore.Write only, which puts the deed on record.");
        }
    }
}
