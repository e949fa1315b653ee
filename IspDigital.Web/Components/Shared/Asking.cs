using MudBlazor;

namespace IspDigital.Web.Components.Shared;

/// <summary>Asks for a decision in a dialog.</summary>
public static class Asking
{
    /// <summary>Asks; true when the person pressed the verb.</summary>
    public static async Task<bool> Confirm(this IDialogService dialogs, string question, string what, string verb, bool isDangerous = false) =>
        await Ask(dialogs, question, what, verb, isDangerous, asksReason: false) is not null;

    /// <summary>Asks with a reason that goes on record; null when the person thought better of it.</summary>
    public static Task<string?> ConfirmWithReason(this IDialogService dialogs, string question, string what, string verb, bool isDangerous = true) =>
        Ask(dialogs, question, what, verb, isDangerous, asksReason: true);

    private static async Task<string?> Ask(IDialogService dialogs, string question, string what, string verb, bool isDangerous, bool asksReason)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Question, question },
            { d => d.What, what },
            { d => d.Verb, verb },
            { d => d.IsDangerous, isDangerous },
            { d => d.AsksReason, asksReason },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(null, parameters);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
