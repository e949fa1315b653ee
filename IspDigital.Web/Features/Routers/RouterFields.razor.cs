using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Routers;

/// <summary>The fields of a router, and the try before it is saved.</summary>
public partial class RouterFields
{
    private bool _isTesting;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired]
    public RouterFormInput Input { get; set; } = default!;

    /// <summary>A try that failed for what was typed: the form shows it at its fields.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Error> OnWrong { get; set; }

    [Inject]
    private TestRouter TestRouter { get; set; } = default!;

    private string? Shown => Input.Failure switch
    {
        RouterCertificateUnknown unknown => unknown.ShownThumbprint,
        RouterCertificateChanged changed => changed.ShownThumbprint,
        _ => null,
    };

    private async Task Test()
    {
        if (_isTesting)
        {
            return;
        }
        _isTesting = true;
        try
        {
            var request = Input.ToTest();
            var outcome = await TestRouter.Run(request);
            Input.Keep(request, outcome);
        }
        finally
        {
            _isTesting = false;
        }
        if (Input.Failure is { } failure and not RouterTestFailure)
        {
            await OnWrong.InvokeAsync(failure);
        }
    }

    private Task Pin()
    {
        Input.CertificateThumbprint = Shown;
        return Test();
    }

    private void Unpin() => Input.CertificateThumbprint = null;
}
