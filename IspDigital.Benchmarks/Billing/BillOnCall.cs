using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Billing;

/// <summary>
/// Hidden: a process that bills whenever a test asks, on the database that the environment names, so that several can be started
/// at once again and again. It reads lines: <c>bill INSTANT BATCH</c> (it says <c>ready</c>, waits for another line, runs, says how it
/// ended), <c>bill-still INSTANT BATCH</c> (the same while the clock stands) and <c>days FIRST LAST</c> (it says what the calendar of Dhaka is around each midnight, as a digest).
/// </summary>
internal static class BillOnCall
{
    public static Command Command()
    {
        var command = new Command("bill-on-call") { Hidden = true };
        command.SetAction((_, _) => Serve());
        return command;
    }

    private static async Task<int> Serve()
    {
        var clock = new ShiftedClock(DateTimeOffset.UnixEpoch);
        await using var portal = new BenchPortal(folder: null, clock);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            Say(words[0] switch
            {
                "bill" => await Bill(portal, clock.GoTo, words),
                "bill-still" => await Bill(portal, clock.StandAt, words),
                "days" => Days(DateOnly.Parse(words[1], CultureInfo.InvariantCulture), DateOnly.Parse(words[2], CultureInfo.InvariantCulture)),
                _ => throw new InvalidOperationException($"Not understood: {line}"),
            });
        }
        return 0;
    }

    private static async Task<string> Bill(BenchPortal portal, Action<DateTimeOffset> goTo, string[] words)
    {
        var (at, batchSizeMax) = (DateTimeOffset.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
        goTo(at);
        await using var scope = portal.AsJob("IssueInvoices");
        var issue = scope.ServiceProvider.GetRequiredService<IssueInvoices>();
        Say("ready");
        await Console.In.ReadLineAsync();
        var result = await issue.Run(new(BatchSizeMax: batchSizeMax));
        return result.Match(done => done.Outcome.ToString(), error => error.Code);
    }

    private static string Days(DateOnly first, DateOnly last)
    {
        var text = new StringBuilder();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var midnight = BusinessDay.At(DateTimeOffset.UnixEpoch, "Asia/Dhaka").InstantOf(day, TimeOnly.MinValue);
            foreach (var seconds in new[] { -1, 0, 1 })
            {
                var at = BusinessDay.At(midnight.AddSeconds(seconds), "Asia/Dhaka");
                text.Append(CultureInfo.InvariantCulture, $"{at.Now:O} {at.Today:O} {at.TimeOfDay:O}\n");
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Say(string what)
    {
        Console.WriteLine(what);
        Console.Out.Flush();
    }
}
