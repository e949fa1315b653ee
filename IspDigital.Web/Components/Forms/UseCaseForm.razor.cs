using System.Globalization;
using FluentValidation;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace IspDigital.Web.Components.Forms;

/// <summary>
/// The form of a use case. Fields bind to an input object whose property names are those of the request; the request's own
/// validator checks them while typing, and what the use case answers stands at its field or above the button.
/// </summary>
/// <typeparam name="TRequest">The use case's request.</typeparam>
/// <typeparam name="TResult">What it returns.</typeparam>
public partial class UseCaseForm<TRequest, TResult>
{
    private static int s_count;
    private readonly string _id = "form-" + Interlocked.Increment(ref s_count).ToString(CultureInfo.InvariantCulture);
    private readonly Dictionary<string, (object? Value, string Text)> _answered = [];
    private readonly Dictionary<string, object?> _given = [];
    private bool _wasSent;
    private MudForm? _form;
    private Error? _error;
    private bool _isRunning;

    /// <summary>What the fields bind to.</summary>
    [Parameter, EditorRequired]
    public object Model { get; set; } = default!;

    /// <summary>Makes the request from the input.</summary>
    [Parameter, EditorRequired]
    public Func<TRequest> Request { get; set; } = default!;

    /// <summary>Runs the use case: <c>useCase.Run</c>.</summary>
    [Parameter, EditorRequired]
    public Func<TRequest, CancellationToken, Task<Result<TResult>>> Run { get; set; } = default!;

    /// <summary>It went well.</summary>
    [Parameter, EditorRequired]
    public EventCallback<TResult> OnDone { get; set; }

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public string SubmitText { get; set; } = "";

    /// <summary>Shows a second button that leaves without doing anything.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    /// <summary>Whether it takes something away.</summary>
    [Parameter]
    public bool IsDangerous { get; set; }

    /// <summary>Whether the page shows a failure itself; then the form says nothing about it.</summary>
    [Parameter]
    public Func<Error, bool>? ShowsItself { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>The fields, each with <c>For</c>.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private IValidator<TRequest>? Validator => Services.GetService<IValidator<TRequest>>();

    /// <summary>Checks all fields and, if they are right, runs the use case once; a second press while it runs does nothing.</summary>
    public async Task Send()
    {
        if (_isRunning)
        {
            return;
        }
        _isRunning = _wasSent = true;
        _error = null;
        _answered.Clear();
        try
        {
            await _form!.ValidateAsync();
            if (!_form.IsValid)
            {
                await FocusFirstError();
                return;
            }
            await Take(await Run(Request(), CancellationToken.None));
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>Shows a failure as if sending had met it: at its fields, the rest above the button.</summary>
    public async Task Show(Error error)
    {
        _wasSent = true;
        _answered.Clear();
        if (ShowsItself?.Invoke(error) == true)
        {
            return;
        }
        foreach (var (field, text) in Fields(error))
        {
            _answered[field] = (ValueOf(field), text);
        }
        _error = _answered.Count == 0 ? error : null;
        if (_answered.Count > 0)
        {
            await _form!.ValidateAsync();
            await FocusFirstError();
        }
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        foreach (var field in Model.GetType().GetProperties().Where(p => p.CanRead && p.GetIndexParameters().Length == 0))
        {
            _given[field.Name] = field.GetValue(Model);
        }
    }

    private async Task Take(Result<TResult> result)
    {
        if (result.IsOk)
        {
            await OnDone.InvokeAsync(result.Value);
            return;
        }
        await Show(result.Error);
    }

    // Only what the form shows can carry its own error; the rest is said above the button.
    private IEnumerable<(string Field, string Text)> Fields(Error error) => error switch
    {
        InvalidInput invalid => invalid.Errors.Where(e => HasField(e.Field)).Select(e => (e.Field, Errors.Of(e))),
        { Field: { } field } when HasField(field) => [(field, Errors.Of(error))],
        _ => [],
    };

    private bool HasField(string field) => Model.GetType().GetProperty(field) is not null;

    private object? ValueOf(string field) => Model.GetType().GetProperty(field)?.GetValue(Model);

    private async Task<IEnumerable<string>> Check(object model, string field)
    {
        if (_answered.TryGetValue(field, out var answer) && Equals(answer.Value, ValueOf(field)))
        {
            return [answer.Text];
        }
        if (Validator is not { } validator || IsUntouched(field))
        {
            return [];
        }
        var outcome = await validator.ValidateAsync(Request());
        return outcome.Errors.Where(e => e.PropertyName == field).Select(e => Errors.Of(FieldErrors.From(e))).Take(1);
    }

    // A form does not greet with what is wrong: a field that only lost the focus is judged once something was typed, or sent.
    private bool IsUntouched(string field) => !_wasSent && _given.TryGetValue(field, out var given) && Equals(given, ValueOf(field));

    private ValueTask FocusFirstError() => Browser.InvokeVoidAsync("isp.focusFirstError", "#" + _id);
}
