using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Tests.Data;

public sealed class ModelTests
{
    public static TheoryData<string> Providers => new("Sqlite", "Postgres");

    [Theory]
    [MemberData(nameof(Providers))]
    public void Migrations_OfTheProvider_HoldTheWholeModel(string provider)
    {
        using var db = Context(provider);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changes that no migration makes (docs/recipes.md, Change the model).");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void EveryMappedEntity_HasAnAuditPolicy(string provider)
    {
        using var db = Context(provider);
        var entities = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.ClrType).ToList();

        Assert.True(entities.Count > 20);
        Assert.All(entities, e => AuditPolicies.Of(e));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Money_InEveryTable_IsAWholeNumberOfPoisha(string provider)
    {
        using var db = Context(provider);
        var properties = db.Model.GetEntityTypes().SelectMany(t => t.GetFlattenedProperties()).ToList();

        Assert.DoesNotContain(properties, p => p.ClrType == typeof(decimal) || p.ClrType == typeof(double) || p.ClrType == typeof(float));
        Assert.Contains(properties, p => p.DeclaringType.ClrType == typeof(Money) && p.GetColumnName().EndsWith("Minor", StringComparison.Ordinal));
    }

    private static IspDbContext Context(string provider) =>
        provider == "Sqlite" ? new SqliteDesignTimeFactory().CreateDbContext([]) : new PostgresDesignTimeFactory().CreateDbContext([]);
}
