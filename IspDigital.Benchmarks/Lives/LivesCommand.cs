using System.CommandLine;
using System.Globalization;

namespace IspDigital.Benchmarks.Lives;

/// <summary>Many worlds of many lives under the rules alone. A broken life is printed with the least of its deeds that break it.</summary>
internal static class LivesCommand
{
    private const int ToldMax = 20;

    public static Command Command()
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 10, Description = "How many worlds, from seed 1 on." };
        var seed = new Option<int?>("--seed") { Description = "This one world only; lived twice, to show that it replays exactly." };
        var years = new Option<int>("--years") { DefaultValueFactory = _ => 3, Description = "Years of each world." };
        var subscribers = new Option<int>("--subscribers") { DefaultValueFactory = _ => 200, Description = "Subscribers of each world." };
        var command = new Command("lives", "Lives of subscribers by seed under the rules of billing alone: nothing may be broken.") { seeds, seed, years, subscribers };
        command.SetAction(parsed => parsed.GetValue(seed) is { } one
            ? Twice(one, parsed.GetValue(years), parsed.GetValue(subscribers))
            : Tell(LivedWorlds.Live(1, parsed.GetValue(seeds), parsed.GetValue(years), parsed.GetValue(subscribers))));
        return command;
    }

    private static int Twice(int seed, int years, int subscribers)
    {
        var outcome = LivedWorlds.Live(seed, 1, years, subscribers);
        var (one, other) = (LivedWorlds.DigestOf(seed, years, subscribers), LivedWorlds.DigestOf(seed, years, subscribers));
        Console.Error.WriteLine($"seed {seed}: {one} {(one == other ? "replayed exactly" : $"became {other}")}");
        return Tell(outcome) + (one == other ? 0 : 1);
    }

    private static int Tell(LivesOutcome outcome)
    {
        foreach (var broken in outcome.Broken.Take(ToldMax))
        {
            Console.Error.WriteLine(broken);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"bench\":\"lives\",\"seeds\":{outcome.Worlds},\"years\":{outcome.Years},\"subscribers\":{outcome.Subscribers},\"broken\":{outcome.Broken.Count},\"documents\":{outcome.Documents},\"deeds\":{outcome.Deeds},\"seconds\":{outcome.Seconds:0.0},\"subscriber_years_per_10s\":{10.0 * outcome.Worlds * outcome.Years * outcome.Subscribers / outcome.Seconds:0}}}"));
        return outcome.Broken.Count == 0 ? 0 : 1;
    }
}
