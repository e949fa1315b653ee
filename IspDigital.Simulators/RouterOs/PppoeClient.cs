namespace IspDigital.Simulators.RouterOs;

/// <summary>A subscriber's device that wants to be online and dials again whenever it is not.</summary>
internal sealed class PppoeClient(string name, string password, string mac)
{
    public string Name { get; } = name;

    public string Password { get; } = password;

    public string Mac { get; } = mac;

    /// <summary>Switched on. A device that is switched off does not dial.</summary>
    public bool On { get; set; } = true;

    public MenuItem? Session { get; set; }

    /// <summary>When it last tried; the next tries follow at multiples of the redial delay.</summary>
    public DateTimeOffset LastTry { get; set; }

    /// <summary>Set while a try is planned.</summary>
    public DateTimeOffset? NextTry { get; set; }
}
