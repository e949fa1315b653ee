namespace IspDigital.Core.Routers;

/// <summary>How a router was seen last.</summary>
public enum RouterHealth
{
    /// <summary>Never asked.</summary>
    Unknown,
    /// <summary>It answers.</summary>
    Up,
    /// <summary>It does not answer.</summary>
    Down,
    /// <summary>It refuses our sign-in or certificate; a person must act, and we do not knock again in a loop.</summary>
    Refusing,
}

/// <summary>A MikroTik router of the operator.</summary>
public sealed class Router
{
    private Router()
    {
    }

    /// <summary>A new router.</summary>
    public Router(string name) => Name = name;

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Name on screens; unique.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; private set; } = "";

    /// <summary>API port.</summary>
    public int Port { get; private set; } = 8728;

    /// <summary>Whether api-ssl is used.</summary>
    public bool UseTls { get; private set; }

    /// <summary>Pinned SHA-256 thumbprint of the router's certificate.</summary>
    public string? CertificateThumbprint { get; private set; }

    /// <summary>API user.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>API password, encrypted with the data protection keys; never in clear in the database.</summary>
    public string ProtectedPassword { get; private set; } = "";

    /// <summary>Whether it is in service; a retired router is kept for history.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>How it was seen last.</summary>
    public RouterHealth Health { get; private set; }

    /// <summary>Since when it is in that health, UTC.</summary>
    public DateTimeOffset? HealthSince { get; private set; }

    /// <summary>When it answered last, UTC.</summary>
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>Why it is not up, for people.</summary>
    public string? LastError { get; private set; }

    /// <summary>Its identity when last asked.</summary>
    public string? Identity { get; private set; }

    /// <summary>Its version when last asked.</summary>
    public string? RouterOsVersion { get; private set; }

    /// <summary>Changes how it is reached.</summary>
    public void Describe(string name, string host, int port, bool useTls, string? thumbprint, string userName, bool isActive) =>
        (Name, Host, Port, UseTls, CertificateThumbprint, UserName, IsActive) = (name, host, port, useTls, thumbprint, userName, isActive);

    /// <summary>Stores the encrypted password.</summary>
    public void SetPassword(string protectedPassword) => ProtectedPassword = protectedPassword;

    /// <summary>Records how it was seen. Returns whether the health changed.</summary>
    public bool Saw(RouterHealth health, DateTimeOffset at, string? error, RouterIdentity? identity)
    {
        var changed = Health != health;
        if (changed)
        {
            (Health, HealthSince) = (health, at);
        }
        LastError = error;
        if (health == RouterHealth.Up)
        {
            LastSeenAt = at;
        }
        if (identity is not null)
        {
            (Identity, RouterOsVersion) = (identity.Name, identity.Version);
        }
        return changed;
    }
}
