using IspDigital.Core.Data;

namespace IspDigital.Tests.Architecture;

/// <summary>What must not be seen from where: rules see no world, entities no database, and the wire is known in one place.</summary>
public sealed class PurityTests
{
    private static readonly string[] s_world =
    [
        "IspDigital.Core.Data.", "IspDigital.Core.Operations.UseCase", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.",
        "System.TimeProvider", "System.Threading.", "System.IO.", "System.Net.", "System.Random", "System.IServiceProvider",
    ];

    // An entity that reads its own rows, with the reason.
    private static readonly Dictionary<string, string> s_entitiesThatMay = new(StringComparer.Ordinal)
    {
        ["SettingsRow"] = "loads and stores itself, so that no feature sees the row",
    };

    [Fact]
    public void Rules_SeeNoDatabaseNoClockNoLogNoTaskNoNetwork()
    {
        var rules = House.CoreTypes.Where(t => House.Plain(t.FullName).Contains(".Rules.", StringComparison.Ordinal)).ToList();

        Assert.True(rules.Count >= 3, "No rules were found.");
        AssertNone(from rule in rules from used in House.UsesOf(rule) where s_world.Any(w => used.StartsWith(w, StringComparison.Ordinal)) select $"{rule.FullName} sees {used}");
    }

    [Fact]
    public void Entities_KnowNoDatabase()
    {
        using var db = new SqliteDesignTimeFactory().CreateDbContext([]);
        var entities = db.Model.GetEntityTypes().Select(e => e.ClrType.FullName).ToHashSet();
        var types = House.CoreTypes.Where(t => entities.Contains(House.Plain(t.FullName)) && !s_entitiesThatMay.ContainsKey(t.Name)).ToList();
        types.RemoveAll(t => s_entitiesThatMay.Keys.Any(k => House.Plain(t.FullName).EndsWith("." + k, StringComparison.Ordinal)));

        Assert.True(types.Count > 15, "No entities were found.");
        AssertNone(from entity in types
                   from used in House.UsesOf(entity)
                   where used.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || used.StartsWith("IspDigital.Core.Data.", StringComparison.Ordinal)
                   select $"{entity.FullName} knows {used}");
    }

    [Theory]
    [InlineData("System.Net.Sockets.", "Routers.RouterOs.|Messaging.Sms.|Messaging.Email.", true)]
    [InlineData("System.Net.Security.", "Routers.RouterOs.", true)]
    [InlineData("MailKit.", "Messaging.Email.", false)]
    [InlineData("MimeKit.", "Messaging.Email.", false)]
    [InlineData("System.Net.Http.", "Messaging.Sms.", false)]
    public void Wire_IsKnownInItsPlacesOnly(string library, string places, bool mustBeThere)
    {
        var users = House.CoreTypes.Where(t => House.UsesOf(t).Any(u => u.StartsWith(library, StringComparison.Ordinal))).Select(t => House.Plain(t.FullName)).Distinct().ToList();

        Assert.True(!mustBeThere || users.Count > 0, $"Nothing uses {library}");
        AssertNone(users.Where(u => !places.Split('|').Any(place => u.StartsWith(House.Root + place, StringComparison.Ordinal)) && !u.EndsWith("Feature", StringComparison.Ordinal)));
    }

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var all = wrong.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
