using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Opens the dialogs that correct money and says what was done.</summary>
public static class Correcting
{
    /// <summary>True where it was done.</summary>
    public static async Task<bool> Ask<TDialog>(IDialogService dialogs, ISnackbar snackbar, string title, DialogParameters<TDialog> parameters)
        where TDialog : ComponentBase
    {
        var dialog = await dialogs.ShowAsync<TDialog>(title, parameters, new DialogOptions { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true });
        if (await dialog.Result is not { Canceled: false, Data: string said })
        {
            return false;
        }
        snackbar.Add(said, Severity.Success);
        return true;
    }
}
