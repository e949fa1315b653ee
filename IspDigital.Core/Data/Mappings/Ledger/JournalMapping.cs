using IspDigital.Core.Ledger;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Ledger;

internal sealed class JournalEntryMapping : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.Property(e => e.IdempotencyKey).HasMaxLength(80);
        builder.Property(e => e.SourceKind).HasMaxLength(32);
        builder.Property(e => e.ActorName).HasMaxLength(120);
        builder.HasIndex(e => e.IdempotencyKey).IsUnique();
        builder.HasIndex(e => new { e.SubscriberId, e.BusinessDate });
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(e => e.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(e => e.Lines).WithOne().HasForeignKey(l => l.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class JournalLineMapping : IEntityTypeConfiguration<JournalLine>
{
    public void Configure(EntityTypeBuilder<JournalLine> builder)
    {
        builder.Money(l => l.Amount);
        builder.HasIndex(l => new { l.SubscriberId, l.Account });
    }
}
