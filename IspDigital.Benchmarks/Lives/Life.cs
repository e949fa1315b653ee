using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IspDigital.Benchmarks.Simulation;
using IspDigital.Core.Billing;

namespace IspDigital.Benchmarks.Lives;

/// <summary>One subscriber's years under one operator: lived once by chance and looked at by the oracle, then once more asked on other days.</summary>
internal sealed class Life
{
    private readonly LivedWorld _world;
    private readonly LifeStart _start;

    private Life(LivedWorld world, LifeStart start, LivedRecord record, IReadOnlyList<string> broken) =>
        (_world, _start, Record, Broken) = (world, start, record, broken);

    /// <summary>What came of it.</summary>
    public LivedRecord Record { get; }

    /// <summary>What does not hold; empty when all does.</summary>
    public IReadOnlyList<string> Broken { get; }

    /// <summary>Lives the life of that number in the world.</summary>
    public static Life Live(LivedWorld world, int number)
    {
        var chance = new SeededChance(unchecked((world.Seed * 1_000_003) + number));
        var start = LifeStart.By(chance, world);
        var record = Through(world, start, new LifeChance(chance, world).Next, _ => true, isHinted: true);
        return new(world, start, record, Check(world, start, record));
    }

    /// <summary>The least of its deeds that break it still, in words.</summary>
    public string Told()
    {
        var deeds = Record.Deeds;
        for (var i = deeds.Count - 1; i >= 0; i--)
        {
            List<Deed> fewer = [.. deeds.Where((_, at) => at != i)];
            if (Again(fewer).Broken.Count > 0)
            {
                deeds = fewer;
            }
        }
        var least = Again(deeds);
        return $"{_start}{Environment.NewLine}{string.Join(Environment.NewLine, least.Record.Deeds.Select(d => $"  {d}").Concat(least.Broken.Take(4).Select(b => $"  broken: {b}")))}";
    }

    /// <summary>A hash of all documents and lines.</summary>
    public string Digest()
    {
        var text = string.Join('\n', Record.Documents.Select(d => $"{LifeText.Of(d)} {string.Join('|', d.Draft.Lines.Select(LifeText.Of))}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private Life Again(List<Deed> deeds)
    {
        var record = Through(_world, _start, new Script(deeds).Next, _ => true, isHinted: true);
        return new(_world, _start, record, Check(_world, _start, record));
    }

    private static IReadOnlyList<string> Check(LivedWorld world, LifeStart start, LivedRecord record)
    {
        if (record.Stopped is { } stopped)
        {
            return [stopped];
        }
        var broken = new LifeOracle(world, start, record).Broken();
        return broken.Count > 0 ? broken : AskedOtherwise(world, start, record);
    }

    /// <summary>The same deeds, asked rarely and looking at everything: the same documents.</summary>
    private static IReadOnlyList<string> AskedOtherwise(LivedWorld world, LifeStart start, LivedRecord record)
    {
        var seldom = 30 + (start.JoinedOn.DayNumber % 200);
        var rare = Through(world, start, new Script(record.Deeds).Next, day => day.DayNumber % seldom == 0, isHinted: false);
        if (rare.Stopped is { } stopped)
        {
            return [$"asked seldom: {stopped}"];
        }
        var (one, other) = (LifeText.InOrder(record), LifeText.InOrder(rare));
        for (var i = 0; i < Math.Max(one.Count, other.Count); i++)
        {
            if (i >= one.Count || i >= other.Count || !LifeText.AreSame(one[i], other[i]))
            {
                return [
                    $"asked every day {(i < one.Count ? LifeText.WithLines(one[i]) : "nothing")}",
                    $"asked every {seldom} days {(i < other.Count ? LifeText.WithLines(other[i]) : "nothing")}"];
            }
        }
        return [];
    }

    private static LivedRecord Through(LivedWorld world, LifeStart start, Func<DateOnly, LivedRecord, Deed?> next, Func<DateOnly, bool> asks, bool isHinted)
    {
        var record = new LivedRecord(world, start, isHinted);
        for (var day = start.JoinedOn; day <= world.Last && record.Stopped is null; day = day.AddDays(1))
        {
            if (!world.IsUp(day) && day < world.Last)
            {
                continue; // the power is off: nobody works, nothing runs
            }
            while (next(day, record) is { } deed)
            {
                record.Do(deed);
            }
            if (asks(day) || day == world.Last)
            {
                record.Run(day);
            }
        }
        return record;
    }

    /// <summary>Deeds that are known, each on its day.</summary>
    private sealed class Script(List<Deed> deeds)
    {
        private int _next;

        public Deed? Next(DateOnly day, LivedRecord record) => _next < deeds.Count && deeds[_next].Day == day ? deeds[_next++] : null;
    }
}

/// <summary>Documents in words, and whether two are the same.</summary>
internal static class LifeText
{
    /// <summary>A document.</summary>
    public static string Of(LivedDocument document) => string.Create(CultureInfo.InvariantCulture,
        $"{document.Draft.Kind} {document.Draft.Period.Start:yyyy-MM-dd}..{document.Draft.Period.End:yyyy-MM-dd} @{document.Draft.IssueDate:yyyy-MM-dd} due {document.Draft.DueDate:yyyy-MM-dd} {document.Draft.LastDayToPay:yyyy-MM-dd}{(document.IsVoid ? " void" : "")}{(document.IsWaived ? " waived" : "")}");

    /// <summary>A line.</summary>
    public static string Of(LineDraft line) => string.Create(CultureInfo.InvariantCulture,
        $"{line.Kind} plan {line.PlanId} {line.Days.Start:yyyy-MM-dd}..{line.Days.End:yyyy-MM-dd} of {line.DaysInPeriod} from {line.PeriodStart:yyyy-MM-dd} at {line.FullPrice} {line.TaxMode} {line.TaxBasisPoints}: {line.Net}+{line.Tax} {line.Cause} {line.ChargeId}");

    /// <summary>A document with its lines.</summary>
    public static string WithLines(LivedDocument document) => $"{Of(document)} [{string.Join("; ", document.Draft.Lines.Select(Of))}]";

    /// <summary>By date, kind and days, whatever the order in which they were made.</summary>
    public static List<LivedDocument> InOrder(LivedRecord record)
    {
        List<LivedDocument> documents = [.. record.Documents];
        documents.Sort((one, other) => OrderOf(one).CompareTo(OrderOf(other)));
        return documents;
    }

    /// <summary>Whether both say the same: days, dates, lines, amounts and why.</summary>
    public static bool AreSame(LivedDocument one, LivedDocument other) =>
        one.IsVoid == other.IsVoid && one.IsWaived == other.IsWaived && one.Draft with { Lines = [] } == other.Draft with { Lines = [] }
        && one.Draft.Lines.SequenceEqual(other.Draft.Lines);

    private static (DateOnly, InvoiceKind, DateOnly, long?, (bool, bool), long) OrderOf(LivedDocument document) => (
        document.Draft.IssueDate, document.Draft.Kind, document.Draft.Period.Start, document.Draft.Lines[0].ChargeId, (!document.IsVoid, document.IsWaived), document.Draft.Total.Minor);
}
