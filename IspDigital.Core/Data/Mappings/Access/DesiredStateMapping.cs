using IspDigital.Core.Access;
using IspDigital.Core.Routers;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Access;

internal sealed class DesiredStateMapping : IEntityTypeConfiguration<DesiredState>
{
    public void Configure(EntityTypeBuilder<DesiredState> builder)
    {
        builder.HasKey(d => d.SubscriberId);
        builder.Property(d => d.SubscriberId).ValueGeneratedNever();
        builder.Property(d => d.PppName).HasMaxLength(120);
        builder.Property(d => d.Profile).HasMaxLength(120);
        builder.Property(d => d.Cause).HasMaxLength(40);
        builder.Property(d => d.LastErrorCode).HasMaxLength(80);
        builder.Property(d => d.LastErrorText).HasMaxLength(400);
        builder.Ignore(d => d.Reasons);
        builder.Ignore(d => d.Target);
        builder.Ignore(d => d.Evidence);
        builder.HasIndex(d => new { d.RouterId, d.PppName });
        // What the routers' workers look at on every wake-up: only what is still to do.
        builder.HasIndex(d => new { d.RouterId, d.DecidedAt }).HasFilter("\"Apply\" <> 'Done'").HasDatabaseName("IX_DesiredStates_Open");
        builder.HasIndex(d => d.DecidedAt).HasFilter("NOT \"Online\"").HasDatabaseName("IX_DesiredStates_Off");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(d => d.SubscriberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Router>().WithMany().HasForeignKey(d => d.RouterId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CutBatchMapping : IEntityTypeConfiguration<CutBatch>
{
    public void Configure(EntityTypeBuilder<CutBatch> builder)
    {
        builder.Property(b => b.HeldBecause).HasMaxLength(200);
        builder.Property(b => b.UndoneBy).HasMaxLength(256);
        builder.Ignore(b => b.HeldReasons);
        builder.HasIndex(b => b.Day).IsUnique();
    }
}

internal sealed class PlannedCutMapping : IEntityTypeConfiguration<PlannedCut>
{
    public void Configure(EntityTypeBuilder<PlannedCut> builder)
    {
        builder.Property(c => c.InvoiceNumber).HasMaxLength(24);
        builder.Property(c => c.Why).HasMaxLength(400);
        builder.Property(c => c.ApprovedBy).HasMaxLength(256);
        builder.Money(c => c.Amount);
        builder.HasIndex(c => new { c.BatchId, c.SubscriberId }).IsUnique();
        builder.HasIndex(c => c.SubscriberId);
        builder.HasIndex(c => new { c.State, c.StateSince });
        builder.HasOne<CutBatch>().WithMany().HasForeignKey(c => c.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(c => c.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}
