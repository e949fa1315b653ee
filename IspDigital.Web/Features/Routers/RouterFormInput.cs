using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;

namespace IspDigital.Web.Features.Routers;

/// <summary>What a person types about a router, with what came of the last try.</summary>
public sealed class RouterFormInput
{
    private bool _useTls = true;
    private (TestRouterRequest Of, Result<RouterTest> Outcome)? _tried;

    /// <summary>An empty form.</summary>
    public RouterFormInput()
    {
    }

    /// <summary>The form of a stored router; its password stays where it is.</summary>
    public RouterFormInput(RouterDetail router)
    {
        RouterId = router.Id;
        (_useTls, Name, Host, Port) = (router.Input.UseTls, router.Input.Name, router.Input.Host, router.Input.Port);
        (CertificateThumbprint, UserName, IsActive) = (router.Input.CertificateThumbprint, router.Input.UserName, router.Input.IsActive);
    }

    /// <summary>The stored router; null for a new one.</summary>
    public long? RouterId { get; }

    /// <summary>Name on screens.</summary>
    public string Name { get; set; } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; set; } = "";

    /// <summary>API port; follows <see cref="UseTls"/> while it is a usual one.</summary>
    public int Port { get; set; } = RouterInput.PortTls;

    /// <summary>Whether api-ssl is used.</summary>
    public bool UseTls
    {
        get => _useTls;
        set
        {
            _useTls = value;
            Port = (value, Port) switch
            {
                (true, RouterInput.PortPlain) => RouterInput.PortTls,
                (false, RouterInput.PortTls) => RouterInput.PortPlain,
                _ => Port,
            };
        }
    }

    /// <summary>The pinned certificate.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>API user.</summary>
    public string UserName { get; set; } = "";

    /// <summary>API password; empty keeps the stored one.</summary>
    public string? Password { get; set; }

    /// <summary>Whether it is in service.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether to save although the last try failed.</summary>
    public bool SaveAnyway { get; set; }

    /// <summary>What came of trying exactly what is typed now; null where that was not tried.</summary>
    public Result<RouterTest>? Outcome => _tried is { } tried && tried.Of == ToTest() with { Name = "" } ? tried.Outcome : null;

    /// <summary>The failure of that try.</summary>
    public Error? Failure => Outcome is { IsOk: false, Error: { } error } ? error : null;

    /// <summary>Keeps what came of a try.</summary>
    public void Keep(TestRouterRequest of, Result<RouterTest> outcome)
    {
        _tried = (of with { Name = "" }, outcome);
        SaveAnyway = false;
    }

    /// <summary>The request to try it.</summary>
    public TestRouterRequest ToTest() => Fill(new TestRouterRequest { RouterId = RouterId });

    /// <summary>The request to add it.</summary>
    public AddRouterRequest ToAdd() => Fill(new AddRouterRequest { SaveAnyway = SaveAnyway && Failure is RouterTestFailure });

    /// <summary>The request to change it.</summary>
    public EditRouterRequest ToEdit() => Fill(new EditRouterRequest { Id = RouterId ?? 0, SaveAnyway = SaveAnyway && Failure is RouterTestFailure });

    private T Fill<T>(T request)
        where T : RouterInput => (T)(request with
        {
            Name = Name,
            Host = Host,
            Port = Port,
            UseTls = UseTls,
            CertificateThumbprint = CertificateThumbprint,
            UserName = UserName,
            Password = string.IsNullOrEmpty(Password) ? null : Password,
            IsActive = IsActive,
        });
}
