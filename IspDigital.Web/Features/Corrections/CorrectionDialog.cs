using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Features.Corrections;

/// <summary>What the dialogs that correct money have in common: one command from opening to closing, and what they say when they are done.</summary>
public abstract class CorrectionDialog : ComponentBase
{
    /// <summary>The words.</summary>
    [Inject]
    protected IStringLocalizer<CorrectionsText> L { get; set; } = default!;

    [Inject]
    private IIdGenerator Ids { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>A double click is one deed.</summary>
    protected Guid CommandId { get; private set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        CommandId = Ids.Next();
        if (!await Load())
        {
            Dialog.Cancel();
        }
    }

    /// <summary>Reads what is to be shown; false where there is nothing to correct any more.</summary>
    protected abstract Task<bool> Load();

    /// <summary>Leaves without doing anything.</summary>
    protected void Close() => Dialog.Cancel();

    /// <summary>Closes and says what was done.</summary>
    protected void Done(string said) => Dialog.Close(DialogResult.Ok(said));

    /// <summary>A typed amount; nothing where it is none, or not above zero.</summary>
    protected static Money Typed(string? typed) => MoneyText.TryRead(typed, out var amount) && amount.IsPositive ? amount : Money.Zero;

    /// <summary>An amount as a person would type it.</summary>
    protected static string Plain(Money amount) => amount.Taka.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
