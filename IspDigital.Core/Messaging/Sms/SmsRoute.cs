using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IspDigital.Core.Messaging.Sms;

/// <summary>
/// The gateways in their order. What the first cannot take, because it is not reached or says no, the next one gets at once. What
/// got no answer goes to no other: it may have been sent. A gateway that fails several times in a row rests and is asked last.
/// </summary>
public sealed class SmsRoute(IReadOnlyList<ISmsGateway> gateways, TimeProvider clock, ILogger<SmsRoute> log)
{
    private const int FailuresBeforeRest = 3;
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Health> _health = new();

    /// <summary>Whether there is any gateway; without one, SMS waits.</summary>
    public bool IsConfigured => gateways.Count > 0;

    /// <summary>The names, in order, and whether each is resting.</summary>
    public IReadOnlyList<(string Name, bool IsResting)> State => [.. gateways.Select(g => (g.Name, IsResting(g)))];

    /// <summary>Whether every gateway recognises a reference: a second try is then never a second message.</summary>
    public bool TakesReference => gateways.All(g => g.TakesReference) && gateways.Count == 1;

    /// <summary>Tries the gateways until one takes the message or one leaves it unknown.</summary>
    /// <returns>The last outcome.</returns>
    public async Task<SendOutcome> Send(SmsToSend sms, CancellationToken cancellation)
    {
        SendOutcome? last = null;
        foreach (var gateway in gateways.OrderBy(IsResting))
        {
            last = await gateway.Send(sms, cancellation);
            Note(gateway, last);
            if (last is SendOutcome.Taken or SendOutcome.NoAnswer or SendOutcome.Refused { IsFinal: true })
            {
                return last;
            }
        }
        return last ?? throw new InvalidOperationException("There is no SMS gateway; nobody should have asked.");
    }

    private bool IsResting(ISmsGateway gateway) => _health.TryGetValue(gateway.Name, out var health) && health.RestsUntil > clock.GetUtcNow();

    private void Note(ISmsGateway gateway, SendOutcome outcome)
    {
        var before = _health.GetValueOrDefault(gateway.Name);
        var failures = outcome is SendOutcome.Unreachable or SendOutcome.NoAnswer ? before.FailuresInARow + 1 : 0;
        var restsUntil = failures >= FailuresBeforeRest ? clock.GetUtcNow() + s_rest : default;
        _health[gateway.Name] = new Health(failures, restsUntil);
        if (failures == FailuresBeforeRest)
        {
            log.LogWarning("SMS gateway {Gateway} failed {Count} times in a row and rests for a minute", gateway.Name, failures);
        }
    }

    private readonly record struct Health(int FailuresInARow, DateTimeOffset RestsUntil);
}
