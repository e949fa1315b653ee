using IspDigital.Core.Reminders;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>A policy's steps around the due date, read like a ruler.</summary>
public partial class PolicyTimeline
{
    /// <summary>The steps, in any order.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StepTerms> Steps { get; set; } = [];

    private IReadOnlyList<TimelinePoint> Points => PolicyTimelineView.Points(Steps);

    private static string Class(TimelinePoint point) =>
        point.Mark == TimelineMark.Cut ? "cut" : point.IsFinal ? "final" : point.IsOnDue ? "due" : "";
}
