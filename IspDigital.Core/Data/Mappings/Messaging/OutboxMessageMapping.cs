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
        builder.Property(m => m.Recipient).HasMaxLength(254);
        builder.Property(m => m.Subject).HasMaxLength(400);
        builder.Property(m => m.Gateway).HasMaxLength(60);
        builder.Property(m => m.ProviderId).HasMaxLength(120);
        builder.Property(m => m.LastError).HasMaxLength(OutboxMessage.ErrorLengthMax);
        builder.Money(m => m.Cost);
        builder.Ignore(m => m.Reference);
        builder.HasIndex(m => m.DedupeKey).IsUnique();
        builder.HasIndex(m => m.SubscriberId);
        builder.HasIndex(m => m.InvoiceId).HasFilter("\"Kind\" = 'InvoiceIssued'"); // how far the notice of an invoice came
        builder.HasIndex(m => m.NotBefore).HasFilter("\"State\" IN ('Queued', 'Sending')");
        builder.HasIndex(m => m.ClaimId).HasFilter("\"ClaimId\" IS NOT NULL");
        builder.HasIndex(m => m.QueuedAt);
    }
}

internal sealed class MessageTemplateMapping : IEntityTypeConfiguration<MessageTemplate>
{
    public void Configure(EntityTypeBuilder<MessageTemplate> builder)
    {
        builder.Property(t => t.Language).HasMaxLength(5);
        builder.Property(t => t.Subject).HasMaxLength(200);
        builder.Property(t => t.Body).HasMaxLength(4000);
        builder.Ignore(t => t.Key);
        builder.Ignore(t => t.Words);
        builder.HasIndex(t => new { t.Kind, t.Channel, t.Language }).IsUnique();
    }
}
