using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;

namespace IspDigital.Web.Features.Reminders;

/// <summary>When a step comes, as a person chooses it.</summary>
public enum StepWhen
{
    /// <summary>Days before the due date.</summary>
    BeforeDue,
    /// <summary>On the due date.</summary>
    OnDue,
    /// <summary>Days after the due date.</summary>
    AfterDue,
    /// <summary>Days before the cut.</summary>
    BeforeCut,
}

/// <summary>One step while it is edited.</summary>
public sealed class StepInput
{
    private const int OutOfRange = 1_000;
    private StepWhen _when;

    /// <summary>A step like an existing one.</summary>
    public StepInput(StepTerms terms)
    {
        _when = terms.Anchor == StepAnchor.Cut ? StepWhen.BeforeCut : terms.Days < 0 ? StepWhen.BeforeDue : terms.Days == 0 ? StepWhen.OnDue : StepWhen.AfterDue;
        (Days, At, Sms, Email, Kind) = (Math.Abs(terms.Days), terms.At.ToTimeSpan(), terms.Sms, terms.Email, terms.Kind);
    }

    /// <summary>Before, on, after, or before the cut; the template follows.</summary>
    public StepWhen When
    {
        get => _when;
        set
        {
            _when = value;
            Days = value == StepWhen.OnDue ? 0 : Math.Max(1, Days);
            Kind = value switch
            {
                StepWhen.BeforeDue => MessageKind.ReminderBeforeDue,
                StepWhen.OnDue => MessageKind.ReminderOnDue,
                StepWhen.AfterDue => MessageKind.ReminderAfterDue,
                StepWhen.BeforeCut => MessageKind.FinalNotice,
            };
        }
    }

    /// <summary>How many days; fewer than none would stand on the other side of the day, and are out of range.</summary>
    public int Days { get; set; }

    /// <summary>Time of day.</summary>
    public TimeSpan? At { get; set; }

    /// <summary>By SMS.</summary>
    public bool Sms { get; set; }

    /// <summary>By email.</summary>
    public bool Email { get; set; }

    /// <summary>The template.</summary>
    public MessageKind Kind { get; set; }

    private int Counted => Days < 0 ? OutOfRange : Days;

    /// <summary>The step as the use case wants it.</summary>
    public StepTerms ToTerms() => new(
        When == StepWhen.BeforeCut ? StepAnchor.Cut : StepAnchor.DueDate,
        When switch { StepWhen.OnDue => 0, StepWhen.AfterDue => Counted, StepWhen.BeforeDue or StepWhen.BeforeCut => -Counted },
        TimeOnly.FromTimeSpan(At ?? TimeSpan.FromHours(10)), Sms, Email, Kind);
}
