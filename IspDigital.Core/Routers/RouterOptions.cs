using Microsoft.Extensions.Options;

namespace IspDigital.Core.Routers;

/// <summary>How patient we are with routers. Section <c>Routers</c> of the settings.</summary>
public sealed class RouterOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Routers";

    /// <summary>For TCP and TLS together; default 5 seconds (the system's own limit for TCP is two minutes).</summary>
    public TimeSpan ConnectDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For one command from its sending to its <c>!done</c>; default 15 seconds, because busy routers stall for several.</summary>
    public TimeSpan CommandDeadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The same for a read of everything (all accounts, all sessions); default 60 seconds.</summary>
    public TimeSpan ListDeadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>After so long without a word from the router it is asked for its name; default 30 seconds.</summary>
    public TimeSpan KeepAliveIdle { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Commands under way at once on one connection; further ones wait here. Default 8.</summary>
    public int CommandsInFlightMax { get; set; } = 8;

    /// <summary>How one account is brought to its target.</summary>
    public ConvergenceOptions Convergence { get; set; } = new();
}

/// <summary>How <see cref="AccountConvergence"/> kicks and verifies. Section <c>Routers:Convergence</c>.</summary>
public sealed class ConvergenceOptions
{
    /// <summary>How often sessions are removed before the account is reported as not confirmed; default 5.</summary>
    public int KicksMax { get; set; } = 5;

    /// <summary>Reads without a session that prove a cut after a session had to be removed; default 2, <see cref="CleanReadPause"/> apart.</summary>
    public int CleanReads { get; set; } = 2;

    /// <summary>Between two proving reads, and before a second and later kick; default 1 second: a client that was signing in while its account was disabled shows up within it.</summary>
    public TimeSpan CleanReadPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether sessions are restarted when the profile changes: a router reads the profile when a session starts. Default true.</summary>
    public bool RestartSessionOnProfileChange { get; set; } = true;
}

/// <summary>Stops the host at start with every wrong key.</summary>
internal sealed class RouterOptionsValidator : IValidateOptions<RouterOptions>
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var wrong = new List<string>();
        Between(wrong, nameof(RouterOptions.ConnectDeadline), options.ConnectDeadline, TimeSpan.FromMilliseconds(100));
        Between(wrong, nameof(RouterOptions.CommandDeadline), options.CommandDeadline, TimeSpan.FromMilliseconds(100));
        Between(wrong, nameof(RouterOptions.ListDeadline), options.ListDeadline, TimeSpan.FromMilliseconds(100));
        Between(wrong, nameof(RouterOptions.KeepAliveIdle), options.KeepAliveIdle, TimeSpan.FromSeconds(1));
        Between(wrong, nameof(RouterOptions.CommandsInFlightMax), options.CommandsInFlightMax, 1, 64);
        Between(wrong, "Convergence:KicksMax", options.Convergence.KicksMax, 1, 50);
        Between(wrong, "Convergence:CleanReads", options.Convergence.CleanReads, 1, 10);
        Between(wrong, "Convergence:CleanReadPause", options.Convergence.CleanReadPause, TimeSpan.Zero);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Between(List<string> wrong, string key, TimeSpan value, TimeSpan least)
    {
        if (value < least || value > s_longest)
        {
            wrong.Add($"{RouterOptions.Section}:{key} is {value:c}; it must be from {least:c} to {s_longest:c}.");
        }
    }

    private static void Between(List<string> wrong, string key, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            wrong.Add($"{RouterOptions.Section}:{key} is {value}; it must be from {least} to {most}.");
        }
    }
}
