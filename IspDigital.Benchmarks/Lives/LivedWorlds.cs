using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace IspDigital.Benchmarks.Lives;

/// <summary>What became of many lives.</summary>
/// <param name="Worlds">How many worlds.</param>
/// <param name="Years">How many years of each.</param>
/// <param name="Subscribers">How many lives in each.</param>
/// <param name="Broken">Each life that is broken, in words.</param>
/// <param name="Documents">How many documents were issued.</param>
/// <param name="Deeds">How many deeds were done.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record LivesOutcome(int Worlds, int Years, int Subscribers, IReadOnlyList<string> Broken, long Documents, long Deeds, double Seconds);

/// <summary>Worlds by seed, each with its lives, under the rules of billing alone: no database, no portal.</summary>
public static class LivedWorlds
{
    private const int ToldMax = 20;

    /// <summary>Lives through all of them, each world on one core.</summary>
    public static LivesOutcome Live(int firstSeed, int worlds, int years, int subscribers)
    {
        var watch = Stopwatch.StartNew();
        List<string> broken = [];
        long documents = 0, deeds = 0;
        Parallel.For(firstSeed, firstSeed + worlds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var world = new LivedWorld(seed, years);
            long ownDocuments = 0, ownDeeds = 0;
            for (var number = 1; number <= subscribers; number++)
            {
                var life = Life.Live(world, number);
                (ownDocuments, ownDeeds) = (ownDocuments + life.Record.Documents.Count, ownDeeds + life.Record.Deeds.Count);
                if (life.Broken.Count > 0)
                {
                    lock (broken)
                    {
                        broken.Add(broken.Count < ToldMax ? $"seed {seed}, subscriber {number}: {life.Told()}{Environment.NewLine}  {world}" : $"seed {seed}, subscriber {number}");
                    }
                }
            }
            Interlocked.Add(ref documents, ownDocuments);
            Interlocked.Add(ref deeds, ownDeeds);
        });
        return new(worlds, years, subscribers, broken, documents, deeds, watch.Elapsed.TotalSeconds);
    }

    /// <summary>A hash of all documents of a world: equal for equal worlds.</summary>
    public static string DigestOf(int seed, int years, int subscribers)
    {
        var world = new LivedWorld(seed, years);
        var digests = Enumerable.Range(1, subscribers).Select(number => Life.Live(world, number).Digest());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(digests))));
    }
}
