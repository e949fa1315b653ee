using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Components.Lists;

/// <summary>One filter of a list: a choice that goes into the address.</summary>
public partial class ListChoice
{
    /// <summary>Query parameter.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The values and their words.</summary>
    [Parameter, EditorRequired]
    public IEnumerable<(string Value, string Text)> Options { get; set; } = [];

    /// <summary>The word for no filter.</summary>
    [Parameter]
    public string? AllText { get; set; }

    [CascadingParameter]
    private ListState State { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private void Choose(ChangeEventArgs e) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        [Name] = string.IsNullOrEmpty(e.Value?.ToString()) ? null : e.Value.ToString(),
        [ListState.PageKey] = null,
    }), replace: true);
}
