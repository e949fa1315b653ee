using IspDigital.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Plans;

internal sealed class PlanMapping : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(80);
        builder.HasIndex(p => p.Name).IsUnique();
        builder.ComplexProperty(p => p.Speed);
        builder.ComplexProperty(p => p.Terms);
        builder.HasOne<Tax>().WithMany().HasForeignKey(p => p.TaxId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Prices).WithOne().HasForeignKey(p => p.PlanId);
        builder.Navigation(p => p.Prices).AutoInclude();
    }
}

internal sealed class PlanPriceMapping : IEntityTypeConfiguration<PlanPrice>
{
    public void Configure(EntityTypeBuilder<PlanPrice> builder)
    {
        builder.ToTable("PlanPrices");
        builder.Money(p => p.Price);
        builder.HasIndex(p => new { p.PlanId, p.From }).IsUnique();
    }
}

internal sealed class TaxMapping : IEntityTypeConfiguration<Tax>
{
    public void Configure(EntityTypeBuilder<Tax> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(40);
        builder.HasMany(t => t.Rates).WithOne().HasForeignKey(r => r.TaxId);
        builder.Navigation(t => t.Rates).AutoInclude();
    }
}

internal sealed class TaxRateMapping : IEntityTypeConfiguration<TaxRate>
{
    public void Configure(EntityTypeBuilder<TaxRate> builder)
    {
        builder.ToTable("TaxRates");
        builder.HasIndex(r => new { r.TaxId, r.From }).IsUnique();
    }
}
