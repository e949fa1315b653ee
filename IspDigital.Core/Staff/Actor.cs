namespace IspDigital.Core.Staff;

/// <summary>Who acts: a signed-in person or a named job.</summary>
/// <param name="Name">The person's user name, or <c>job:IssueInvoices</c>.</param>
/// <param name="StaffId">The person's id; null for a job.</param>
/// <param name="Role">The person's role; null for a job.</param>
/// <param name="Permissions">What the actor may do.</param>
public sealed record Actor(string Name, long? StaffId, Role? Role, IReadOnlySet<Permission> Permissions)
{
    /// <summary>Nobody: may do nothing, and cannot write.</summary>
    public static Actor Nobody { get; } = new("", null, null, new HashSet<Permission>());

    /// <summary>A named job of the product itself; it may do everything.</summary>
    public static Actor Job(string name) => new($"job:{name}", null, null, new HashSet<Permission>(Enum.GetValues<Permission>()));

    /// <summary>A signed-in person.</summary>
    public static Actor Person(long staffId, string name, Role role) => new(name, staffId, role, RolePermissions.Of(role));

    /// <summary>A signed-in person whose password somebody else gave; may only change it.</summary>
    public static Actor NewPerson(long staffId, string name, Role role) =>
        new(name, staffId, role, new HashSet<Permission> { Permission.UseOwnAccount });

    /// <summary>Who holds the signed link of an invoice: not known, and reads for as long as that one invoice takes.</summary>
    public static Actor LinkHolder { get; } = new("link", null, null, new HashSet<Permission> { Permission.ViewMoney });

    /// <summary>Whether the actor holds the right.</summary>
    public bool May(Permission permission) => Permissions.Contains(permission);
}

/// <summary>The actor of the present scope: a circuit, a request or a job.</summary>
public interface ICurrentActor
{
    /// <summary>Who acts now; <see cref="Actor.Nobody"/> before anyone signed in.</summary>
    Actor Current { get; }
}

/// <summary>Holds the actor of one scope; set once by what opens the scope.</summary>
public sealed class CurrentActor : ICurrentActor
{
    /// <inheritdoc/>
    public Actor Current { get; private set; } = Actor.Nobody;

    /// <summary>Names who acts in this scope.</summary>
    public void Set(Actor actor) => Current = actor;
}

/// <summary>The actor may not do this.</summary>
/// <param name="Permission">The right that is missing.</param>
public sealed record NotPermitted(Permission Permission) : Primitives.Error("Shared.NotPermitted");

/// <summary>A query was asked for by somebody without the right. Pages are guarded by policies, so this is a bug or an attack.</summary>
public sealed class NotPermittedException(Permission permission) : Exception($"The permission {permission} is needed.")
{
    /// <summary>The right that is missing.</summary>
    public Permission Permission { get; } = permission;
}
