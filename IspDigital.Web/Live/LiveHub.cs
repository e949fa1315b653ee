using IspDigital.Core.Staff;
using IspDigital.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace IspDigital.Web.Live;

/// <summary>
/// The address <c>/hubs/live</c> for wallboards and other clients outside a screen. It only tells: clients call nothing, and what
/// they are told follows from the rights of their sign-in.
/// </summary>
[Authorize(Policy = nameof(Permission.ViewDashboard))]
public sealed class LiveHub(LiveAudience audience) : Hub<ILiveClient>
{
    /// <summary>The address.</summary>
    public const string Path = "/hubs/live";

    /// <inheritdoc/>
    public override async Task OnConnectedAsync()
    {
        var groups = LiveGroup.Of(StaffClaims.ActorOf(Context.User!));
        foreach (var group in groups)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, group.Name, Context.ConnectionAborted);
        }
        audience.Join(new Listener(Context, groups));
        await base.OnConnectedAsync();
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        audience.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
