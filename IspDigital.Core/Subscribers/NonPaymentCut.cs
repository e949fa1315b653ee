namespace IspDigital.Core.Subscribers;

/// <summary>Days on which the line was off for money. Access writes it with its decision; Billing does not bill periods that lie wholly inside.</summary>
public sealed class NonPaymentCut
{
    private NonPaymentCut()
    {
    }

    /// <summary>A cut from a day on.</summary>
    public NonPaymentCut(long subscriberId, DateOnly from) => (SubscriberId, From) = (subscriberId, from);

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The subscriber.</summary>
    public long SubscriberId { get; private set; }

    /// <summary>The day of the cut.</summary>
    public DateOnly From { get; private set; }

    /// <summary>The day of the reconnection; null while cut.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>The line is on again from that day.</summary>
    public void End(DateOnly on) => Until = on;
}
