using IspDigital.Core.Staff;
using IspDigital.Web.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>The whole web host in memory, on a SQLite file of its own, jobs still.</summary>
public sealed class PortalHost : WebApplicationFactory<App>
{
    /// <summary>The owner's user name after <see cref="SetUp"/>.</summary>
    public const string OwnerName = "rahima";

    /// <summary>The owner's password after <see cref="SetUp"/>.</summary>
    public const string OwnerPassword = "river boat tea";

    private readonly string _folder = Directory.CreateTempSubdirectory("ispdigital-host-").FullName;

    /// <summary>Folder of the database and the keys.</summary>
    public string Folder => _folder;

    /// <summary>A visitor with a cookie jar, who is told of redirects instead of following them.</summary>
    public PageVisitor Visit()
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return new PageVisitor(client);
    }

    /// <summary>Sets the portal up with an owner.</summary>
    public async Task SetUp()
    {
        await using var scope = Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<SetUpPortal>().Run(new SetUpPortalRequest
        {
            OwnerName = "Rahima Khatun",
            UserName = OwnerName,
            Password = OwnerPassword,
            PasswordAgain = OwnerPassword,
            CompanyName = "Dhaka Fiber Net",
        }, TestContext.Current.CancellationToken);
        Assert.True(result.IsOk, result.Error?.Code);
    }

    /// <summary>Runs something as the owner.</summary>
    public Task<T> AsOwner<T>(Func<IServiceProvider, Task<T>> act) => As(1, Role.Owner, act);

    /// <summary>Runs something as a person.</summary>
    public async Task<T> As<T>(long staffId, Role role, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Person(staffId, "somebody", role));
        return await act(scope.ServiceProvider);
    }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Database:Folder", _folder);
        builder.UseSetting("Jobs:Enabled", "false");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
