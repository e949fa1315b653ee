using IspDigital.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Audit;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.ActorName).HasMaxLength(120);
        builder.Property(e => e.SubjectKind).HasMaxLength(40);
        builder.HasIndex(e => e.SubscriberId);
        builder.HasIndex(e => e.At);
        // The last cuts and reconnections, among millions of other entries (Reports/SummaryReader).
        builder.HasIndex(e => e.Id).HasFilter("\"Action\" IN ('Disconnected', 'Reconnected')").HasDatabaseName("IX_AuditEntries_Lines");
    }
}
