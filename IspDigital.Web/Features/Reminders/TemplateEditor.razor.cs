using IspDigital.Core.Messaging;
using IspDigital.Core.Staff;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Changes one template; the preview shows text, parts and cost while it is typed, before anything is saved.</summary>
public partial class TemplateEditor
{
    private readonly TemplateInput _input = new();
    private TemplatePreview? _preview;
    private int _typed;

    /// <summary>The template.</summary>
    [Parameter, EditorRequired]
    public TemplateRow Row { get; set; } = default!;

    /// <summary>It was saved or taken back.</summary>
    [Parameter]
    public EventCallback OnSaved { get; set; }

    /// <summary>What stands above the text: the choice of channel and language.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private TemplateQueries Templates { get; set; } = default!;

    [Inject]
    private SaveTemplate SaveTemplate { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private bool MayManage => Actor.Current.May(Permission.ManageReminders);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Type(Row.Words.Subject, Row.Words.Body);

    private SaveTemplateRequest ToRequest() => new(Row.Key, Row.Key.Channel == Channel.Email ? _input.Subject ?? "" : null, _input.Body ?? "");

    private async Task Type(string? subject, string? body)
    {
        (_input.Subject, _input.Body) = (subject, body);
        var typed = ++_typed;
        var preview = await Templates.Preview(Row.Key, new TemplateWords(Row.Key.Channel == Channel.Email ? subject ?? "" : null, (body ?? "").ReplaceLineEndings("\n")));
        if (typed == _typed) // what was typed meanwhile has a preview of its own under way
        {
            _preview = preview;
        }
    }

    private Task Insert(string word) => Type(_input.Subject, $"{_input.Body}{{{{{word}}}}}");

    private async Task Done()
    {
        Snackbar.Add(M["Templates.Saved"], Severity.Success);
        await OnSaved.InvokeAsync();
    }

    private async Task Reset()
    {
        if (!await Dialogs.Confirm(M["Templates.ResetQuestion"], M["Templates.ResetWhat"], M["Templates.Reset"]))
        {
            return;
        }
        var result = await SaveTemplate.Run(new SaveTemplateRequest(Row.Key, null, null));
        if (!result.IsOk)
        {
            Snackbar.Add(Errors.Of(result.Error), Severity.Error);
            return;
        }
        await Done();
    }

    private sealed class TemplateInput
    {
        public string? Subject { get; set; }

        public string? Body { get; set; }
    }
}
