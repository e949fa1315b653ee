using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Components.Shared;

/// <summary>A decision. It names what will happen, to how many and for how much; the button says the verb.</summary>
public partial class ConfirmDialog
{
    private static readonly Dictionary<string, object?> s_reasonAttributes = new() { ["data-testid"] = "confirm-reason" };
    private string _reason = "";

    /// <summary>The question, as a title.</summary>
    [Parameter, EditorRequired]
    public string Question { get; set; } = "";

    /// <summary>What will happen, to how many and for how much.</summary>
    [Parameter, EditorRequired]
    public string What { get; set; } = "";

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public string Verb { get; set; } = "";

    /// <summary>Whether it takes something away.</summary>
    [Parameter]
    public bool IsDangerous { get; set; }

    /// <summary>Whether a reason must be given; it goes on record.</summary>
    [Parameter]
    public bool AsksReason { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private void Cancel() => Dialog.Cancel();

    private void Yes() => Dialog.Close(DialogResult.Ok(_reason.Trim()));
}
