using IspDigital.Core.Primitives;

namespace IspDigital.Core.Routers;

/// <summary>There is no such router.</summary>
public sealed record RouterNotFound() : Error("Routers.NotFound");

/// <summary>Another router has this name.</summary>
/// <param name="Name">The name.</param>
public sealed record RouterNameTaken(string Name) : Error("Routers.NameTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Name];

    /// <inheritdoc/>
    public override string Field => nameof(RouterInput.Name);
}

/// <summary>A password must be entered: the router is new, or place or user changed. A stored password is never sent to another place.</summary>
/// <param name="IsNew">Whether none is stored yet.</param>
public sealed record RouterPasswordNeeded(bool IsNew) : Error(IsNew ? "Routers.PasswordMissing" : "Routers.PasswordNeeded")
{
    /// <inheritdoc/>
    public override string Field => nameof(RouterInput.Password);
}

/// <summary>The key ring lacks the key of the stored password: it must be entered again.</summary>
public sealed record RouterPasswordUnreadable() : Error("Routers.PasswordUnreadable")
{
    /// <inheritdoc/>
    public override string Field => nameof(RouterInput.Password);
}

/// <summary>The router was asked and it did not go well; the person may save all the same.</summary>
/// <param name="Code">Which failure.</param>
public abstract record RouterTestFailure(string Code) : Error(Code);

/// <summary>No connection, or it was lost before the router had answered all.</summary>
/// <param name="Why">What was seen, with what to look at.</param>
public sealed record RouterUnreachable(string Why) : RouterTestFailure("Routers.Unreachable")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Why];
}

/// <summary>User name or password wrong, or the user's group lacks <c>api</c>.</summary>
/// <param name="RouterText">The router's words.</param>
public sealed record RouterLoginRefused(string RouterText) : RouterTestFailure("Routers.LoginRefused")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [RouterText];
}

/// <summary>No certificate is pinned yet: compare what the router shows with the router's own, and pin it.</summary>
/// <param name="ShownThumbprint">SHA-256 of what the router shows, hex.</param>
public sealed record RouterCertificateUnknown(string ShownThumbprint) : RouterTestFailure("Routers.CertificateUnknown")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [ShownThumbprint];
}

/// <summary>The router shows another certificate than the pinned one, or none. Nothing was sent to it.</summary>
/// <param name="ShownThumbprint">SHA-256 of what it shows, hex; null for none.</param>
public sealed record RouterCertificateChanged(string? ShownThumbprint) : RouterTestFailure("Routers.CertificateChanged")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [ShownThumbprint ?? "–"];
}

/// <summary>The API user's group lacks <c>read</c> or <c>write</c>.</summary>
/// <param name="RouterText">The router's words.</param>
public sealed record RouterPolicyMissing(string RouterText) : RouterTestFailure("Routers.PolicyMissing")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [RouterText];
}

/// <summary>The router refused for another reason.</summary>
/// <param name="RouterText">The router's words.</param>
public sealed record RouterSaidNo(string RouterText) : RouterTestFailure("Routers.SaidNo")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [RouterText];
}
