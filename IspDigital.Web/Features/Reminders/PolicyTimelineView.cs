using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;

namespace IspDigital.Web.Features.Reminders;

/// <summary>What stands on a policy's timeline, from left to right.</summary>
public enum TimelineMark
{
    /// <summary>A step.</summary>
    Step,
    /// <summary>The due date, where no step stands on it.</summary>
    Due,
    /// <summary>The cut.</summary>
    Cut,
}

/// <summary>One point of the timeline.</summary>
/// <param name="Mark">What it is.</param>
/// <param name="Key">Resource key of its day.</param>
/// <param name="Days">The number in it.</param>
/// <param name="Step">The step; null for a mark.</param>
public sealed record TimelinePoint(TimelineMark Mark, string Key, int Days, StepTerms? Step)
{
    /// <summary>Whether it is the last warning.</summary>
    public bool IsFinal => Step?.Kind == MessageKind.FinalNotice;

    /// <summary>Whether it stands on the due date.</summary>
    public bool IsOnDue => Mark == TimelineMark.Due || Step is { Anchor: StepAnchor.DueDate, Days: 0 };
}

/// <summary>Lays a policy's steps out around the due date. Pure.</summary>
public static class PolicyTimelineView
{
    /// <summary>The points in order: before, the due date, after, before the cut, the cut.</summary>
    public static IReadOnlyList<TimelinePoint> Points(IEnumerable<StepTerms> steps)
    {
        var all = steps.OrderBy(s => s.Days).ThenBy(s => s.At).ToList();
        var around = all.Where(s => s.Anchor == StepAnchor.DueDate).ToList();
        List<TimelinePoint> points = [.. around.Where(s => s.Days < 0).Select(Point)];
        points.AddRange(around.Exists(s => s.Days == 0) ? around.Where(s => s.Days == 0).Select(Point) : [new TimelinePoint(TimelineMark.Due, "Mark.Due", 0, null)]);
        points.AddRange(around.Where(s => s.Days > 0).Select(Point));
        points.AddRange(all.Where(s => s.Anchor == StepAnchor.Cut).Select(Point));
        points.Add(new TimelinePoint(TimelineMark.Cut, "Mark.Cut", 0, null));
        return points;
    }

    private static TimelinePoint Point(StepTerms step)
    {
        var days = Math.Abs(step.Days);
        var key = (step.Anchor, step.Days) switch
        {
            (StepAnchor.Cut, -1) => "Point.DayBeforeCut",
            (StepAnchor.Cut, _) => "Point.BeforeCut",
            (_, 0) => "Point.On",
            (_, -1) => "Point.DayBefore",
            (_, 1) => "Point.DayAfter",
            (_, < 0) => "Point.Before",
            _ => "Point.After",
        };
        return new TimelinePoint(TimelineMark.Step, key, days, step);
    }
}
