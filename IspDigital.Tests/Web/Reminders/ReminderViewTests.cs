using IspDigital.Core.Messaging;
using IspDigital.Core.Reminders;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Features.Reminders;

namespace IspDigital.Tests.Web.Reminders;

public sealed class ReminderViewTests
{
    [Theory]
    [InlineData(MessageState.Queued, 0, "State.Queued", Meaning.Due)]
    [InlineData(MessageState.Queued, 2, "State.Retrying", Meaning.Warn)]
    [InlineData(MessageState.Sending, 1, "State.Sending", Meaning.Due)]
    [InlineData(MessageState.Sent, 1, "State.Sent", Meaning.Good)]
    [InlineData(MessageState.Delivered, 1, "State.Delivered", Meaning.Good)]
    [InlineData(MessageState.Failed, 3, "State.Failed", Meaning.Bad)]
    [InlineData(MessageState.Skipped, 0, "State.Skipped", Meaning.Idle)]
    public void Message_InAState_SaysItInAWordAndAColour(MessageState state, int attempts, string key, Meaning meaning) =>
        Assert.Equal((key, meaning), (MessageView.StateKey(state, attempts), MessageView.MeaningOf(state, attempts)));

    [Theory]
    [InlineData(MessageState.Failed, MessageProblem.Refused, "Todo.Refused")]
    [InlineData(MessageState.Queued, MessageProblem.Unreachable, "Todo.Unreachable")]
    [InlineData(MessageState.Skipped, MessageProblem.InvoicePaid, null)]
    [InlineData(MessageState.Sent, null, null)]
    public void Problem_ThatAPersonCanMend_SaysHow(MessageState state, MessageProblem? problem, string? key) =>
        Assert.Equal(key, MessageView.TodoKey(state, problem));

    [Fact]
    public void Timeline_OfTheDefaultPolicy_RunsFromBeforeToTheCut()
    {
        StepTerms[] steps =
        [
            Step(StepAnchor.Cut, -1, MessageKind.FinalNotice), Step(StepAnchor.DueDate, 2, MessageKind.ReminderAfterDue),
            Step(StepAnchor.DueDate, -3, MessageKind.ReminderBeforeDue), Step(StepAnchor.DueDate, 0, MessageKind.ReminderOnDue),
        ];

        Assert.Equal(
            ["Point.Before 3", "Point.On 0", "Point.After 2", "Point.DayBeforeCut 1", "Mark.Cut 0"],
            PolicyTimelineView.Points(steps).Select(p => $"{p.Key} {p.Days}"));
    }

    [Fact]
    public void Timeline_WithoutAStepOnTheDueDate_MarksIt() =>
        Assert.Equal(["Point.DayBefore", "Mark.Due", "Mark.Cut"], PolicyTimelineView.Points([Step(StepAnchor.DueDate, -1, MessageKind.ReminderBeforeDue)]).Select(p => p.Key));

    [Theory]
    [InlineData(StepAnchor.DueDate, -3)]
    [InlineData(StepAnchor.DueDate, 0)]
    [InlineData(StepAnchor.DueDate, 4)]
    [InlineData(StepAnchor.Cut, -2)]
    public void StepInput_OfAStep_GivesItBack(StepAnchor anchor, int days)
    {
        var step = Step(anchor, days, MessageKind.FinalNotice);

        Assert.Equal(step, new StepInput(step).ToTerms());
    }

    private static StepTerms Step(StepAnchor anchor, int days, MessageKind kind) => new(anchor, days, new TimeOnly(10, 0), true, false, kind);
}
