using System.Diagnostics;
using IspDigital.Core.Access;
using IspDigital.Core.Routers;
using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Routers;

/// <summary>The whole way over TCP, against a router whose customers dial in again the moment they are cut.</summary>
public sealed class AccessOverTcpTests(ITestOutputHelper output)
{
    private const int Lines = 500;
    private static readonly DateTimeOffset s_thursdayNoon = new(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cuts_FiveHundredRedialling_AreAllProvedOffAndPaymentsBringBack()
    {
        await using var simulator = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { RedialDelay = TimeSpan.FromMilliseconds(200) });
        simulator.AddProfile("plan-10M", "10M/10M");
        var names = Enumerable.Range(1, Lines).Select(n => $"user{n:0000}").ToArray();
        foreach (var name in names)
        {
            simulator.AddSecret(name, profile: "plan-10M", online: true);
        }
        await using var portal = TestPortal.Start(services => services.AddSingleton<TimeProvider>(new ShiftedClock(s_thursdayNoon)));
        await portal.Write(async work =>
        {
            await IspDigital.Core.Operations.SettingsRow.Store(work, new AccessSettings { BrakePercent = 100 });
            work.Record(IspDigital.Core.Audit.AuditAction.SettingsChanged, "Access", null);
            return true;
        });
        var lines = await portal.GivenLines(await portal.GivenRouter("R1", simulator.Port), names);
        await using var work = await AccessAtWork.Start(portal);
        await work.Until(async db => await db.DesiredStates.CountAsync(d => d.Apply == ApplyState.Done, Cancellation) == Lines);
        await simulator.WaitUntil(s => s.SessionCount == Lines, cancellation: Cancellation);

        await portal.Owes(lines, 500, new DateOnly(2025, 12, 31));
        var watch = Stopwatch.GetTimestamp();
        await portal.AccessMinute();
        await work.Until(async db => await db.DesiredStates.CountAsync(d => d.Apply == ApplyState.Done && d.ConfirmedOnline == false, Cancellation) == Lines);
        var took = Stopwatch.GetElapsedTime(watch);
        output.WriteLine($"{Lines} cuts proved in {took.TotalSeconds:0.0} s, {Lines / took.TotalSeconds:0} a second");

        Assert.Equal(0, simulator.SessionCount);
        Assert.All(simulator.Secrets, s => Assert.True(s.Disabled));
        Assert.True(took < TimeSpan.FromSeconds(45), $"{took}");

        foreach (var line in lines.Take(20))
        {
            await portal.Pays(line);
        }
        await work.Until(async db => await db.DesiredStates.CountAsync(d => d.Apply == ApplyState.Done && d.ConfirmedOnline == true, Cancellation) == 20);
        await simulator.WaitUntil(s => s.SessionCount == 20, cancellation: Cancellation);
    }

    [Fact]
    public async Task Cut_RouterRebootsMidCommandAndTrapsAndGoesSilent_ConvergesEachTime()
    {
        await using var simulator = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { RedialDelay = TimeSpan.FromMilliseconds(100) });
        simulator.AddProfile("plan-10M", "10M/10M");
        simulator.AddSecret("rahim", profile: "plan-10M", online: true);
        await using var portal = TestPortal.Start(services =>
        {
            services.AddSingleton<TimeProvider>(new ShiftedClock(s_thursdayNoon));
            services.Configure<RouterOptions>(o =>
            {
                o.CommandDeadline = TimeSpan.FromSeconds(1);
                o.Convergence.CleanReadPause = TimeSpan.FromMilliseconds(300);
            });
            services.Configure<AccessOptions>(o =>
            {
                o.DownFirst = TimeSpan.FromMilliseconds(100);
                o.FailedAgain = TimeSpan.FromMilliseconds(200);
                o.LookEvery = TimeSpan.FromMilliseconds(200);
            });
        });
        var line = (await portal.GivenLines(await portal.GivenRouter("R1", simulator.Port), "rahim"))[0];
        await using var work = await AccessAtWork.Start(portal);
        foreach (var fault in new[]
        {
            RouterFault.Close(FaultMoment.AfterApplying), RouterFault.Reset(), RouterFault.Silence(), RouterFault.Fatal(),
            RouterFault.Trap("not enough permissions (9)"), RouterFault.Reboot(TimeSpan.FromMilliseconds(300), FaultMoment.AfterApplying),
        })
        {
            await work.Until(db => db.DesiredStates.AnyAsync(d => d.Apply == ApplyState.Done && d.Online, Cancellation));
            await simulator.WaitUntil(s => s.IsOnline("rahim"), cancellation: Cancellation);
            var armed = simulator.Faults.OnNext("/ppp/secret/*", fault);
            await portal.As<OverrideAccess, OverrideAccessRequest, IspDigital.Core.Primitives.Done>(new(line, Online: false, null, "Test"));
            await work.Until(db => db.DesiredStates.AnyAsync(d => d.Apply == ApplyState.Done && !d.Online, Cancellation));
            Assert.True(simulator.Secret("rahim")!.Disabled && !simulator.IsOnline("rahim"), fault.ToString());
            Assert.Equal(1, armed.Struck);

            await portal.As<LiftOverride, LiftOverrideRequest, IspDigital.Core.Primitives.Done>(new(line, ""));
        }
    }
}
