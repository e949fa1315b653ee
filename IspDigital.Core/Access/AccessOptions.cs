using Microsoft.Extensions.Options;

namespace IspDigital.Core.Access;

/// <summary>How the routers' workers go about it. Section <c>Access</c> of the settings.</summary>
public sealed class AccessOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Access";

    /// <summary>Accounts under way at once on one router. Most of a cut is waiting for proof; the connection bounds its commands by itself. Default 64.</summary>
    public int AccountsInFlightMax { get; set; } = 64;

    /// <summary>How many reconnections may be under way beside a full load of cuts; default 32.</summary>
    public int ReconnectReserve { get; set; } = 32;

    /// <summary>First wait before a router that is down is tried again; doubles up to <see cref="DownLongest"/>. Default 1 second.</summary>
    public TimeSpan DownFirst { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before a router that is down is tried again; default 1 minute.</summary>
    public TimeSpan DownLongest { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A router that refuses our sign-in is tried again after so long, unless a person asks before; default 15 minutes.</summary>
    public TimeSpan RefusingAgain { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What a router refused to do is tried again after so long, unless a person asks before; default 10 minutes.</summary>
    public TimeSpan FailedAgain { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>An idle router is looked at, and what is due again is taken up, as often as this; default 30 seconds.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Stops the host at start with every wrong key.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var wrong = new List<string>();
        if (options.AccountsInFlightMax is < 1 or > 1000)
        {
            wrong.Add($"{AccessOptions.Section}:{nameof(options.AccountsInFlightMax)} is {options.AccountsInFlightMax}; it must be from 1 to 1000.");
        }
        if (options.ReconnectReserve is < 1 or > 1000)
        {
            wrong.Add($"{AccessOptions.Section}:{nameof(options.ReconnectReserve)} is {options.ReconnectReserve}; it must be from 1 to 1000.");
        }
        foreach (var (key, value) in new[]
        {
            (nameof(options.DownFirst), options.DownFirst), (nameof(options.DownLongest), options.DownLongest),
            (nameof(options.RefusingAgain), options.RefusingAgain), (nameof(options.FailedAgain), options.FailedAgain),
            (nameof(options.LookEvery), options.LookEvery),
        })
        {
            if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromDays(1))
            {
                wrong.Add($"{AccessOptions.Section}:{key} is {value:c}; it must be from 10 milliseconds to a day.");
            }
        }
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
