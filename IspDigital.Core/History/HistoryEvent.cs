namespace IspDigital.Core.History;

/// <summary>What happened.</summary>
public enum HistoryKind
{
    /// <summary>Another plan from that day on.</summary>
    ChangePlanNow,
    /// <summary>Another plan from the next renewal on.</summary>
    ChangePlanAtRenewal,
    /// <summary>Service stops, to a day or open-ended.</summary>
    Pause,
    /// <summary>Service again.</summary>
    Resume,
    /// <summary>A price of their own, or none any more.</summary>
    Price,
    /// <summary>Percent off, or none any more.</summary>
    DiscountPercent,
    /// <summary>Something is charged once.</summary>
    Charge,
    /// <summary>Money came.</summary>
    Payment,
    /// <summary>The account closes.</summary>
    Close,
}

/// <summary>One event of a file.</summary>
/// <param name="Line">Its line.</param>
/// <param name="On">The day, which is also the day on which it was decided.</param>
/// <param name="Code">The subscriber's code.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Value">What it needs: a plan's name, a day, an amount.</param>
/// <param name="CommandId">The same for the same event in any file, so that money is taken once.</param>
internal sealed record HistoryEvent(int Line, DateOnly On, string Code, HistoryKind Kind, string Value, Guid CommandId);
