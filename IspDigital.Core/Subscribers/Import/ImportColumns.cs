namespace IspDigital.Core.Subscribers.Import;

/// <summary>The columns of a file of subscribers.</summary>
public static class ImportColumns
{
    /// <summary>All of them; their order in a file is free.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "code", "name", "phone", "plan", "router", "ppp_name", "activated_on", "bill_from", "opening_balance", "billing", "cycle_unit",
        "cycle_count", "align_day", "lead_days", "due_days", "grace_days", "price", "discount_percent",
    ];

    /// <summary>Those that a file must have.</summary>
    public static IReadOnlyList<string> Needed { get; } = ["name", "plan", "activated_on"];
}

/// <summary>A row that can be read, with what its names stand for still to be found.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Request">The subscriber.</param>
/// <param name="Plan">The plan's name.</param>
/// <param name="Router">The router's name; empty for none.</param>
internal sealed record ImportRow(int Line, AddSubscriberRequest Request, string Plan, string Router);
