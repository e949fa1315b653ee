using IspDigital.Core.Billing;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Billing;

internal sealed class InvoiceMapping : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.Property(i => i.Number).HasMaxLength(24);
        builder.Property(i => i.VoidReason).HasMaxLength(400);
        builder.Property(i => i.Reason).HasMaxLength(400);
        builder.Money(i => i.Subtotal);
        builder.Money(i => i.Tax);
        builder.Money(i => i.Total);
        builder.Money(i => i.Paid);
        builder.Ignore(i => i.Outstanding);
        builder.HasIndex(i => i.Number).IsUnique();
        // One recurring invoice for each subscriber and period, ever, unless voided (product rules, §5).
        builder.HasIndex(i => new { i.SubscriberId, i.PeriodStart }).IsUnique().HasFilter("\"Kind\" = 'Recurring' AND \"Status\" <> 'Void'");
        // The same correction cannot be made twice.
        builder.HasIndex(i => new { i.SubscriberId, i.IssueDate, i.PeriodStart, i.Sequence }).IsUnique().HasFilter("\"Kind\" <> 'Recurring'");
        builder.HasIndex(i => i.CorrectsInvoiceId).HasFilter("\"CorrectsInvoiceId\" IS NOT NULL");
        builder.HasIndex(i => i.LastDayToPay).HasFilter("\"Status\" = 'Open'"); // whose grace is over (Access/PlanCuts)
        builder.HasIndex(i => i.LastDayToPay).HasFilter("\"Status\" = 'Open'"); // final notices
        builder.HasIndex(i => i.IssuedAt).HasFilter("\"Status\" = 'Open'"); // reminders of what was issued since the last run
        // Those that hold amounts stand in Data/ListIndexes: EF cannot index them.
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(i => i.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(i => i.Lines).WithOne().HasForeignKey(l => l.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InvoiceLineMapping : IEntityTypeConfiguration<InvoiceLine>
{
    public void Configure(EntityTypeBuilder<InvoiceLine> builder)
    {
        builder.ToTable("InvoiceLines");
        builder.Property(l => l.Text).HasMaxLength(200);
        builder.Money(l => l.ListPrice);
        builder.Money(l => l.Discount);
        builder.Money(l => l.FullPrice);
        builder.Money(l => l.Net);
        builder.Money(l => l.Tax);
        builder.HasIndex(l => l.InvoiceId);
    }
}

internal sealed class ChargeMapping : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.ToTable("Charges");
        builder.Property(c => c.Text).HasMaxLength(200);
        builder.Property(c => c.Reason).HasMaxLength(400);
        builder.Property(c => c.RecordedBy).HasMaxLength(120);
        builder.Money(c => c.Amount);
        builder.HasIndex(c => c.CommandId).IsUnique();
        builder.HasIndex(c => c.SubscriberId).HasFilter("\"InvoiceId\" IS NULL");
        builder.HasIndex(c => c.InvoiceId).HasFilter("\"InvoiceId\" IS NOT NULL");
        // One late fee of each ordinal for an invoice, ever.
        builder.HasIndex(c => new { c.AboutInvoiceId, c.Ordinal }).IsUnique().HasFilter("\"Kind\" = 'LateFee'");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(c => c.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(c => c.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NumberSeriesMapping : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> builder)
    {
        builder.HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(24);
    }
}
