using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>The file: an area to click or drop it on, and a template to begin with.</summary>
public partial class ChooseFile
{
    private const string TemplateName = "subscribers.csv";
    private bool _isOver;
    private int _tries;

    /// <summary>The file, once it was read.</summary>
    [Parameter]
    public ImportFile? File { get; set; }

    /// <summary>Why it could not be, or null.</summary>
    [Parameter]
    public Error? Error { get; set; }

    /// <summary>Whether something is under way that another file would disturb.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>Whether the file is being read.</summary>
    [Parameter]
    public bool IsReading { get; set; }

    /// <summary>A person chose a file.</summary>
    [Parameter]
    public EventCallback<IBrowserFile> OnChosen { get; set; }

    [Inject]
    private PlanQueries Plans { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private async Task Chosen(InputFileChangeEventArgs chosen)
    {
        if (chosen.FileCount == 1)
        {
            await OnChosen.InvokeAsync(chosen.File);
        }
        // A new input: the browser tells of the same file again only where it was not chosen before, and it may have been mended.
        _tries++;
    }

    private async Task SaveTemplate()
    {
        var plan = await Plans.Choices() is [var first, ..] ? first.Name : L["Template.Plan"].Value;
        var today = (await Clock.Now()).Today;
        Dictionary<string, object?> example = new(StringComparer.Ordinal)
        {
            ["code"] = "SL-001", ["name"] = L["Template.Name"].Value, ["phone"] = "01712345678", ["plan"] = plan, ["activated_on"] = today, ["bill_from"] = today,
            ["opening_balance"] = Money.Zero,
        };
        await Browser.SaveTable(TemplateName, TableFormat.Csv, ImportColumns.All, [[.. ImportColumns.All.Select(column => example.GetValueOrDefault(column))]]);
    }
}
