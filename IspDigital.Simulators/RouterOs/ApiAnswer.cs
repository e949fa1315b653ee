namespace IspDigital.Simulators.RouterOs;

/// <summary>One attribute of a reply; the value is wire text.</summary>
internal readonly record struct ApiField(string Name, string Value);

/// <summary>An error reply. RouterOS often leaves the category out.</summary>
internal sealed record ApiTrap(string Message, int? Category = null);

/// <summary>All that a command answers: rows or traps, then <c>!done</c> with an optional <c>=ret=</c>.</summary>
internal sealed record ApiAnswer
{
    public static readonly ApiAnswer Done = new();

    public IReadOnlyList<IReadOnlyList<ApiField>> Rows { get; init; } = [];

    public IReadOnlyList<ApiTrap> Traps { get; init; } = [];

    public string? Ret { get; init; }

    /// <summary>A print that found nothing: newer routers say so with <c>!empty</c>.</summary>
    public bool Empty { get; init; }

    /// <summary>What happens once the answer is out (a reboot).</summary>
    public Action? Afterwards { get; init; }

    public static ApiAnswer Trapped(params ApiTrap[] traps) => new() { Traps = traps };
}

/// <summary>Stops a command with one or several <c>!trap</c>s; thrown before anything was changed.</summary>
internal sealed class TrapException(params ApiTrap[] traps) : Exception(traps[0].Message)
{
    public TrapException(string message, int? category = null)
        : this(new ApiTrap(message, category))
    {
    }

    public ApiTrap[] Traps { get; } = traps;
}
