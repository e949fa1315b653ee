using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Subscribers;
using IspDigital.Simulators.RouterOs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Access;

/// <summary>
/// From the commit of a payment to the router's own word, read back, that the line is on, through the whole product; beside the bare
/// round trips that it needs (one write, one read) on the same router. <c>stored</c> is when that word is committed and announced.
/// </summary>
internal static class ReconnectBenchmark
{
    private const string Profile = "plan-10M";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    public static Command Command()
    {
        var payments = new Option<int>("--payments") { DefaultValueFactory = _ => 200, Description = "How many subscribers are cut and then pay, one after another." };
        var latency = new Option<int>("--latency-ms") { DefaultValueFactory = _ => 0, Description = "What the router takes for each command." };
        var command = new Command("reconnect", "Milliseconds from a payment's commit to the router's confirmation, and of the bare round trips.") { payments, latency };
        command.SetAction(async (parsed, _) =>
        {
            await Run(parsed.GetValue(payments), TimeSpan.FromMilliseconds(parsed.GetValue(latency)));
            return 0;
        });
        return command;
    }

    private static async Task Run(int payments, TimeSpan latency)
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        router.AddProfile(Profile, "10M/10M");
        foreach (var n in Enumerable.Range(1, payments))
        {
            router.AddSecret(NameOf(n), profile: Profile, online: true);
        }
        await using var portal = new BenchPortal();
        var subscribers = await Seed(portal, router.Port, payments);
        await using var services = portal.AsJob("Bench");
        var (decider, workers) = (services.ServiceProvider.GetRequiredService<AccessWorker>(), services.ServiceProvider.GetRequiredService<RouterWorkers>());
        await decider.StartAsync(CancellationToken.None);
        await workers.StartAsync(CancellationToken.None);
        try
        {
            await CutAll(portal, payments);
            router.Faults.Latency = latency;
            var ours = await Reconnections(portal, subscribers);
            var floor = await RoundTrips(services.ServiceProvider.GetRequiredService<IRouterConnector>(), router);
            var (confirmed, stored) = (ours.ConvertAll(o => o.Confirmed), ours.ConvertAll(o => o.Stored));
            var (p50, p95, bare) = (Percentile(confirmed, 50), Percentile(confirmed, 95), Percentile(floor, 50));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{{\"bench\":\"reconnect\",\"p50_ms\":{p50:0.00},\"p95_ms\":{p95:0.00},\"floor_ms\":{bare:0.00},\"ratio\":{p50 / bare:0.0},\"stored_p50_ms\":{Percentile(stored, 50):0.00},\"stored_p95_ms\":{Percentile(stored, 95):0.00},\"payments\":{payments},\"latency_ms\":{latency.TotalMilliseconds:0}}}"));
        }
        finally
        {
            await workers.StopAsync(CancellationToken.None);
            await decider.StopAsync(CancellationToken.None);
        }
    }

    private static string NameOf(int n) => $"user{n:0000}";

    /// <summary>Subscribers since 35 days, so that their first month is long past its last day to pay once it is billed.</summary>
    private static async Task<IReadOnlyList<long>> Seed(BenchPortal portal, int port, int count)
    {
        await using var scope = portal.AsJob("Seed");
        var credentials = scope.ServiceProvider.GetRequiredService<RouterCredentials>();
        return (await scope.ServiceProvider.GetRequiredService<IspStore>().Write<List<long>>(async work =>
        {
            var since = (await work.Day()).Today.AddDays(-35);
            // The hour and the number of cuts are not what is measured.
            await SettingsRow.Store(work, new AccessSettings
            {
                CutFrom = TimeOnly.MinValue,
                CutTo = new TimeOnly(23, 59, 59),
                SparedWeekdays = [],
                BrakeLeastCuts = count,
            });
            var router = new Router("R1");
            router.Describe("R1", "127.0.0.1", port, useTls: false, thumbprint: null, "admin", isActive: true);
            router.SetPassword(credentials.Protect("secret"));
            var plan = new Plan("Home 10", new SpeedProfile(10_000_000, 10_000_000, Profile), since.AddYears(-1), Money.FromTaka(500));
            work.Db.Add(router);
            work.Db.Add(plan);
            await work.Save();
            var people = Enumerable.Range(1, count).Select(n =>
            {
                var subscriber = new Subscriber($"C-{n:D6}", $"Subscriber {n}", $"8801{700_000_000 + n}", since, plan.Id);
                subscriber.Connect(router.Id, NameOf(n));
                return subscriber;
            }).ToList();
            work.Db.AddRange(people);
            await work.Save();
            people.ForEach(p => work.MarkAccess(p.Id, "Added"));
            work.Record(AuditAction.SubscriberAdded, nameof(Subscriber), null);
            return people.Select(p => p.Id).ToList();
        })).Value;
    }

    private static async Task CutAll(BenchPortal portal, int count)
    {
        await using var scope = portal.AsJob("Bench");
        await Until(portal, db => db.DesiredStates.CountAsync(d => d.Apply == ApplyState.Done && d.Online), count);
        _ = (await scope.ServiceProvider.GetRequiredService<IssueInvoices>().Run(new())).Value;
        _ = (await scope.ServiceProvider.GetRequiredService<PlanCuts>().Run(new())).Value;
        _ = (await scope.ServiceProvider.GetRequiredService<ReleaseCuts>().Run(new())).Value;
        await Until(portal, db => db.DesiredStates.CountAsync(d => d.Apply == ApplyState.Done && d.ConfirmedOnline == false), count);
    }

    private static async Task<List<(double Confirmed, double Stored)>> Reconnections(BenchPortal portal, IReadOnlyList<long> subscribers)
    {
        await using var scope = portal.AsJob("Bench");
        var (feed, ids) = (scope.ServiceProvider.GetRequiredService<IChangeFeed>(), scope.ServiceProvider.GetRequiredService<IIdGenerator>());
        var today = (await scope.ServiceProvider.GetRequiredService<BusinessClock>().Now()).Today;
        var took = new List<(double, double)>();
        foreach (var id in subscribers)
        {
            await using var cash = portal.AsJob("Bench");
            using var committed = feed.Watch(ChangeKind.Payment);
            using var access = feed.Watch(ChangeKind.Access);
            using var patience = new CancellationTokenSource(s_patience);
            var commit = Stamp(committed, patience.Token);
            _ = (await cash.ServiceProvider.GetRequiredService<RecordPayment>()
                .Run(new(ids.Next(), id, Money.FromTaka(5_000), PaymentMethod.Cash, today))).Value;
            DateTimeOffset? confirmedAt;
            while ((confirmedAt = await ConfirmedOn(portal, id)) is null)
            {
                await access.Next(patience.Token);
            }
            var (at, stamp) = await commit;
            took.Add(((confirmedAt.Value - at).TotalMilliseconds, Stopwatch.GetElapsedTime(stamp).TotalMilliseconds));
        }
        return took;
    }

    private static async Task<(DateTimeOffset At, long Stamp)> Stamp(ChangeWatch watch, CancellationToken cancellation)
    {
        await watch.Next(cancellation);
        return (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
    }

    private static async Task<DateTimeOffset?> ConfirmedOn(BenchPortal portal, long id)
    {
        await using var db = portal.OpenDb();
        return await db.DesiredStates.Where(d => d.SubscriberId == id && d.Online && d.Apply == ApplyState.Done)
            .Select(d => d.ConfirmedAt).SingleOrDefaultAsync();
    }

    private static async Task<List<double>> RoundTrips(IRouterConnector connector, RouterOsSimulator router)
    {
        await using var client = await connector.Connect(new RouterAddress("127.0.0.1", router.Port, false, null, "admin", "secret"), CancellationToken.None);
        var took = new List<double>();
        foreach (var account in await client.ListAccounts(CancellationToken.None))
        {
            await client.SetAccount(account.Id, disabled: true, profile: null, CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            await client.SetAccount(account.Id, disabled: false, profile: null, CancellationToken.None);
            if (await client.FindAccount(account.PppName, CancellationToken.None) is not { Disabled: false })
            {
                throw new InvalidOperationException("The router did not take the command.");
            }
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return took;
    }

    private static async Task Until(BenchPortal portal, Func<IspDbContext, Task<int>> count, int expected)
    {
        await using var scope = portal.AsJob("Bench");
        using var watch = scope.ServiceProvider.GetRequiredService<IChangeFeed>().Watch(ChangeKind.Access);
        using var patience = new CancellationTokenSource(s_patience);
        while (true)
        {
            await using (var db = portal.OpenDb())
            {
                if (await count(db) >= expected)
                {
                    return;
                }
            }
            await watch.Next(patience.Token);
        }
    }

    private static double Percentile(List<double> values, int percent)
    {
        values.Sort();
        return values[Math.Min(values.Count - 1, values.Count * percent / 100)];
    }
}
