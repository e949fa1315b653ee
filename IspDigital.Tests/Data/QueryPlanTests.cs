using System.Data.Common;
using System.Text.RegularExpressions;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Payments;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

/// <summary>
/// The lists and the search box stay quick with 100,000 subscribers and a million invoices: SQLite's own plan of every command that
/// they send names the index that was made for it, and neither walks through a table that grows nor sorts what it could read in order.
/// The plan does not depend on how much is in the tables: SQLite has no statistics here.
/// </summary>
public sealed partial class QueryPlanTests : IAsyncLifetime
{
    private static readonly string[] s_large = ["Invoices", "Subscribers", "Payments", "PaymentAllocations", "OutboxMessages", "JournalLines"];

    private readonly Seen _seen = new();
    private TestPortal _portal = null!;
    private long _plan;
    private long _run;
    private long _payer;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Lists => new()
    {
        { "invoices", "IX_Invoices_Issued" },
        { "invoices oldest first", "IX_Invoices_Issued" },
        { "invoices paid", "IX_Invoices_Issued" },
        { "invoices of a month", "IX_Invoices_Issued" },
        { "invoices void", "IX_Invoices_Void_Issued" },
        { "invoices open", "IX_Invoices_Open_Due" },
        { "invoices open newest first", "IX_Invoices_Open_Issued" },
        { "invoices open of a month", "IX_Invoices_Open_Issued" },
        { "invoices overdue", "IX_Invoices_Open_Due" },
        { "invoices beyond grace", "IX_Invoices_Open_Due" },
        { "invoices overdue in an area", "IX_Invoices_Open_Due" },
        { "invoices of a run", "IX_Invoices_Run" },
        { "invoices of somebody", "IX_Invoices_Subscriber" },
        { "invoices in an area", "IX_Subscribers_Area" },
        { "invoices of a plan", "IX_Subscribers_PlanId" },
        { "invoices paid of a plan in an area", "IX_Subscribers_Area" },
        { "invoices of a name", "IX_Subscribers_PlanList" }, // the narrowest that holds the names
        { "invoices by number", "IX_Invoices_Number" },
        { "invoices written off", "IX_PaymentAllocations_InvoiceId" },
        { "notices of invoices", "IX_OutboxMessages_InvoiceId" },
        { "subscribers", "IX_Subscribers_List" },
        { "subscribers by code", "IX_Subscribers_Code" },
        { "subscribers by due", "IX_Invoices_Open_Subscriber" },
        { "subscribers by due, without the closed", "IX_Subscribers_ClosedOn" },
        { "subscribers by oldest", "IX_Invoices_Open_Due" },
        { "subscribers overdue", "IX_Invoices_Open_Subscriber" },
        { "subscribers who owe", "IX_Invoices_Open_Subscriber" },
        { "subscribers who owe nothing", "IX_Invoices_Open_Subscriber" },
        { "subscribers of a plan", "IX_Subscribers_PlanList" },
        { "subscribers in an area", "IX_Subscribers_Area" },
        { "subscribers on a router", "IX_Subscribers_List" },
        { "subscribers of a name", "IX_Subscribers_List" },
        { "payments", "IX_Payments_List" },
        { "payments oldest first", "IX_Payments_List" },
        { "payments of a month", "IX_Payments_List" },
        { "payments by method", "IX_Payments_List" },
        { "payments reversed", "IX_Payments_Reversed_List" },
        { "payments of a name", "IX_Payments_SubscriberId" },
        { "payments by transaction", "IX_Payments_TransactionId" },
        { "search a name", "IX_Subscribers_PlanList" },
        { "search what many have", "IX_Subscribers_List" },
        { "search an invoice", "IX_Invoices_Number" },
        { "search a transaction", "IX_Payments_TransactionId" },
    };

    // Few are found, and these are sorted: those of an area, of a person, of what was typed; those who owe, by how much.
    private static readonly string[] s_sorting =
    [
        "invoices in an area", "invoices of a plan", "invoices paid of a plan in an area", "invoices of a name", "invoices by number", "subscribers by due", "subscribers by due, without the closed", "subscribers in an area",
        "payments of a name", "payments by transaction", "search a name", "search what many have", "search an invoice", "search a transaction",
    ];

    public async ValueTask InitializeAsync()
    {
        _portal = TestPortal.Start(services => services.ConfigureDbContext<SqliteIspDbContext>(o => o.AddInterceptors(_seen)));
        _plan = await _portal.HasPlan();
        for (var i = 0; i < 4; i++)
        {
            await _portal.HasSubscriber(_plan, _portal.Today, with: s => s.Describe("Rahim", "8801712345678", null, "bn", new Address { Area = "Mirpur" }, null));
        }
        await _portal.IssuesInvoices();
        var invoices = await _portal.Invoices();
        (_run, _payer) = (invoices[0].RunId!.Value, invoices[0].SubscriberId);
        await _portal.Run(s => s.GetRequiredService<RecordPayment>(), new RecordPaymentRequest(
            new Guid(1, 0, 0, new byte[8]), _payer, invoices[0].Total, PaymentMethod.BKash, _portal.Today, "8CG2AB3XYZ"));
        await _portal.Run(s => s.GetRequiredService<VoidInvoice>(), new VoidInvoiceRequest(invoices[1].Id, "wrong"));
        _portal.GoTo(new DateOnly(2026, 1, 25));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_AskedAsTheScreenDoes_WalksTheIndexMadeForIt(string list, string index)
    {
        Assert.Empty(await Problems(list, index));
    }

    [Fact]
    public async Task List_WithoutItsIndex_IsSeen()
    {
        await using var db = _portal.OpenDb();
        foreach (var (list, index) in Lists.Select(l => l.Data).Where(l => l.Item2 != "IX_Invoices_Number"))
        {
            var create = await db.Database.SqlQuery<string>($"SELECT sql AS \"Value\" FROM sqlite_master WHERE name = {index}").SingleAsync(Cancellation);
            await Execute(db, $"DROP INDEX \"{index}\"");

            Assert.NotEmpty(await Problems(list, index));

            await Execute(db, create);
        }
    }

    [Fact]
    public async Task SubscribersByDue_WithoutTheClosed_AskAFilterInMemoryFirst()
    {
        await Subscribers(new(), new(Sort: "due", Descending: true));

        // SQLite makes the filter for "not among them" as well, and does not ask it.
        Assert.Contains("Filter", (await Explained("EXPLAIN ", 1)).SelectMany(e => e.Steps));
    }

    private static async Task Execute(IspDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    [Fact]
    public async Task Index_OfTheLists_IsLookedFor()
    {
        var looked = Lists.Select(l => l.Data.Item2).ToHashSet();

        // The sums by day are the summary's (SummaryPlanTests).
        Assert.Empty(ListIndexes.All.Keys.Except([.. looked, "IX_Payments_Received"]));
        await using var db = _portal.OpenDb();
        var there = await db.Database.SqlQuery<string>($"SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'index'").ToListAsync(Cancellation);
        Assert.Empty(ListIndexes.All.Keys.Except(there));
    }

    private async Task<List<string>> Problems(string list, string index)
    {
        _seen.Commands.Clear();
        await Ask(list);
        var plans = await Plans();
        var problems = plans.SelectMany(p => p.Steps.Where(step => WalksALargeTable(p.Sql, step)).Select(step => $"{step}: {p.Sql}")).ToList();
        if (!plans.SelectMany(p => p.Steps).Any(step => step.Split(' ').Contains(index)))
        {
            problems.Add($"{index} is not used: {string.Join("; ", plans.SelectMany(p => p.Steps))}");
        }
        if (!s_sorting.Contains(list))
        {
            // The notices of a page's invoices are sorted; there are a few of each.
            problems.AddRange(plans.Where(p => !p.Sql.Contains("OutboxMessages", StringComparison.Ordinal) && p.Steps.Contains("USE TEMP B-TREE FOR ORDER BY")).Select(p => p.Sql));
        }
        return problems;
    }

    // Read without its rows, an index may be walked through: in its order up to a page, or because every name is looked at.
    private static bool WalksALargeTable(string sql, string step)
    {
        if (WalkedName().Match(step) is not { Success: true } walked || step.Contains("USING COVERING INDEX", StringComparison.Ordinal))
        {
            return false;
        }
        return TableNames().Matches(sql).Any(t => t.Groups["alias"].Value == walked.Groups["name"].Value && s_large.Contains(t.Groups["table"].Value))
            // The page by code reads rows in the order of an index, until it is full; the search looks at some in the order of their ids.
            && !(step.EndsWith("IX_Subscribers_Code", StringComparison.Ordinal) && sql.Contains("LIMIT", StringComparison.Ordinal))
            && !IsSample().IsMatch(sql);
    }

    private Task<List<(string Sql, List<string> Steps)>> Plans() => Explained("EXPLAIN QUERY PLAN ", 3);

    private async Task<List<(string Sql, List<string> Steps)>> Explained(string how, int column)
    {
        var commands = _seen.Commands.ToList();
        await using var db = _portal.OpenDb();
        await db.Database.OpenConnectionAsync(Cancellation);
        var plans = new List<(string Sql, List<string> Steps)>();
        foreach (var (sql, parameters) in commands)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = how + sql;
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            var steps = new List<string>();
            while (await reader.ReadAsync(Cancellation))
            {
                steps.Add(reader.GetString(column));
            }
            plans.Add((sql, steps));
        }
        return plans;
    }

    [GeneratedRegex("""^SELECT COUNT\(\*\)\s+FROM \(\s+SELECT "s"."SearchText"\s+FROM "Subscribers" AS "s"\s+ORDER BY "s"."Id"\s+LIMIT @p\s+\)""")]
    private static partial Regex IsSample();

    [GeneratedRegex("^SCAN (?<name>\\w+)")]
    private static partial Regex WalkedName();

    [GeneratedRegex("(FROM|JOIN) \"(?<table>\\w+)\" AS \"(?<alias>\\w+)\"")]
    private static partial Regex TableNames();

    private sealed class Seen : DbCommandInterceptor
    {
        public List<(string Sql, List<(string Name, object? Value)> Parameters)> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            return ValueTask.FromResult(result);
        }
    }
}
