using IspDigital.Core.Routers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Routers;

internal sealed class RouterMapping : IEntityTypeConfiguration<Router>
{
    public void Configure(EntityTypeBuilder<Router> builder)
    {
        builder.Property(r => r.Name).HasMaxLength(80);
        builder.Property(r => r.Host).HasMaxLength(255);
        builder.Property(r => r.UserName).HasMaxLength(80);
        builder.Property(r => r.CertificateThumbprint).HasMaxLength(64);
        builder.HasIndex(r => r.Name).IsUnique();
    }
}
