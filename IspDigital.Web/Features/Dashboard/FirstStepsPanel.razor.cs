using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>How a new portal begins: four steps that tick themselves off.</summary>
public partial class FirstStepsPanel
{
    /// <summary>What is there already.</summary>
    [Parameter, EditorRequired]
    public FirstSteps Steps { get; set; } = default!;

    private (string Key, bool IsDone, string Href)[] Ticks =>
    [
        ("Router", Steps.HasRouter, "/routers/new"), ("Plan", Steps.HasPlan, "/plans"),
        ("Subscriber", Steps.HasSubscriber, "/subscribers/new"), ("Run", Steps.HasRun, "/billing-runs"),
    ];
}
