using IspDigital.Benchmarks.Simulation.Messages;
using IspDigital.Benchmarks.Simulation.Payments;
using IspDigital.Benchmarks.Simulation.Routers;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>All that a simulated world consists of: one chance, one clock, the process that lives in it, and what is outside of it.</summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    private const string InMemory = "/dev/shm";
    private static int s_worlds;
    private static readonly TimeZoneInfo s_dhaka = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dhaka");

    public SimulatedWorld(int seed, DateOnly firstDay)
    {
        (Seed, Day, Chance) = (seed, firstDay, new SeededChance(seed));
        Clock = new SimulatedClock(InstantOf(firstDay, 0, 30));
        (Routers, Gateways) = (new SimulatedRouters(this), new SimulatedGateways(this));
        Notices = new SimulatedNotices(this);
        // In memory where that is possible: a world is stopped between commits, never in the middle of one, so no disk has to hold it.
        Folder = Directory.CreateDirectory(Path.Combine(
            Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), $"ispdigital-simulation-{Environment.ProcessId}-{Interlocked.Increment(ref s_worlds)}")).FullName;
        Process = new SimulatedProcess(Folder, Clock, services =>
        {
            services.AddSingleton<IIdGenerator>(Chance);
            services.AddSingleton<IRandomSource>(Chance);
            services.AddSingleton<IRouterConnector>(Routers);
            services.AddSingleton(Gateways.Sms);
            services.AddSingleton(Gateways.Mail);
        });
    }

    public int Seed { get; }

    public SeededChance Chance { get; }

    public SimulatedClock Clock { get; }

    public SimulatedProcess Process { get; }

    public SimulatedRouters Routers { get; }

    public SimulatedGateways Gateways { get; }

    public SimulatedNotices Notices { get; }

    /// <summary>The portal of the process that lives now.</summary>
    public BenchPortal Portal => Process.Portal;

    /// <summary>Where its database stands.</summary>
    public string Folder { get; }

    /// <summary>A line that says so.</summary>
    public string WhereKept => $"Its database is kept in {Folder}.";

    /// <summary>The day that it is, whatever the wall says.</summary>
    public DateOnly Day { get; set; }

    /// <summary>When all reminders that had come were thought of, by a clock that was right.</summary>
    public List<ReminderLook> Looks { get; } = [];

    /// <summary>How often something outside failed.</summary>
    public int Faults { get; set; }

    /// <summary>Whether nothing fails any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>Whether its database stays for people to look at.</summary>
    public bool IsKept { get; set; }

    /// <summary>What the operator's wall shows now.</summary>
    public BusinessDay Wall => new(Clock.GetUtcNow(), s_dhaka);

    /// <summary>Goes on to a time of this day, or stays where that has passed.</summary>
    public void GoTo(int hour, int minute)
    {
        var then = InstantOf(Day, hour, minute);
        if (then > Clock.Right)
        {
            Clock.GoTo(then);
        }
    }

    /// <summary>Something fails once in so many times.</summary>
    public bool Fails(int onceIn)
    {
        if (IsCalm || !Chance.OnceIn(onceIn))
        {
            return false;
        }
        Faults++;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (!IsKept)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static DateTimeOffset InstantOf(DateOnly day, int hour, int minute) =>
        new BusinessDay(DateTimeOffset.UnixEpoch, s_dhaka).InstantOf(day, new TimeOnly(hour, minute));
}
