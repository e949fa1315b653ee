using IspDigital.Core.Messaging;
using IspDigital.Core.Reports;
using IspDigital.Web.Components.Shared;
using MudBlazor;

namespace IspDigital.Web.Features.Reminders;

/// <summary>How a message's state is shown, and what to do about its problem. Pure.</summary>
public static class MessageView
{
    /// <summary>Resource key of the state.</summary>
    public static string StateKey(MessageState state, int attempts) =>
        state == MessageState.Queued && attempts > 0 ? "State.Retrying" : $"State.{state}";

    /// <summary>What the state means.</summary>
    public static Meaning MeaningOf(MessageState state, int attempts) => state switch
    {
        MessageState.Queued => attempts > 0 ? Meaning.Warn : Meaning.Due,
        MessageState.Sending => Meaning.Due,
        MessageState.Sent or MessageState.Delivered => Meaning.Good,
        MessageState.Failed => Meaning.Bad,
        MessageState.Skipped => Meaning.Idle,
    };

    /// <summary>Resource key of what to do about a problem; null where there is nothing to do.</summary>
    public static string? TodoKey(MessageState state, MessageProblem? problem) => (state, problem) switch
    {
        (MessageState.Skipped, _) or (_, null) => null,
        (_, MessageProblem.NoAddress or MessageProblem.BadTemplate or MessageProblem.Refused or MessageProblem.Unreachable or MessageProblem.NoAnswer) => $"Todo.{problem}",
        _ => null,
    };

    /// <summary>Whether it can be tried anew.</summary>
    public static bool CanRetry(MessageRow message) =>
        message.State == MessageState.Failed || message is { State: MessageState.Skipped, Problem: MessageProblem.TooLate };

    /// <summary>The picture of a channel.</summary>
    public static string Icon(Channel channel) => channel switch
    {
        Channel.Sms => Icons.Material.Outlined.Sms,
        Channel.Email => Icons.Material.Outlined.Email,
    };
}
