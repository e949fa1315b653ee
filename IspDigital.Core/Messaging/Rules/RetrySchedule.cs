namespace IspDigital.Core.Messaging.Rules;

/// <summary>When a message that could not be sent is tried again.</summary>
public static class RetrySchedule
{
    /// <summary>After so many tries it has failed; with the pauses below that is about four hours.</summary>
    public const int AttemptsMax = 14;

    /// <summary>
    /// After so many tries without an answer it has failed, unless the provider recognises our reference:
    /// so a provider that takes messages and does not answer makes at most one duplicate.
    /// </summary>
    public const int UnknownOutcomesMax = 2;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(30);

    /// <summary>The pause after a try: half a minute, doubled each time up to half an hour, spread by ±20% so that a thousand messages do not return at once.</summary>
    /// <param name="attempts">Tries so far, at least 1.</param>
    /// <param name="spread">Chance, 0 to 399.</param>
    public static TimeSpan PauseAfter(int attempts, int spread)
    {
        var doubled = s_first * Math.Pow(2, Math.Min(attempts - 1, 10));
        return (doubled < s_longest ? doubled : s_longest) * ((800 + spread) / 1000.0);
    }

    /// <summary>Chance to draw for <see cref="PauseAfter"/>: up to, not including.</summary>
    public const int SpreadBelow = 400;
}
