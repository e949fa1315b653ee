using System.Data.Common;
using IspDigital.Core.Data;
using IspDigital.Core.Reports;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IspDigital.Tests.UseCases.Reports;

/// <summary>The summary stays cheap with a million invoices: SQLite's own plan of every query of it walks an index where a table grows.</summary>
[Trait("On", "Sqlite")]
public sealed class SummaryPlanTests : IAsyncDisposable
{
    // What grows with the subscribers and the months. Schedules hold one short row for each subscriber, and are read through.
    private static readonly string[] s_large = ["Invoices", "Payments", "AuditEntries", "OutboxMessages", "DesiredStates", "ParkedSubscribers", "PlannedCuts", "Subscribers"];

    private readonly TestPortal _portal = TestPortal.Start();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task EveryQuery_WalksAnIndexWhereATableIsLarge()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seen = new Seen();
        var options = DataFeature.UseSqlite(new DbContextOptionsBuilder<SqliteIspDbContext>(), Path.Combine(_portal.Folder, "ispdigital.db")).AddInterceptors(seen);
        await using var db = new SqliteIspDbContext((DbContextOptions<SqliteIspDbContext>)options.Options);

        await SummaryReader.Read(db, _portal.Clock.GetUtcNow(), cancellation);

        Assert.InRange(seen.Commands.Count, 10, 30);
        var wrong = new List<string>();
        foreach (var (sql, parameters) in seen.Commands.ToList())
        {
            var plan = await Plan(db, sql, parameters, cancellation);
            // The first rows in the order of the id need no index; neither does the question whether there are any.
            var walksAll = plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !step.Contains("(subquery", StringComparison.Ordinal));
            if (s_large.Any(t => sql.Contains($"FROM \"{t}\"", StringComparison.Ordinal)) && !sql.Contains("LIMIT", StringComparison.Ordinal) && !sql.Contains("EXISTS", StringComparison.Ordinal))
            {
                wrong.AddRange(walksAll.Select(step => $"{step}: {sql}"));
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.Contains(seen.Commands, c => c.Sql.Contains("\"Invoices\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("IX_Invoices_Issued")]
    [InlineData("IX_Invoices_Open_Due")]
    [InlineData("IX_Payments_Received")]
    [InlineData("IX_Payments_ReversedAt")]
    [InlineData("IX_AuditEntries_Lines")]
    [InlineData("IX_DesiredStates_Off")]
    [InlineData("IX_DesiredStates_Open")]
    [InlineData("IX_OutboxMessages_QueuedAt")]
    public async Task Index_IsTheOneThatWasMadeForIt(string index)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var seen = new Seen();
        var options = DataFeature.UseSqlite(new DbContextOptionsBuilder<SqliteIspDbContext>(), Path.Combine(_portal.Folder, "ispdigital.db")).AddInterceptors(seen);
        await using var db = new SqliteIspDbContext((DbContextOptions<SqliteIspDbContext>)options.Options);
        await SummaryReader.Read(db, _portal.Clock.GetUtcNow(), cancellation);

        var steps = new List<string>();
        foreach (var (sql, parameters) in seen.Commands.ToList())
        {
            steps.AddRange(await Plan(db, sql, parameters, cancellation));
        }

        Assert.Contains(steps, step => step.Contains(index, StringComparison.Ordinal));
    }

    private static async Task<List<string>> Plan(SqliteIspDbContext db, string sql, IEnumerable<(string Name, object? Value)> parameters, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var steps = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            steps.Add(reader.GetString(3));
        }
        return steps;
    }

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
