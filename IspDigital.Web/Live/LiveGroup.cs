using IspDigital.Core.Staff;

namespace IspDigital.Web.Live;

/// <summary>Clients that get the same calls. Which ones a client is in follows from its person's rights alone; no client can ask for one.</summary>
/// <param name="Name">The group's name at the hub.</param>
/// <param name="Shows">The right that its calls need.</param>
/// <param name="Rights">The rights that whoever is in it has; what else the summary holds is trimmed away.</param>
internal sealed record LiveGroup(string Name, Permission Shows, IReadOnlySet<Permission> Rights)
{
    // Figures are cut to four sizes: with and without money, with and without messages.
    private static readonly Permission[][] s_figures =
        [[], [Permission.ViewMoney], [Permission.ViewReminders], [Permission.ViewMoney, Permission.ViewReminders]];

    /// <summary>Every group.</summary>
    public static IReadOnlyList<LiveGroup> All { get; } =
    [
        .. s_figures.Select(Figures),
        One("runs", Permission.ViewMoney),
        One("board", Permission.ViewAccess),
        One("routers", Permission.ViewRouters),
    ];

    /// <summary>Somebody who has exactly these rights.</summary>
    public Actor Everybody { get; } = Actor.Nobody with { Permissions = Rights };

    /// <summary>The groups that a person belongs to; none for whoever may not see the summary.</summary>
    public static IReadOnlyList<LiveGroup> Of(Actor person) => !person.May(Permission.ViewDashboard)
        ? []
        : [.. All.Where(g => g.Shows == Permission.ViewDashboard ? IsCutFor(g, person) : person.May(g.Shows))];

    private static bool IsCutFor(LiveGroup group, Actor person) =>
        person.May(Permission.ViewMoney) == group.Rights.Contains(Permission.ViewMoney)
        && person.May(Permission.ViewReminders) == group.Rights.Contains(Permission.ViewReminders);

    private static LiveGroup Figures(Permission[] rights) =>
        new($"figures:{string.Join('+', rights)}", Permission.ViewDashboard, new HashSet<Permission>([Permission.ViewDashboard, .. rights]));

    private static LiveGroup One(string name, Permission right) =>
        new(name, right, new HashSet<Permission>([Permission.ViewDashboard, right]));
}
