using System.CommandLine;
using IspDigital.Core.Data;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>Serves the portal: brings the database up to date, then answers; the jobs start with the host.</summary>
internal sealed class Serve : IPortalVerb
{
    /// <inheritdoc/>
    public Command Command(Surroundings surroundings)
    {
        var command = new Command("serve", "Serves the portal; also without any verb.");
        command.SetAction((parsed, _) => Portal.Run(this, parsed, surroundings));
        return command;
    }

    /// <inheritdoc/>
    // The portal as it is: the wall clock, the routers and gateways of the settings.
    public Task Configure(WebApplicationBuilder builder) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<int> Run(WebApplication app)
    {
        await app.Services.GetRequiredService<DatabaseUpgrade>().Run();
        await app.RunAsync();
        return 0;
    }
}
