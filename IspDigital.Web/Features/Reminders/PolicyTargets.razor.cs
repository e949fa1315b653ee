using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Chooses the plans or groups that a policy is for.</summary>
public partial class PolicyTargets
{
    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>All there are.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<PolicyTarget> Targets { get; set; } = [];

    /// <summary>The policy that is edited; null for a new one.</summary>
    [Parameter]
    public long? PolicyId { get; set; }

    /// <summary>Ids of the chosen ones.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<long> Chosen { get; set; } = [];

    /// <summary>The choice changed.</summary>
    [Parameter]
    public EventCallback<IReadOnlyCollection<long>> ChosenChanged { get; set; }

    /// <summary>Name for tests.</summary>
    [Parameter]
    public string? TestId { get; set; }

    private bool IsTaken(PolicyTarget target) => target.PolicyId is { } holder && holder != PolicyId;

    private string NameOf(long id) => Targets.FirstOrDefault(t => t.Id == id)?.Name ?? "";

    private Task Choose(IEnumerable<long>? ids) => ChosenChanged.InvokeAsync([.. ids ?? []]);
}
