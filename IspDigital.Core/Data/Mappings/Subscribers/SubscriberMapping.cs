using IspDigital.Core.Plans;
using IspDigital.Core.Routers;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Subscribers;

internal sealed class SubscriberMapping : IEntityTypeConfiguration<Subscriber>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.Property(s => s.Code).HasMaxLength(40);
        builder.Property(s => s.Name).HasMaxLength(120);
        builder.Property(s => s.Phone).HasMaxLength(20);
        builder.Property(s => s.Email).HasMaxLength(254);
        builder.Property(s => s.Language).HasMaxLength(5);
        builder.Property(s => s.PppName).HasMaxLength(120);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.ComplexProperty(s => s.Address);
        builder.ComplexProperty(s => s.Terms);
        builder.HasIndex(s => s.Code).IsUnique();
        builder.HasIndex(s => s.Phone);
        builder.HasIndex(s => s.PlanId); // all of a plan, in the order in which a set of them is kept
        builder.HasIndex(s => new { s.PlanId, s.SearchText, s.Id, s.ClosedOn }).HasDatabaseName("IX_Subscribers_PlanList"); // a plan's list, by name
        builder.HasIndex(s => s.ClosedOn).HasFilter("\"ClosedOn\" IS NOT NULL");
        builder.HasIndex(s => new { s.RouterId, s.PppName }).IsUnique().HasFilter("\"PppName\" IS NOT NULL AND \"ClosedOn\" IS NULL");
        builder.HasOne<Plan>().WithMany().HasForeignKey(s => s.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Router>().WithMany().HasForeignKey(s => s.RouterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SubscriberGroup>().WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Plans).WithOne().HasForeignKey(p => p.SubscriberId);
        builder.HasMany(s => s.SupersededPlans).WithOne().HasForeignKey(p => p.SubscriberId);
        builder.HasMany(s => s.Pauses).WithOne().HasForeignKey(p => p.SubscriberId);
        builder.HasMany(s => s.Agreements).WithOne().HasForeignKey(a => a.SubscriberId);
        builder.HasMany(s => s.Cuts).WithOne().HasForeignKey(c => c.SubscriberId);
    }
}

internal sealed class PlanAssignmentMapping : IEntityTypeConfiguration<PlanAssignment>
{
    public void Configure(EntityTypeBuilder<PlanAssignment> builder)
    {
        builder.ToTable("PlanAssignments");
        builder.HasIndex(p => new { p.SubscriberId, p.From }).IsUnique();
        builder.HasOne<Plan>().WithMany().HasForeignKey(p => p.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SupersededPlanMapping : IEntityTypeConfiguration<SupersededPlan>
{
    public void Configure(EntityTypeBuilder<SupersededPlan> builder)
    {
        builder.ToTable("SupersededPlans");
        builder.HasIndex(p => p.SubscriberId);
        builder.HasOne<Plan>().WithMany().HasForeignKey(p => p.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PauseMapping : IEntityTypeConfiguration<Pause>
{
    public void Configure(EntityTypeBuilder<Pause> builder)
    {
        builder.ToTable("Pauses");
        builder.HasIndex(p => p.SubscriberId);
        builder.HasMany(p => p.Ends).WithOne().HasForeignKey(e => e.PauseId);
    }
}

internal sealed class PauseEndMapping : IEntityTypeConfiguration<PauseEnd>
{
    public void Configure(EntityTypeBuilder<PauseEnd> builder)
    {
        builder.ToTable("PauseEnds");
        builder.HasIndex(e => e.PauseId);
    }
}

internal sealed class PriceAgreementMapping : IEntityTypeConfiguration<PriceAgreement>
{
    public void Configure(EntityTypeBuilder<PriceAgreement> builder)
    {
        builder.ToTable("PriceAgreements");
        builder.Money(a => a.Discount);
        builder.Ignore(a => a.CustomPrice);
        builder.HasIndex(a => new { a.SubscriberId, a.From }).IsUnique();
    }
}

internal sealed class NonPaymentCutMapping : IEntityTypeConfiguration<NonPaymentCut>
{
    public void Configure(EntityTypeBuilder<NonPaymentCut> builder)
    {
        builder.ToTable("NonPaymentCuts");
        builder.HasIndex(c => c.SubscriberId);
    }
}

internal sealed class SubscriberGroupMapping : IEntityTypeConfiguration<SubscriberGroup>
{
    public void Configure(EntityTypeBuilder<SubscriberGroup> builder)
    {
        builder.Property(g => g.Name).HasMaxLength(80);
        builder.HasIndex(g => g.Name).IsUnique();
    }
}
