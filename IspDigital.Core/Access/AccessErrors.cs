using IspDigital.Core.Primitives;

namespace IspDigital.Core.Access;

/// <summary>There is no such subscriber.</summary>
public sealed record SubscriberUnknown() : Error("Access.SubscriberUnknown");

/// <summary>The account is closed.</summary>
public sealed record AccountClosed() : Error("Access.AccountClosed");

/// <summary>No router serves the line, so there is nothing to switch.</summary>
public sealed record NoLine() : Error("Access.NoLine");

/// <summary>Nothing of the kind is in force.</summary>
public sealed record NothingToLift() : Error("Access.NothingToLift");

/// <summary>Nothing is owed that a promise could be about.</summary>
public sealed record NothingOwed() : Error("Access.NothingOwed");

/// <summary>The role may not promise so long.</summary>
/// <param name="DaysMax">How many days it may; zero: none.</param>
public sealed record PromiseTooLong(int DaysMax) : Error("Access.PromiseTooLong")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [DaysMax];

    /// <inheritdoc/>
    public override string Field => nameof(GrantPromiseRequest.Until);
}

/// <summary>The role may not promise so often.</summary>
/// <param name="TimesMax">How often it may within 30 days.</param>
public sealed record PromiseTooOften(int TimesMax) : Error("Access.PromiseTooOften")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [TimesMax];
}

/// <summary>The day lies in the past.</summary>
/// <param name="InField">The request's property.</param>
public sealed record DayInPast(string InField) : Error("Access.DayInPast")
{
    /// <inheritdoc/>
    public override string Field => InField;
}

/// <summary>The batch or the cut is not there, or not in a state for it any more.</summary>
public sealed record CutNotPlanned() : Error("Access.CutNotPlanned");

/// <summary>The list grew since it was shown: look again.</summary>
/// <param name="Count">How many are on it now.</param>
public sealed record CutsChanged(int Count) : Error("Access.CutsChanged")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Count];
}

/// <summary>Nothing of the batch is cut now.</summary>
public sealed record NothingToUndo() : Error("Access.NothingToUndo");

/// <summary>There is no such router.</summary>
public sealed record RouterUnknown() : Error("Access.RouterUnknown");
