using IspDigital.Core.Access;
using IspDigital.Core.Routers;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation.Routers;

/// <summary>Lets the product's own workers serve the routers for some minutes of the world's clock, on one thread.</summary>
internal static class RouterPass
{
    /// <summary>Serves every router; a deed of somebody may come in the middle of it. Whatever is under way at the end is cut short, as when the host stops.</summary>
    /// <param name="world">The world.</param>
    /// <param name="length">For so long.</param>
    /// <param name="meanwhile">What is done after a part of that time, or null.</param>
    public static void Serve(SimulatedWorld world, TimeSpan length, Func<Task>? meanwhile = null) => OneThread.Run(world.Clock, async () =>
    {
        await using var scope = world.Portal.AsJob("RouterWorker");
        var parts = scope.ServiceProvider.GetRequiredService<RouterWorkerParts>();
        var credentials = scope.ServiceProvider.GetRequiredService<RouterCredentials>();
        var workers = (await parts.Reports.ActiveRouters(CancellationToken.None)).ConvertAll(router => new RouterWorker(router, credentials.AddressOf(router), parts));
        try
        {
            if (meanwhile is not null)
            {
                var part = length * world.Chance.Next(60) / 100;
                await Task.Delay(part, world.Clock);
                length -= part;
                await meanwhile();
                workers.ForEach(worker => worker.Wake());
            }
            await Task.Delay(length, world.Clock);
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.DisposeAsync();
            }
        }
    });
}
