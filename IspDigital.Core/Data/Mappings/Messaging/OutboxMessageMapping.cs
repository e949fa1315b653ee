using IspDigital.Core.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Messaging;

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.Property(m => m.Language).HasMaxLength(5);
        builder.Property(m => m.DedupeKey).HasMaxLength(80);
        builder.HasIndex(m => m.DedupeKey).IsUnique();
        builder.HasIndex(m => m.SubscriberId);
        builder.HasIndex(m => m.NotBefore).HasFilter("\"State\" IN ('Queued', 'Sending')");
    }
}
