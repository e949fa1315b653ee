using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Access;

/// <summary>What a reason, a line and a place of the board look like.</summary>
public static class AccessView
{
    /// <summary>One link of a reason chain as a sentence.</summary>
    public static string Sentence(AccessReason reason, IStringLocalizer<AccessText> words)
    {
        string Day(DateOnly? day) => day is { } known ? DateText.Day(known) : "";
        var amount = reason.AmountMinor is null ? words["AnAmount"].Value : MoneyText.Of(reason.Amount);
        return reason.Code switch
        {
            AccessReasonCode.Closed => words["Reason.Closed", Day(reason.Since)],
            AccessReasonCode.Paused when reason.Until is null => words["Reason.PausedOpen", Day(reason.Since)],
            AccessReasonCode.Paused => words["Reason.Paused", Day(reason.Since), Day(reason.Until)],
            AccessReasonCode.OverrideOff when reason.Until is null => words["Reason.OverrideOffOpen", reason.Who ?? "", reason.Note ?? ""],
            AccessReasonCode.OverrideOff => words["Reason.OverrideOff", reason.Who ?? "", Day(reason.Until), reason.Note ?? ""],
            AccessReasonCode.OverrideOn => words["Reason.OverrideOn", reason.Who ?? "", Day(reason.Until), reason.Note ?? ""],
            AccessReasonCode.Exempt when reason.Until is null => words["Reason.ExemptNever", reason.Who ?? "", reason.Note ?? ""],
            AccessReasonCode.Exempt => words["Reason.Exempt", Day(reason.Until), reason.Who ?? "", reason.Note ?? ""],
            AccessReasonCode.Promise => words["Reason.Promise", Day(reason.Until), reason.Who ?? ""],
            AccessReasonCode.Overdue => words["Reason.Overdue", amount, Day(reason.Since), reason.InvoiceNumber ?? ""],
            AccessReasonCode.BelowThreshold => words["Reason.BelowThreshold", amount],
            AccessReasonCode.InGoodStanding => words["Reason.InGoodStanding"],
            AccessReasonCode.CutUndone => words["Reason.CutUndone", reason.Who ?? "", reason.Note ?? ""],
        };
    }

    /// <summary>Resource key of what a line on the board is, and the colour of it.</summary>
    public static (string Key, Meaning Meaning) Of(BoardLine line, BoardPlace place) => place switch
    {
        BoardPlace.Failed => ("State.Failed", Meaning.Bad),
        BoardPlace.WaitingForRouter => ("State.Waiting", Meaning.Warn),
        BoardPlace.InProgress when line.WaitsForWindow => ("State.Waiting", Meaning.Due),
        BoardPlace.InProgress => (line.Online ? "State.ComingBack" : "State.GoingOff", Meaning.Due),
        BoardPlace.Done => line.Online ? ("State.Back", Meaning.Good) : ("State.Off", Meaning.Bad),
    };

    /// <summary>Resource key of what somebody should do about a line that failed.</summary>
    public static string ToDo(BoardLine line) => line.ErrorCode switch
    {
        "Access.NoSuchAccount" => "Do.NoSuchAccount",
        "Access.NoSuchProfile" => "Do.NoSuchProfile",
        "Access.RouterRefused" => "Do.RouterRefused",
        "Access.NotConfirmed" => "Do.NotConfirmed",
        _ => "Do.Unexpected",
    };

    /// <summary>What the head of a subscriber's access says.</summary>
    public static (string Key, Meaning Meaning) Head(SubscriberAccess access) => access switch
    {
        { State: null } => ("Head.NoLine", Meaning.Idle),
        { State.Apply: ApplyState.Failed } => ("Head.Failed", Meaning.Bad),
        { State: { Online: true, ConfirmedOnline: false } } => ("Head.ComingBack", Meaning.Warn),
        { State: { Online: false, Apply: not ApplyState.Done } } => ("Head.GoingOff", Meaning.Due),
        { State.Online: false, Decision.Because.Code: AccessReasonCode.Paused or AccessReasonCode.Closed } => ("Head.Off", Meaning.Idle),
        { State.Online: false } => ("Head.Off", Meaning.Bad),
        { IsCutDue: true } => ("Head.CutDue", Meaning.Warn),
        _ => ("Head.On", Meaning.Good),
    };

    /// <summary>An amount in a sentence to a person who may not see money, or the amount.</summary>
    public static string Amount(Money? amount, IStringLocalizer<AccessText> words) => amount is { } known ? MoneyText.Of(known) : words["AnAmount"];
}
