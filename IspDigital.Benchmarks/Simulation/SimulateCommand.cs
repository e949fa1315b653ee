using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>Many worlds, each of its seed. A seed that fails is printed with what is broken, and lives again exactly with <c>--seed</c>.</summary>
internal static class SimulateCommand
{
    public static Command Command()
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 10, Description = "How many worlds." };
        var from = new Option<int>("--first") { DefaultValueFactory = _ => 1, Description = "The first seed; the others follow it." };
        var seed = new Option<int?>("--seed") { Description = "This one world only; lived twice, to show that it replays exactly." };
        var years = new Option<int>("--years") { DefaultValueFactory = _ => 3, Description = "Years of each world." };
        var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 200, Description = "Subscribers of each world." };
        var command = new Command("simulate", "Whole ISP years by seed: nothing may be broken at any month's end.") { seeds, from, seed, years, subscribers };
        command.SetAction(async (parsed, _) =>
        {
            var (first, count) = parsed.GetValue(seed) is { } one ? (one, 1) : (parsed.GetValue(from), parsed.GetValue(seeds));
            return await Run(first, count, parsed.GetValue(years), parsed.GetValue(subscribers), replay: parsed.GetValue(seed) is not null);
        });
        return command;
    }

    private static async Task<int> Run(int first, int count, int years, int subscribers, bool replay)
    {
        var watch = Stopwatch.StartNew();
        var (sum, broken) = (default(SimulatedCounts), 0);
        // A world keeps one core busy.
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, _) =>
        {
            var outcome = await SimulatedIsp.Live(seed, years * 365, subscribers);
            var again = replay ? await SimulatedIsp.Live(seed, years * 365, subscribers) : outcome;
            lock (watch)
            {
                sum += outcome.Counts;
                broken += outcome.Broken.Count > 0 || again.Digest != outcome.Digest ? 1 : 0;
                Tell(outcome, again, replay);
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"bench\":\"simulate\",\"first\":{first},\"seeds\":{count},\"years\":{years},\"subscribers\":{subscribers},\"broken\":{broken},\"documents\":{sum.Invoices},\"deeds\":{sum.Deeds},\"cuts\":{sum.Cuts},\"messages\":{sum.Messages},\"faults\":{sum.Faults},\"restarts\":{sum.Restarts},\"seconds\":{watch.Elapsed.TotalSeconds:0.0},\"subscriber_years_per_10s\":{10.0 * count * years * subscribers / watch.Elapsed.TotalSeconds:0}}}"));
        return broken == 0 ? 0 : 1;
    }

    private static void Tell(SimulatedOutcome outcome, SimulatedOutcome again, bool replay)
    {
        if (outcome.Broken.Count > 0)
        {
            Console.Error.WriteLine($"seed {outcome.Seed}: {string.Join(Environment.NewLine, outcome.Broken.Take(10).Append(outcome.Broken[^1]).Distinct())}");
        }
        if (replay)
        {
            Console.Error.WriteLine($"seed {outcome.Seed}: {outcome.Digest} {(again.Digest == outcome.Digest ? "replayed exactly" : $"became {again.Digest}")}");
        }
    }
}
