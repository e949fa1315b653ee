using IspDigital.Core.Billing.Rules;

namespace IspDigital.Core.Billing;

/// <summary>
/// A hint for the run: when a subscriber is due again, so that a run with nothing to do is over at once. Never the truth,
/// which is the invoices and their unique index: a row that is missing, or was made for other facts (<see cref="SubscriberVersion"/>,
/// <see cref="TermsStamp"/>), only means that the subscriber is looked at.
/// </summary>
public sealed class BillingSchedule
{
    /// <summary>Whose.</summary>
    public long SubscriberId { get; init; }

    /// <summary>The version of the subscriber that it was computed from.</summary>
    public int SubscriberVersion { get; init; }

    /// <summary>The stamp of the operator's and the plans' terms that it was computed from.</summary>
    public long TermsStamp { get; init; }

    /// <summary>Every day before needs no further look.</summary>
    public DateOnly SettledUntil { get; init; }

    /// <summary>Issue date of the next invoice; <see cref="DateOnly.MaxValue"/> when none is in sight.</summary>
    public DateOnly NextIssueOn { get; init; }

    /// <summary>What the last recurring invoice asked, in poisha; zero before the first.</summary>
    public long LastTotalMinor { get; init; }

    /// <summary>How many days that was for.</summary>
    public int LastDays { get; init; }

    /// <summary>What a calculation leaves behind for the next one.</summary>
    internal static BillingSchedule Of(DueSubscriber subscriber, Calculated calculated, long termsStamp)
    {
        var last = calculated.Drafts.LastOrDefault(d => d.Kind == InvoiceKind.Recurring);
        return new BillingSchedule
        {
            SubscriberId = subscriber.Facts.SubscriberId,
            SubscriberVersion = subscriber.Version,
            TermsStamp = termsStamp,
            SettledUntil = calculated.SettledUntil,
            NextIssueOn = calculated.NextIssueOn ?? DateOnly.MaxValue,
            LastTotalMinor = last?.Total.Minor ?? subscriber.LastTotalMinor,
            LastDays = last?.Period.Days ?? subscriber.LastDays,
        };
    }
}
