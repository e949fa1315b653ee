using IspDigital.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings.Access;

internal sealed class AccessMarkMapping : IEntityTypeConfiguration<AccessMark>
{
    public void Configure(EntityTypeBuilder<AccessMark> builder)
    {
        builder.Property(m => m.Cause).HasMaxLength(40);
        builder.HasIndex(m => m.SubscriberId);
    }
}
