using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Staff;

/// <summary>Why a sign-in failed.</summary>
public enum SignInFailure
{
    /// <summary>No such person, or another password. Nobody is told which.</summary>
    WrongNameOrPassword,
    /// <summary>The account rests after too many wrong passwords.</summary>
    LockedOut,
    /// <summary>The person is disabled.</summary>
    Disabled,
}

/// <summary>Puts sign-ins and sign-outs on record.</summary>
public sealed class SignInLog(IspStore store, CurrentActor actor)
{
    private const int NameLengthMax = 64;

    /// <summary>A person signed in; from here on they act in this scope.</summary>
    public Task SignedIn(StaffUser user, string? address, CancellationToken cancellation = default) =>
        Record(Actor.Person(user.Id, user.UserName!, user.Role), AuditAction.SignedIn, user.Id, null, new { Address = address }, cancellation);

    /// <summary>A person signed out.</summary>
    public Task SignedOut(Actor person, CancellationToken cancellation = default) =>
        Record(person, AuditAction.SignedOut, person.StaffId, null, null, cancellation);

    /// <summary>A sign-in failed. The name is kept as it was typed, the password never.</summary>
    public Task Failed(string userName, StaffUser? user, SignInFailure failure, string? address, CancellationToken cancellation = default) =>
        Record(Actor.Job("SignIn"), AuditAction.SignInFailed, user?.Id, failure.ToString(),
            new { UserName = userName.Length > NameLengthMax ? userName[..NameLengthMax] : userName, Address = address }, cancellation);

    private async Task Record(Actor who, AuditAction action, long? staffId, string? reason, object? after, CancellationToken cancellation)
    {
        actor.Set(who);
        await store.Write<Done>(work =>
        {
            work.Record(action, nameof(StaffUser), staffId, reason: reason, after: after);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellation);
    }
}
