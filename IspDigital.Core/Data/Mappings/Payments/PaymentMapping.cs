using IspDigital.Core.Billing;
using IspDigital.Core.Payments;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Payments;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(p => p.Provider).HasMaxLength(40);
        builder.Property(p => p.TransactionId).HasMaxLength(80);
        builder.Property(p => p.RecordedBy).HasMaxLength(120);
        builder.Property(p => p.Note).HasMaxLength(400);
        builder.Property(p => p.ReversalReason).HasMaxLength(400);
        builder.Money(p => p.Amount);
        builder.Ignore(p => p.Unallocated);
        builder.HasIndex(p => p.CommandId).IsUnique();
        builder.HasIndex(p => new { p.Provider, p.TransactionId }).IsUnique().HasFilter("\"TransactionId\" IS NOT NULL");
        builder.HasIndex(p => p.TransactionId).HasFilter("\"TransactionId\" IS NOT NULL"); // said on the phone, without the provider
        builder.HasIndex(p => p.SubscriberId);
        builder.HasIndex(p => p.ReversedAt).HasFilter("\"ReversedAt\" IS NOT NULL");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(p => p.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.CreditNoteId).IsUnique().HasFilter("\"CreditNoteId\" IS NOT NULL");
        builder.HasOne<Invoice>().WithMany().HasForeignKey(p => p.CreditNoteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Allocations).WithOne().HasForeignKey(a => a.PaymentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentAllocationMapping : IEntityTypeConfiguration<PaymentAllocation>
{
    public void Configure(EntityTypeBuilder<PaymentAllocation> builder)
    {
        builder.Money(a => a.Amount);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(a => a.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Refund>().WithMany().HasForeignKey(a => a.RefundId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RefundMapping : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.ToTable("Refunds");
        builder.Property(r => r.Reference).HasMaxLength(80);
        builder.Property(r => r.Reason).HasMaxLength(400);
        builder.Property(r => r.RecordedBy).HasMaxLength(120);
        builder.Money(r => r.Amount);
        builder.HasIndex(r => r.CommandId).IsUnique();
        builder.HasIndex(r => r.SubscriberId);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(r => r.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}
