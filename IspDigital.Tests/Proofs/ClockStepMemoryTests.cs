using IspDigital.Tests.Jobs;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Proofs;

/// <summary>Runs while no other test does: what it measures belongs to the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}

/// <summary>R5: sixty steps of the clock under the pump that wakes the jobs: each minute is one run, and no step costs memory.</summary>
[Collection(AloneCollection.Name)]
public sealed class ClockStepMemoryTests(ITestOutputHelper output)
{
    private const long BytesMax = 50_000_000;
    private static readonly DateTimeOffset s_now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Pump_SixtyStepsOfTheClock_RunsEachMinuteOnceAndTakesNoMemory()
    {
        TimeSpan[] steps = [.. ClockSteps.OfARightClock, .. ClockSteps.WrongStarts.Select(wrong => wrong - s_now)];
        var clock = new LeapingClock(s_now);
        await using var portal = TestPortal.Start(s => s.AddSchedule(typeof(TidyJob)), clock: clock);
        var warnings = new PumpWarnings();
        using var pump = PumpAtWork.Of(portal, clock, warnings);
        await pump.StartAsync(TestContext.Current.CancellationToken);
        await portal.OneRun();

        var most = 0L;
        foreach (var step in steps)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            foreach (var leap in new[] { step, TimeSpan.Zero })
            {
                clock.Leap = leap;
                clock.Advance(s_minute);
                if (step.Duration() > s_noticed)
                {
                    await warnings.Next();
                    clock.Advance(s_minute);
                }
                await portal.OneRun();
            }
            most = Math.Max(most, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        await pump.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(60, steps.Length);
        Assert.Equal(1 + (2 * steps.Length), portal.Services.GetRequiredService<JobLog>().Lines.Count);
        Assert.InRange(most, 0, BytesMax);
        output.WriteLine(ProofSize.Line("R5", $"{steps.Length} steps under the pump, one run each minute, at most {most / 1_000_000.0:0.0} MB allocated by a step and its way back"));
    }
}
