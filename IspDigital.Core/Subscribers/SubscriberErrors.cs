using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>There is no such subscriber.</summary>
public sealed record SubscriberNotFound() : Error("Subscribers.NotFound");

/// <summary>Somebody has this code.</summary>
/// <param name="SubscriberCode">The code.</param>
/// <param name="Name">Who has it.</param>
public sealed record CodeTaken(string SubscriberCode, string Name) : Error("Subscribers.CodeTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [SubscriberCode, Name];

    /// <inheritdoc/>
    public override string? Field => nameof(AddSubscriberRequest.Code);
}

/// <summary>Somebody has this PPP name on that router.</summary>
/// <param name="PppName">The name.</param>
/// <param name="SubscriberCode">The code of who has it.</param>
/// <param name="Name">Who has it.</param>
public sealed record PppNameTaken(string PppName, string SubscriberCode, string Name) : Error("Subscribers.PppNameTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [PppName, SubscriberCode, Name];

    /// <inheritdoc/>
    public override string? Field => nameof(SubscriberInput.PppName);
}

/// <summary>There is no such plan, or it is not offered any more.</summary>
public sealed record PlanNotOffered() : Error("Subscribers.PlanNotOffered")
{
    /// <inheritdoc/>
    public override string? Field => nameof(AddSubscriberRequest.PlanId);
}

/// <summary>There is no such router.</summary>
public sealed record RouterUnknown() : Error("Subscribers.RouterUnknown")
{
    /// <inheritdoc/>
    public override string? Field => nameof(SubscriberInput.RouterId);
}

/// <summary>There is no such group.</summary>
public sealed record GroupUnknown() : Error("Subscribers.GroupUnknown")
{
    /// <inheritdoc/>
    public override string? Field => nameof(SubscriberInput.GroupId);
}

/// <summary>A group has this name.</summary>
/// <param name="Name">The name.</param>
public sealed record GroupNameTaken(string Name) : Error("Subscribers.GroupNameTaken")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Name];

    /// <inheritdoc/>
    public override string? Field => nameof(AddSubscriberGroupRequest.Name);
}

/// <summary>Service began so long ago that the first billed day must be said, or years would be billed at once.</summary>
public sealed record BillFromNeeded() : Error("Subscribers.BillFromNeeded")
{
    /// <inheritdoc/>
    public override string? Field => nameof(AddSubscriberRequest.BillFrom);
}

/// <summary>Somebody else saved the subscriber after this form was opened.</summary>
public sealed record FormIsStale() : Error("Subscribers.FormIsStale");

/// <summary>The account is closed.</summary>
public sealed record AccountClosed() : Error("Subscribers.AccountClosed");

/// <summary>The day lies in the past.</summary>
/// <param name="DateField">The request's property.</param>
public sealed record DayInPast(string DateField) : Error("Subscribers.DayInPast")
{
    /// <inheritdoc/>
    public override string? Field => DateField;
}

/// <summary>The day lies before service began.</summary>
/// <param name="ActivatedOn">When it began.</param>
/// <param name="DateField">The request's property.</param>
public sealed record BeforeActivation(DateOnly ActivatedOn, string DateField) : Error("Subscribers.BeforeActivation")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [ActivatedOn];

    /// <inheritdoc/>
    public override string? Field => DateField;
}

/// <summary>The subscriber is on that plan from that day already.</summary>
public sealed record AlreadyOnPlan() : Error("Subscribers.AlreadyOnPlan")
{
    /// <inheritdoc/>
    public override string? Field => nameof(ChangePlanRequest.PlanId);
}

/// <summary>Another pause covers some of the days.</summary>
/// <param name="From">Its first day.</param>
public sealed record PausesOverlap(DateOnly From) : Error("Subscribers.PausesOverlap")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [From];

    /// <inheritdoc/>
    public override string? Field => nameof(PauseSubscriberRequest.From);
}

/// <summary>Service is not paused on that day.</summary>
public sealed record NotPaused() : Error("Subscribers.NotPaused");

/// <summary>Billing from that day on cannot be calculated.</summary>
/// <param name="Reason">What is wrong, as billing names it; its sentence stands with billing's words.</param>
/// <param name="Day">The day it concerns.</param>
/// <param name="Detail">More for people, such as a plan's name; or nothing.</param>
public sealed record CannotBeBilled(Enum Reason, DateOnly Day, string? Detail) : Error("Subscribers.CannotBeBilled")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Reason, Day, Detail is null ? "" : " · " + Detail];
}

/// <summary>No plan on offer has this name.</summary>
/// <param name="Plan">The name.</param>
public sealed record PlanNamedUnknown(string Plan) : Error("Subscribers.PlanNamedUnknown")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Plan];
}
