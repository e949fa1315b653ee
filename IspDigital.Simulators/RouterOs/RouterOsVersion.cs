using System.Globalization;
using System.Text;

namespace IspDigital.Simulators.RouterOs;

/// <summary>What changes on the wire from one RouterOS version to the next.</summary>
internal sealed class RouterOsVersion
{
    private readonly Version _version;

    public RouterOsVersion(string text)
    {
        Text = text;
        var numbers = text.Split(' ')[0];
        _version = Version.TryParse(numbers, out var parsed)
            ? parsed
            : throw new ArgumentException($"'{text}' is not a RouterOS version such as 7.16 or 6.49", nameof(text));
    }

    /// <summary>As given, for example <c>7.16</c>.</summary>
    public string Text { get; }

    /// <summary>As <c>/system/resource</c> prints it.</summary>
    public string Full => Text.Contains(' ', StringComparison.Ordinal) ? Text : $"{Text} (stable)";

    /// <summary>A print without rows says <c>!empty</c> (7.18 and later).</summary>
    public bool SaysEmpty => From(7, 18);

    /// <summary>Sign-in with name and password in one sentence (6.43 and later).</summary>
    public bool TakesPlainLogin => From(6, 43);

    /// <summary>The MD5 challenge is answered (it went in 6.45; later ones still hand out a challenge and then always refuse).</summary>
    public bool TakesChallenge => !From(6, 45);

    /// <summary>Text of a refused sign-in.</summary>
    public string LoginRefusal => TakesPlainLogin ? "invalid user name or password (6)" : "cannot log in";

    /// <summary>How a deleted row is marked for listeners.</summary>
    public string Dead => From(7, 0) ? "true" : "yes";

    /// <summary><c>2026-09-28</c> since 7.10, <c>sep/28/2026</c> before.</summary>
    public string Date(DateTimeOffset at) => From(7, 10)
        ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : at.ToString("MMM/dd/yyyy", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>Date and time in the router's own zone, without offset.</summary>
    public string DateAndTime(DateTimeOffset at) => $"{Date(at)} {at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";

    /// <summary><c>1w2d3h4m5s</c> since 7, <c>1w2d03:04:05</c> before.</summary>
    public string Duration(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
        {
            span = TimeSpan.Zero;
        }

        var text = new StringBuilder();
        var (weeks, days) = Math.DivRem(span.Days, 7);
        Unit(weeks, 'w');
        Unit(days, 'd');
        if (!From(7, 0))
        {
            return text.Append(span.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)).ToString();
        }

        Unit(span.Hours, 'h');
        Unit(span.Minutes, 'm');
        Unit(span.Seconds, 's');
        return text.Length == 0 ? "0s" : text.ToString();

        void Unit(int count, char unit)
        {
            if (count > 0)
            {
                text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(unit);
            }
        }
    }

    private bool From(int major, int minor) => _version >= new Version(major, minor);
}
