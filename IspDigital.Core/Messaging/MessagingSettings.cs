using System.Text.Json.Serialization;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Messaging;

/// <summary>When messages may go out and what they cost; staff change it on the screen.</summary>
public sealed record MessagingSettings : ISettings
{
    /// <inheritdoc/>
    public static string Name => "Messaging";

    /// <summary>First minute of the day, in the operator's zone, at which reminders and new invoices are told.</summary>
    public TimeOnly SendFrom { get; init; } = new(9, 0);

    /// <summary>The minute from which they wait for the next morning.</summary>
    public TimeOnly SendUntil { get; init; } = new(20, 0);

    /// <summary>Price of one SMS part in poisha, for the cost shown before saving a template and in the history.</summary>
    public int SmsPartPriceMinor { get; init; } = 35;

    /// <summary>The hours in which nobody is disturbed.</summary>
    [JsonIgnore]
    public QuietHours Quiet => new(SendFrom, SendUntil);

    /// <summary>What a number of parts costs.</summary>
    public Money CostOf(int parts) => new Money(SmsPartPriceMinor) * parts;
}
