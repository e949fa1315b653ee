using IspDigital.Core.Primitives;

namespace IspDigital.Core.Staff;

/// <summary>The portal has staff already; it is set up only once.</summary>
public sealed record AlreadySetUp() : Error("Staff.AlreadySetUp");

/// <summary>Somebody has this user name.</summary>
/// <param name="UserName">The name.</param>
public sealed record UserNameTaken(string UserName) : Error("Staff.UserNameTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [UserName];

    /// <inheritdoc/>
    public override string? Field => nameof(UserName);
}

/// <summary>There is no such person.</summary>
public sealed record StaffNotFound() : Error("Staff.NotFound");

/// <summary>It would leave the portal without an owner who can sign in.</summary>
public sealed record LastOwner() : Error("Staff.LastOwner");

/// <summary>A person cannot disable themselves.</summary>
public sealed record NotYourself() : Error("Staff.NotYourself");

/// <summary>The present password is not right.</summary>
public sealed record WrongPassword() : Error("Staff.WrongPassword")
{
    /// <inheritdoc/>
    public override string? Field => nameof(ChangeOwnPasswordRequest.PresentPassword);
}
