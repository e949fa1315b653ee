using IspDigital.Core.Tables;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>What is wrong in a file, row by row, and the wrong rows as a file to mend.</summary>
public partial class ImportProblems
{
    private ElementReference _heading;
    private int _rows;
    private int _page;
    private bool _isSaving;

    /// <summary>What is wrong.</summary>
    [Parameter, EditorRequired]
    public BadRows Wrong { get; set; } = default!;

    /// <summary>The file.</summary>
    [Parameter, EditorRequired]
    public ImportFile File { get; set; } = default!;

    /// <summary>What its columns are.</summary>
    [Parameter, EditorRequired]
    public ColumnMapping Columns { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _rows = Wrong.Problems.Select(p => p.Line).Distinct().Count();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    private async Task Save()
    {
        _isSaving = true;
        var rows = File.Wrong(Wrong.Problems, Columns, Errors);
        await Browser.SaveTable(File.NameOfErrors, File.Format, rows.Columns, rows.Rows);
        _isSaving = false;
    }
}
