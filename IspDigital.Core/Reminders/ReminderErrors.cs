using IspDigital.Core.Primitives;

namespace IspDigital.Core.Reminders;

/// <summary>There is no such policy.</summary>
public sealed record PolicyNotFound() : Error("Reminders.PolicyNotFound");

/// <summary>Somebody else changed the policy since the form was opened.</summary>
public sealed record PolicyChangedMeanwhile() : Error("Reminders.PolicyChangedMeanwhile");

/// <summary>Another policy has that name.</summary>
public sealed record PolicyNameTaken() : Error("Reminders.PolicyNameTaken")
{
    /// <inheritdoc/>
    public override string? Field => "Name";
}

/// <summary>The default policy is for everybody else and cannot be removed or given to a plan or group.</summary>
public sealed record DefaultPolicyStays() : Error("Reminders.DefaultPolicyStays");

/// <summary>A plan or group has another policy already.</summary>
/// <param name="PolicyName">Which.</param>
public sealed record AlreadyAssigned(string PolicyName) : Error("Reminders.AlreadyAssigned")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [PolicyName];
}

/// <summary>A plan or group is not there.</summary>
public sealed record AssignmentNotFound() : Error("Reminders.AssignmentNotFound");
