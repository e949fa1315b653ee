using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Lists;

/// <summary>
/// The database time of every kind of page of the lists and of the search box, many times each in random order, through the queries
/// that the screens use; beside the rows of the same page read by their ids in prepared SQL.
/// </summary>
internal static class ListBenchmark
{
    private const int Seed = 20261126;

    private const int SummaryReadings = 23;

    public static Command Command()
    {
        var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 100_000, Description = "How many subscribers." };
        var months = new Option<int>("--months") { DefaultValueFactory = _ => 12, Description = "How many invoices each of them has." };
        var times = new Option<int>("--times") { DefaultValueFactory = _ => 300, Description = "How often each kind of page is asked for." };
        var folder = new Option<string?>("--folder") { Description = "Where the database stays; filled where it is not there. A temporary one otherwise." };
        var only = new Option<string>("--only") { DefaultValueFactory = _ => "", Description = "Only kinds whose name begins so." };
        var plans = new Option<bool>("--plans") { Description = "Write each command of one page of each kind to standard error, with its plan." };
        var command = new Command("lists", "Database time of the pages of the lists, of the search box and of the summary.") { subscribers, months, times, folder, only, plans };
        command.SetAction(async (parsed, _) =>
        {
            var kept = parsed.GetValue(folder) ?? Directory.CreateTempSubdirectory("ispdigital-lists-").FullName;
            await Run(kept, parsed.GetValue(subscribers), parsed.GetValue(months), parsed.GetValue(times), parsed.GetRequiredValue(only), parsed.GetValue(plans));
            if (parsed.GetValue(folder) is null)
            {
                Directory.Delete(kept, recursive: true);
            }
            return 0;
        });
        return command;
    }

    private static async Task Run(string folder, int subscribers, int months, int times, string only, bool plans)
    {
        Directory.CreateDirectory(folder);
        var clock = new CommandClock();
        await using var portal = new BenchPortal(folder, TimeProvider.System, services => services.ConfigureDbContext<SqliteIspDbContext>(o => o.AddInterceptors(clock)));
        var isThere = File.Exists(portal.DatabaseFile);
        await using var db = portal.OpenDb();
        await db.Database.MigrateAsync();
        if (!isThere)
        {
            ListSeed.Fill(portal.DatabaseFile, subscribers, months, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(6)));
        }
        var queries = ListQueries.Of(await ListFacts.Read(db)).Where(q => q.Name.StartsWith(only, StringComparison.Ordinal)).ToList();
        if (plans)
        {
            await Tell(portal, clock, queries);
            return;
        }
        using var floor = new RowsById(portal.DatabaseFile);
        foreach (var (query, taken) in await Measure(portal, clock, floor, queries, times))
        {
            Print(query, taken);
        }
        await Summary(portal, clock);
    }

    private static async Task Tell(BenchPortal portal, CommandClock clock, List<ListQuery> queries)
    {
        foreach (var (query, isWarm) in queries.SelectMany(q => new[] { (q, false), (q, true) }))
        {
            await using var scope = portal.AsJob("Lists");
            clock.IsTelling = isWarm;
            await Console.Error.WriteLineAsync(isWarm ? $"--- {query.Name}" : "");
            await query.Ask(scope.ServiceProvider, new Random(Seed));
        }
    }

    private static async Task<Dictionary<string, List<Taken>>> Measure(BenchPortal portal, CommandClock clock, RowsById floor, List<ListQuery> queries, int times)
    {
        var random = new Random(Seed);
        var measured = queries.ToDictionary(q => q.Name, _ => new List<Taken>());
        var warming = queries.SelectMany(q => Enumerable.Repeat(q, 3)).ToList();
        var turns = queries.SelectMany(q => Enumerable.Repeat(q, times)).ToArray();
        random.Shuffle(turns);
        foreach (var (turn, isWarm) in warming.Select(q => (q, false)).Concat(turns.Select(q => (q, true))))
        {
            await using var scope = portal.AsJob("Lists");
            clock.Take();
            var began = Stopwatch.GetTimestamp();
            var shown = await turn.Ask(scope.ServiceProvider, random);
            var call = Stopwatch.GetElapsedTime(began);
            var (database, processor, commands) = clock.Take();
            var least = floor.Read(shown);
            if (isWarm)
            {
                measured[turn.Name].Add(new(database, processor, call, least, commands, shown.Ids.Count));
            }
        }
        return measured;
    }

    // Each reading anew: what is published makes the shared one old.
    private static async Task Summary(BenchPortal portal, CommandClock clock)
    {
        var taken = new List<Taken>();
        await using var scope = portal.AsJob("Lists");
        for (var i = 0; i < SummaryReadings; i++)
        {
            scope.ServiceProvider.GetRequiredService<IChangeFeed>().Publish([new Change(ChangeKind.Payment)]);
            clock.Take();
            var began = Stopwatch.GetTimestamp();
            await scope.ServiceProvider.GetRequiredService<SummaryQueries>().Now();
            var call = Stopwatch.GetElapsedTime(began);
            var (database, processor, commands) = clock.Take();
            taken.Add(new(database, processor, call, TimeSpan.Zero, commands, 1));
        }
        Print("summary", taken[3..]);
    }

    private static void Print(string query, List<Taken> taken) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{{\"bench\":\"lists\",\"query\":\"{query}\",\"p50_ms\":{At(taken, t => t.Database, 0.5):0.00},\"p95_ms\":{At(taken, t => t.Database, 0.95):0.00},\"max_ms\":{At(taken, t => t.Database, 1):0.00},\"cpu_p50_ms\":{At(taken, t => t.Processor, 0.5):0.00},\"cpu_p95_ms\":{At(taken, t => t.Processor, 0.95):0.00},\"call_p95_ms\":{At(taken, t => t.Call, 0.95):0.00},\"floor_ms\":{At(taken, t => t.Floor, 0.5):0.00},\"commands\":{taken.Max(t => t.Commands)},\"rows\":{taken.Average(t => t.Rows):0},\"n\":{taken.Count}}}"));

    private static double At(List<Taken> taken, Func<Taken, TimeSpan> of, double share)
    {
        var sorted = taken.Select(of).Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)].TotalMilliseconds;
    }

    private sealed record Taken(TimeSpan Database, TimeSpan Processor, TimeSpan Call, TimeSpan Floor, int Commands, int Rows);

    /// <summary>The floor: the rows of a page by their ids, in one prepared command.</summary>
    private sealed class RowsById(string file) : IDisposable
    {
        private readonly SqliteConnection _connection = Open(file);
        private readonly Dictionary<(string, int), SqliteCommand> _commands = [];

        public TimeSpan Read(Shown shown)
        {
            if (shown.Ids.Count == 0)
            {
                return TimeSpan.Zero;
            }
            if (!_commands.TryGetValue((shown.Table, shown.Ids.Count), out var command))
            {
                command = _connection.CreateCommand();
                command.CommandText = $"SELECT * FROM \"{shown.Table}\" WHERE \"Id\" IN ({string.Join(", ", shown.Ids.Select((_, i) => $"$p{i}"))})";
                for (var i = 0; i < shown.Ids.Count; i++)
                {
                    command.Parameters.Add(new SqliteParameter($"$p{i}", SqliteType.Integer));
                }
                command.Prepare();
                _commands.Add((shown.Table, shown.Ids.Count), command);
            }
            for (var i = 0; i < shown.Ids.Count; i++)
            {
                command.Parameters[i].Value = shown.Ids[i];
            }
            var began = Stopwatch.GetTimestamp();
            using var reader = command.ExecuteReader();
            var row = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(row);
            }
            return Stopwatch.GetElapsedTime(began);
        }

        public void Dispose()
        {
            foreach (var command in _commands.Values)
            {
                command.Dispose();
            }
            _connection.Dispose();
        }

        private static SqliteConnection Open(string file)
        {
            var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            return connection;
        }
    }
}
