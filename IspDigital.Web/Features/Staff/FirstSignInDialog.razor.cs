using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace IspDigital.Web.Features.Staff;

/// <summary>Shows once what the person needs for the first sign-in.</summary>
public partial class FirstSignInDialog
{
    /// <summary>What to hand on.</summary>
    [Parameter, EditorRequired]
    public FirstSignIn First { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private Task Copy() => Browser.InvokeVoidAsync("isp.copy", $"{First.UserName}\n{First.OneTimePassword}").AsTask();

    private void Close() => Dialog.Close();
}
