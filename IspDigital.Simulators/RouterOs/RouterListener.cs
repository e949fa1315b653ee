using System.Threading.Channels;

namespace IspDigital.Simulators.RouterOs;

/// <summary><c>listen</c>: changes as they happen, no snapshot, until cancelled. A row that is gone comes with <c>.dead</c>.</summary>
internal static class RouterListener
{
    public static bool Wants(ApiRequest request) => request.Command is "/ppp/secret/listen" or "/ppp/active/listen" or "/ppp/profile/listen";

    public static async Task Listen(RouterState state, RouterUser user, RunningCommand command, ConnectionOutput output)
    {
        if (!user.May("read"))
        {
            command.Trap(RouterCommands.NotPermitted);
            command.Done();
            return;
        }

        var menu = command.Request.Split().Menu switch
        {
            "/ppp/secret" => (Menu)state.Secrets,
            "/ppp/active" => state.Active,
            _ => state.Profiles,
        };
        var projection = new MenuPrint(menu, command.Request);
        var news = Channel.CreateUnbounded<IReadOnlyList<ApiField>>();
        var reader = state.Reader(user.May("sensitive"));

        void Tell(MenuItem item, bool dead)
        {
            var row = dead
                ? [new ApiField(".id", item.Id), new ApiField(".dead", state.Version.Dead)]
                : projection.Row(item, reader with { At = state.Clock });
            if (row is not null)
            {
                news.Writer.TryWrite(row);
            }
        }

        lock (state.Gate)
        {
            menu.Changed += Tell;
        }

        try
        {
            await foreach (var row in news.Reader.ReadAllAsync(command.Stopped))
            {
                command.Row(row);
                output.Flush();
            }
        }
        finally
        {
            lock (state.Gate)
            {
                menu.Changed -= Tell;
            }
        }
    }
}
