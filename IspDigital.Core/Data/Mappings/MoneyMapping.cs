using System.Linq.Expressions;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IspDigital.Core.Data.Mappings;

/// <summary>Money as one integer column named <c>…Minor</c>, so that the database can sum it.</summary>
internal static class MoneyMapping
{
    public static void Money<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, Money>> property)
        where T : class
    {
        var name = ((MemberExpression)property.Body).Member.Name;
        builder.ComplexProperty(property, money => money.Property(m => m.Minor).HasColumnName(name + "Minor"));
    }
}
