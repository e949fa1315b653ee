namespace IspDigital.Tests.Architecture;

/// <summary>Who may use whom, as docs/architecture.md shows it. Everybody may use Primitives; what writes may use the store and the record.</summary>
public sealed class DependencyTableTests
{
    // What use cases of every feature stand on.
    private static readonly string[] s_ground = ["Primitives", "Data", "Audit", "Live", "Staff", "Operations", "Tables"];

    private static readonly Dictionary<string, string[]> s_mayUse = new(StringComparer.Ordinal)
    {
        ["Primitives"] = [],
        ["Tables"] = ["Primitives"],
        ["Live"] = ["Primitives"],
        ["Staff"] = [.. s_ground],
        ["Audit"] = [.. s_ground],
        ["Operations"] = [.. s_ground],
        ["Data"] = [.. s_ground],
        ["Plans"] = [.. s_ground],
        ["Subscribers"] = [.. s_ground, "Plans"],
        ["Ledger"] = [.. s_ground],
        ["Billing"] = [.. s_ground, "Subscribers", "Plans", "Ledger"],
        ["Payments"] = [.. s_ground, "Billing", "Subscribers", "Ledger"],
        ["History"] = [.. s_ground, "Payments", "Billing", "Subscribers", "Plans", "Ledger"],
        ["Access"] = [.. s_ground, "Subscribers", "Plans", "Routers"],
        ["Reminders"] = [.. s_ground, "Subscribers", "Messaging"],
        ["Routers"] = [.. s_ground],
        ["Messaging"] = [.. s_ground],
    };

    // One type that may be used by a feature beyond the table, each with its reason.
    private static readonly (string User, string Used, string Why)[] s_doors =
    [
        ("Access", "Billing.Rules.AccountStanding", "all that access may know of money"),
        ("Access", "Billing.Rules.OpenInvoice", "the invoices that a standing lists"),
        ("Access", "Billing.StandingQueries", "fills the standing"),
        ("Access", "Billing.Rules.OpenInvoice", "a line of the standing"),
        ("Reminders", "Billing.Rules.OpenInvoice", "a line of the standing"),
        ("Plans", "Subscribers.Subscriber", "counts who is on a plan before it is changed or closed"),
        ("Payments", "Plans.*", "the terms of an opening balance"),
        ("Reminders", "Billing.Rules.AccountStanding", "all that reminders may know of money"),
        ("Reminders", "Billing.Rules.OpenInvoice", "a part of the standing"),
        ("Reminders", "Billing.StandingQueries", "fills the standing"),
        ("Reminders", "Plans.Plan", "a policy can be for a plan"),
        ("Access", "Reminders.ISubscriberHolds", "fills the port: promises and exemptions are its own"),
        ("Access", "Reminders.SubscriberHold", "what that port tells"),
        ("Billing", "Messaging.*", "an issued invoice is told in its own transaction, by the outbox"),
        ("Billing", "Access.AccessMark", "the bulk path of the billing run writes the mark that UnitOfWork.MarkAccess writes elsewhere"),
        ("Subscribers", "Access.AccessMark", "an import writes by the bulk path the mark that UnitOfWork.MarkAccess writes elsewhere"),
        ("Payments", "Messaging.*", "a payment is told in its own transaction, by the outbox"),
        ("Access", "Messaging.*", "a cut and a return are told in their own transaction, by the outbox"),
    ];

    // Places that name things of every feature because naming them is their purpose.
    private static readonly (string Type, string Why)[] s_tables =
    [
        ("Data.IspDbContext", "the one model"),
        ("Data.Mappings.*", "one mapping for each entity"),
        ("Data.Migrations.*", "made by the tool"),
        ("Data.UnitOfWork", "writes the access mark"),
        ("Data.RecordGuard", "names what is history"),
        ("Audit.AuditPolicies", "the policy of every entity"),
        ("Operations.Schedule", "names every job"),
    ];

    [Fact]
    public void Features_UseOnlyWhatTheTableAllows()
    {
        var seen = 0;
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in House.CoreTypes)
        {
            var user = House.Plain(type.FullName);
            if (House.FeatureOf(user) is not { Length: > 0 } feature || feature == "Reports" || Is(s_tables.Select(t => t.Type), user))
            {
                continue;
            }
            foreach (var used in House.UsesOf(type).Where(u => House.FeatureOf(u) is { Length: > 0 } f && f != feature))
            {
                seen++;
                if (!s_mayUse.TryGetValue(feature, out var allowed) || !IsAllowed(feature, allowed, used))
                {
                    wrong.Add($"{user[House.Root.Length..]} uses {used[House.Root.Length..]}");
                }
            }
        }

        Assert.True(seen > 200, $"Only {seen} dependencies were seen; the test looks at nothing.");
        Assert.True(wrong.Count == 0, "Against docs/architecture.md:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public void Web_AsksUseCasesAndQueriesNeverTheDatabase()
    {
        var seen = 0;
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in House.WebTypes)
        {
            var user = House.Plain(type.FullName);
            seen++;
            // The host brings the database up and names its folder; no page does.
            if (user is "Program" || user.StartsWith("IspDigital.Web.Startup.", StringComparison.Ordinal) || user.StartsWith("IspDigital.Web.Demo.", StringComparison.Ordinal))
            {
                continue;
            }
            wrong.UnionWith(House.UsesOf(type).Where(u => u.StartsWith("IspDigital.Core.Data.", StringComparison.Ordinal)
                || u.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)).Select(u => $"{user} uses {u}"));
        }

        Assert.True(seen > 0 || Sources.Files(".razor").Count == 0, "No page was found.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsAllowed(string feature, string[] allowed, string used) =>
        allowed.Contains(House.FeatureOf(used)) || Is(s_doors.Where(d => d.User == feature).Select(d => d.Used), used);

    private static bool Is(IEnumerable<string> patterns, string fullName)
    {
        if (!fullName.StartsWith(House.Root, StringComparison.Ordinal))
        {
            return false;
        }
        var name = fullName[House.Root.Length..];
        return patterns.Any(p => p.EndsWith('*') ? name.StartsWith(p[..^1], StringComparison.Ordinal) : name == p);
    }
}
