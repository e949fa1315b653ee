using IspDigital.Core.Billing;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Billing;

internal sealed class BillingRunMapping : IEntityTypeConfiguration<BillingRun>
{
    public void Configure(EntityTypeBuilder<BillingRun> builder)
    {
        builder.Property(r => r.Key).HasMaxLength(40);
        builder.Property(r => r.LeaseOwner).HasMaxLength(80);
        builder.Property(r => r.StartedBy).HasMaxLength(120);
        builder.Money(r => r.ExpectedTotal);
        builder.Money(r => r.LastTotal);
        builder.Money(r => r.Total);
        builder.Ignore(r => r.IsActive);
        builder.Ignore(r => r.Pace);
        builder.HasIndex(r => r.Key).IsUnique();
        // One active run of a kind: of two processes that start at once, the database lets one win.
        builder.HasIndex(r => r.Kind).IsUnique().HasFilter("\"State\" IN ('Running', 'AwaitingApproval', 'Paused')");
    }
}

internal sealed class ParkedSubscriberMapping : IEntityTypeConfiguration<ParkedSubscriber>
{
    public void Configure(EntityTypeBuilder<ParkedSubscriber> builder)
    {
        builder.ToTable("ParkedSubscribers");
        builder.Property(p => p.Detail).HasMaxLength(400);
        builder.HasIndex(p => p.SubscriberId).IsUnique().HasFilter("\"RetriedAt\" IS NULL");
        builder.HasIndex(p => p.RunId);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(p => p.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BillingScheduleMapping : IEntityTypeConfiguration<BillingSchedule>
{
    public void Configure(EntityTypeBuilder<BillingSchedule> builder)
    {
        builder.ToTable("BillingSchedules");
        builder.HasKey(s => s.SubscriberId);
        builder.Property(s => s.SubscriberId).ValueGeneratedNever();
    }
}
