using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Access;

/// <summary>The cuts of one day: on a list, by name and amount, before any router hears of it.</summary>
public sealed class CutBatch
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The day of the cuts, in the operator's zone; one batch a day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>When the list was begun, UTC.</summary>
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>Since when the brake holds it, UTC; null while it does not.</summary>
    public DateTimeOffset? HeldSince { get; private set; }

    /// <summary>Why, as names of <see cref="BrakeReason"/> separated by commas; empty while it is not held.</summary>
    public string HeldBecause { get; private set; } = "";

    /// <summary>When it was undone, UTC.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Who undid it.</summary>
    public string? UndoneBy { get; private set; }

    /// <summary>Why the brake holds it.</summary>
    public IReadOnlyList<BrakeReason> HeldReasons =>
        [.. HeldBecause.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<BrakeReason>)];

    /// <summary>Holds it for these reasons, or lets it go for none. Returns whether that is news.</summary>
    public bool Hold(IReadOnlyList<BrakeReason> reasons, DateTimeOffset now)
    {
        var because = string.Join(',', reasons);
        if (because == HeldBecause)
        {
            return false;
        }
        HeldSince = reasons.Count == 0 ? null : HeldSince ?? now;
        HeldBecause = because;
        return true;
    }

    /// <summary>It was undone.</summary>
    public void Undo(string by, DateTimeOffset at) => (UndoneBy, UndoneAt) = (by, at);
}

/// <summary>How far a planned cut has come.</summary>
public enum CutState
{
    /// <summary>On the list.</summary>
    Planned,
    /// <summary>A person took it out.</summary>
    Excluded,
    /// <summary>Decided at the last moment and handed to the router's worker.</summary>
    Released,
    /// <summary>Not needed any more: paid, promised, exempt meanwhile.</summary>
    Dropped,
    /// <summary>The batch was undone.</summary>
    Undone,
}

/// <summary>One subscriber on the list of a day.</summary>
public sealed class PlannedCut
{
    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The list.</summary>
    public long BatchId { get; init; }

    /// <summary>Who.</summary>
    public long SubscriberId { get; init; }

    /// <summary>What is overdue beyond grace.</summary>
    public Money Amount { get; private set; }

    /// <summary>The invoice that is overdue longest.</summary>
    public string InvoiceNumber { get; private set; } = "";

    /// <summary>When it came on the list, UTC.</summary>
    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>How far it has come.</summary>
    public CutState State { get; private set; }

    /// <summary>When it came into that state, UTC.</summary>
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>Why it was excluded or dropped: the person's words, or an <see cref="AccessReasonCode"/>.</summary>
    public string? Why { get; private set; }

    /// <summary>When a person approved it, UTC; null while nobody had to.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Who approved it.</summary>
    public string? ApprovedBy { get; private set; }

    /// <summary>Puts it on the list, again where it was dropped or was made and has come back since.</summary>
    public void Plan(Money amount, string invoiceNumber, DateTimeOffset now)
    {
        (Amount, InvoiceNumber, PlannedAt, ApprovedAt, ApprovedBy) = (amount, invoiceNumber, now, null, null);
        Enter(CutState.Planned, now, null);
    }

    /// <summary>A person has seen and approved it.</summary>
    public void Approve(string by, DateTimeOffset at) => (ApprovedBy, ApprovedAt) = (by, at);

    /// <summary>Moves it on.</summary>
    public void Enter(CutState state, DateTimeOffset now, string? why) => (State, StateSince, Why) = (state, now, why);
}
