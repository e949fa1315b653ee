using FluentValidation;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Reminders;
using IspDigital.Core.Reports;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Adds or changes a policy, with its timeline before it is saved.</summary>
public partial class PolicyDialog
{
    private const string Days = "." + nameof(StepTerms.Days);
    private readonly PolicyInput _input = new();

    /// <summary>The policy; null for a new one.</summary>
    [Parameter]
    public PolicyRow? Policy { get; set; }

    /// <summary>Plans and groups to choose from.</summary>
    [Parameter, EditorRequired]
    public PolicyOverview Overview { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private SaveReminderPolicy SaveReminderPolicy { get; set; } = default!;

    [Inject]
    private IValidator<SaveReminderPolicyRequest> Validator { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private bool IsDefault => Policy is { IsDefault: true };

    /// <summary>What is wrong with the steps, said under them: a list is no field.</summary>
    private IEnumerable<string> StepErrors => Wrong(at => at.StartsWith(nameof(SaveReminderPolicyRequest.Steps), StringComparison.Ordinal) && !at.EndsWith(Days, StringComparison.Ordinal));

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _input.Name = Policy?.Name ?? "";
        _input.Steps = [.. (Policy?.Steps ?? Overview.Policies.First(p => p.IsDefault).Steps).Select(s => new StepInput(s))];
        _input.PlanIds = Chosen(Overview.Plans);
        _input.GroupIds = Chosen(Overview.Groups);
    }

    private IReadOnlyCollection<long> Chosen(IEnumerable<PolicyTarget> targets) =>
        Policy is null ? [] : [.. targets.Where(t => t.PolicyId == Policy.Id).Select(t => t.Id)];

    private SaveReminderPolicyRequest ToRequest() => new(
        Policy?.Id, Policy?.Version ?? 0, _input.Name ?? "", [.. _input.Steps.Select(s => s.ToTerms())], [.. _input.PlanIds], [.. _input.GroupIds]);

    private IReadOnlyList<StepTerms> Shown => [.. _input.Steps.Where(s => !DaysErrors(s).Any()).Select(s => s.ToTerms())];

    /// <summary>A step's days have a field of their own.</summary>
    private IEnumerable<string> DaysErrors(StepInput step) => Wrong(at => at == $"{nameof(SaveReminderPolicyRequest.Steps)}[{_input.Steps.IndexOf(step)}]{Days}");

    private IEnumerable<string> Wrong(Func<string, bool> at) =>
        Validator.Validate(ToRequest()).Errors.Where(e => at(e.PropertyName)).Select(e => Errors.Of(FieldErrors.From(e))).Distinct();

    private void AddStep() => _input.Steps.Add(new StepInput(
        new StepTerms(StepAnchor.DueDate, _input.Steps.Count == 0 ? 0 : _input.Steps.Max(s => s.ToTerms().Days) + 1, new TimeOnly(10, 0), true, false, MessageKind.ReminderAfterDue)));

    private void Saved(long id) => Dialog.Close(DialogResult.Ok(id));

    private void Close() => Dialog.Cancel();

    private sealed class PolicyInput
    {
        public string Name { get; set; } = "";

        public List<StepInput> Steps { get; set; } = [];

        public IReadOnlyCollection<long> PlanIds { get; set; } = [];

        public IReadOnlyCollection<long> GroupIds { get; set; } = [];
    }
}
