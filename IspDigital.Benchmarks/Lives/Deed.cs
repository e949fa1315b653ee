using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Lives;

/// <summary>Something that is done to a subscriber on a day, so that it can be done again in another life.</summary>
/// <param name="Day">The day.</param>
internal abstract record Deed(DateOnly Day)
{
    /// <summary>What is due is issued before it, in every life: always where a deed is not dated by decision or builds on what is issued.</summary>
    public bool IsAfterRun { get; init; }

    /// <inheritdoc/>
    public sealed override string ToString() => $"{TextOf(Day)}{(IsAfterRun ? " after a run" : "")}: {Text}";

    /// <summary>What is done, in words.</summary>
    protected abstract string Text { get; }

    /// <summary>A day in words.</summary>
    protected static string TextOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "open";
}

/// <summary>Another plan from a day on.</summary>
internal sealed record PlanDeed(DateOnly Day, DateOnly From, long PlanId) : Deed(Day)
{
    protected override string Text => $"plan {PlanId} from {TextOf(From)}";
}

/// <summary>A pause from a day to a day or open.</summary>
internal sealed record PauseDeed(DateOnly Day, DateOnly From, DateOnly? Until) : Deed(Day)
{
    protected override string Text => $"pause {TextOf(From)} to {TextOf(Until)}";
}

/// <summary>Service again from a day on.</summary>
internal sealed record ResumeDeed(DateOnly Day, DateOnly On) : Deed(Day)
{
    protected override string Text => $"resume on {TextOf(On)}";
}

/// <summary>Cut for money.</summary>
internal sealed record CutDeed(DateOnly Day) : Deed(Day)
{
    protected override string Text => "cut";
}

/// <summary>Reconnected.</summary>
internal sealed record ReconnectDeed(DateOnly Day) : Deed(Day)
{
    protected override string Text => "reconnect";
}

/// <summary>A one-off charge, or a credit below zero.</summary>
internal sealed record ChargeDeed(DateOnly Day, long ChargeId, LineKind Kind, Money Amount, bool IsAlone, bool IsTaxed) : Deed(Day)
{
    protected override string Text => $"charge {ChargeId} of {Amount}{(IsAlone ? " alone" : "")}{(IsTaxed ? " taxed" : "")}";
}

/// <summary>Another price or discount from a day on.</summary>
internal sealed record AgreeDeed(DateOnly Day, DateOnly From, AgreedPrice Agreed) : Deed(Day)
{
    protected override string Text => $"agreed from {TextOf(From)}: {Agreed}";
}

/// <summary>The document of that number taken back.</summary>
internal sealed record VoidDeed(DateOnly Day, DocumentKey Document, bool IsWaived) : Deed(Day)
{
    protected override string Text => $"void {Document}{(IsWaived ? " waived" : "")}";
}

/// <summary>The account closed.</summary>
internal sealed record CloseDeed(DateOnly Day) : Deed(Day)
{
    protected override string Text => "close";
}

/// <summary>Nothing but a run: what was tried after it was refused.</summary>
internal sealed record RunDeed(DateOnly Day) : Deed(Day)
{
    protected override string Text => "nothing";
}

/// <summary>A document, whatever number it has.</summary>
internal readonly record struct DocumentKey(InvoiceKind Kind, DateOnly From, DateOnly IssuedOn)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} from {From:yyyy-MM-dd} issued {IssuedOn:yyyy-MM-dd}");
}
