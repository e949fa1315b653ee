using IspDigital.Core.Access;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Access;

internal sealed class AccessOverrideMapping : IEntityTypeConfiguration<AccessOverride>
{
    public void Configure(EntityTypeBuilder<AccessOverride> builder)
    {
        builder.Property(o => o.Owner).HasMaxLength(256);
        builder.Property(o => o.Reason).HasMaxLength(400);
        builder.HasIndex(o => o.SubscriberId).HasFilter("\"EndedAt\" IS NULL");
        builder.HasIndex(o => o.LastDay).HasFilter("\"EndedAt\" IS NULL");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(o => o.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExemptionMapping : IEntityTypeConfiguration<Exemption>
{
    public void Configure(EntityTypeBuilder<Exemption> builder)
    {
        builder.Property(e => e.Owner).HasMaxLength(256);
        builder.Property(e => e.Reason).HasMaxLength(400);
        builder.HasIndex(e => e.SubscriberId).HasFilter("\"EndedAt\" IS NULL");
        builder.HasIndex(e => e.LastDay).HasFilter("\"EndedAt\" IS NULL");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(e => e.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PromiseMapping : IEntityTypeConfiguration<Promise>
{
    public void Configure(EntityTypeBuilder<Promise> builder)
    {
        builder.Property(p => p.Owner).HasMaxLength(256);
        builder.Property(p => p.Note).HasMaxLength(400);
        builder.Money(p => p.Owed);
        builder.HasIndex(p => new { p.SubscriberId, p.GrantedAt });
        builder.HasIndex(p => p.Until).HasFilter("\"State\" = 'Running'");
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(p => p.SubscriberId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AccessPulseMapping : IEntityTypeConfiguration<AccessPulse>
{
    public void Configure(EntityTypeBuilder<AccessPulse> builder) => builder.Property(p => p.Id).ValueGeneratedNever();
}
