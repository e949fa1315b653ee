using IspDigital.Core.Data;

namespace IspDigital.Core.Reminders;

/// <summary>What Access knows of a subscriber that bears on reminders.</summary>
/// <param name="IsPromised">A promise to pay is running: nobody is pressed.</param>
/// <param name="IsNeverCut">An exemption or an override keeps the line on: a notice of the cut would be untrue.</param>
public readonly record struct SubscriberHold(bool IsPromised, bool IsNeverCut);

/// <summary>Promises and exemptions belong to Access, which fills this port; Reminders may not look into its room.</summary>
public interface ISubscriberHolds
{
    /// <summary>The holds of the subscribers on a day; those without any may be left out. Set-based.</summary>
    Task<IReadOnlyDictionary<long, SubscriberHold>> Of(
        IspDbContext db, IReadOnlyCollection<long> subscriberIds, DateOnly today, CancellationToken cancellation);
}
