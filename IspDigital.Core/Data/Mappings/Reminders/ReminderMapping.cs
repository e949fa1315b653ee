using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Core.Plans;
using IspDigital.Core.Reminders;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Reminders;

// The default policy is there from the first migration on. Its ids are negative, so that no generated id can meet them.
internal sealed class ReminderPolicyMapping : IEntityTypeConfiguration<ReminderPolicy>
{
    public void Configure(EntityTypeBuilder<ReminderPolicy> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(80);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => p.Name).IsUnique();
        builder.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.PolicyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Assignments).WithOne().HasForeignKey(a => a.PolicyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasData(new { Id = ReminderPolicy.DefaultId, Name = "Default", Version = 0 });
    }
}

internal sealed class ReminderStepMapping : IEntityTypeConfiguration<ReminderStep>
{
    public void Configure(EntityTypeBuilder<ReminderStep> builder)
    {
        builder.Ignore(s => s.Channels);
        builder.Ignore(s => s.Terms);
        builder.HasIndex(s => new { s.PolicyId, s.Anchor, s.Days }).IsUnique();
        builder.HasData(
            Step(-1, StepAnchor.DueDate, -3, MessageKind.ReminderBeforeDue),
            Step(-2, StepAnchor.DueDate, 0, MessageKind.ReminderOnDue),
            Step(-3, StepAnchor.DueDate, 2, MessageKind.ReminderAfterDue),
            Step(-4, StepAnchor.Cut, -1, MessageKind.FinalNotice));
    }

    private static object Step(long id, StepAnchor anchor, int days, MessageKind kind) => new
    {
        Id = id,
        PolicyId = ReminderPolicy.DefaultId,
        Anchor = anchor,
        Days = days,
        At = new TimeOnly(10, 0),
        Sms = true,
        Email = true,
        Kind = kind,
        ActiveFrom = DateTimeOffset.UnixEpoch,
    };
}

internal sealed class ReminderAssignmentMapping : IEntityTypeConfiguration<ReminderAssignment>
{
    public void Configure(EntityTypeBuilder<ReminderAssignment> builder)
    {
        builder.ToTable("ReminderAssignments");
        builder.HasIndex(a => a.PlanId).IsUnique();
        builder.HasIndex(a => a.GroupId).IsUnique();
        builder.HasOne<Plan>().WithMany().HasForeignKey(a => a.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<SubscriberGroup>().WithMany().HasForeignKey(a => a.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReminderSentMapping : IEntityTypeConfiguration<ReminderSent>
{
    public void Configure(EntityTypeBuilder<ReminderSent> builder)
    {
        // Each (invoice, step, channel) at most once (product rules, §8).
        builder.HasIndex(r => new { r.InvoiceId, r.StepId, r.Channel }).IsUnique();
        builder.HasIndex(r => r.SubscriberId);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(r => r.Message).WithMany().HasForeignKey(r => r.MessageId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReminderWatermarkMapping : IEntityTypeConfiguration<ReminderWatermark>
{
    public void Configure(EntityTypeBuilder<ReminderWatermark> builder) => builder.Property(w => w.Id).ValueGeneratedNever();
}
