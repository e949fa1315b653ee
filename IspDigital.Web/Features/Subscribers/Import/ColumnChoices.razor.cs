using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>What each column of the file is: guessed, and changed here.</summary>
public partial class ColumnChoices
{
    private ElementReference _heading;

    /// <summary>The choices.</summary>
    [Parameter, EditorRequired]
    public ColumnMapping Columns { get; set; } = default!;

    /// <summary>Whether a person asked to go on, so that what is missing is wrong now.</summary>
    [Parameter]
    public bool IsAsked { get; set; }

    /// <summary>Whether what the rows would do is shown already, so that the next step is another.</summary>
    [Parameter]
    public bool IsChecked { get; set; }

    /// <summary>Whether something is under way that a choice would disturb.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>A choice was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>A person wants to see what the rows would do.</summary>
    [Parameter]
    public EventCallback OnCheck { get; set; }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    private string Name(FileColumn column) => column.Name.Length > 0 ? column.Name : L["Columns.Nameless", MoneyText.Count(column.Index + 1)];

    private Task Choose(int column, string? ours)
    {
        Columns.Choose(column, string.IsNullOrEmpty(ours) ? null : ours);
        return OnChanged.InvokeAsync();
    }
}
