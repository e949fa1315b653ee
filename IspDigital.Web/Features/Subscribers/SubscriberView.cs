using IspDigital.Core.Audit;
using IspDigital.Core.Messaging;
using IspDigital.Core.Reports;
using IspDigital.Web.Components.Shared;
using MudBlazor;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>How states of a subscriber are shown.</summary>
public static class SubscriberView
{
    /// <summary>The meaning of an account's state.</summary>
    public static Meaning Of(AccountState state) => state switch
    {
        AccountState.Active => Meaning.Good,
        AccountState.Paused or AccountState.Closed => Meaning.Idle,
    };

    /// <summary>The meaning of a line's state.</summary>
    public static Meaning Of(LineState state) => state switch
    {
        LineState.On => Meaning.Good,
        LineState.Off or LineState.Stuck => Meaning.Bad,
        LineState.ComingBack => Meaning.Due,
        LineState.GoingOff => Meaning.Warn,
        LineState.None => Meaning.Idle,
    };

    /// <summary>The one state that a list shows: a cut line says more than an active account.</summary>
    public static (string Key, Meaning Meaning, string? Icon) Of(SubscriberRow row) =>
        row.State == AccountState.Active && row.Line is not (LineState.On or LineState.None)
            ? ("Line." + row.Line, Of(row.Line), Icon(row.Line))
            : ("State." + row.State, Of(row.State), null);

    /// <summary>The picture of a line's state.</summary>
    public static string Icon(LineState state) => state switch
    {
        LineState.On => Icons.Material.Filled.Wifi,
        LineState.Off or LineState.GoingOff => Icons.Material.Filled.WifiOff,
        LineState.ComingBack => Icons.Material.Filled.Sync,
        LineState.Stuck => Icons.Material.Filled.Error,
        LineState.None => Icons.Material.Outlined.Cable,
    };

    /// <summary>The meaning of a message's state.</summary>
    public static Meaning Of(MessageState state) => state switch
    {
        MessageState.Sent or MessageState.Delivered => Meaning.Good,
        MessageState.Queued or MessageState.Sending => Meaning.Due,
        MessageState.Failed => Meaning.Bad,
        MessageState.Skipped => Meaning.Idle,
    };

    /// <summary>The picture of a deed in the history.</summary>
    public static string Icon(AuditAction action) => action switch
    {
        AuditAction.InvoiceIssued or AuditAction.InvoiceVoided or AuditAction.BalanceAdjusted => Icons.Material.Outlined.ReceiptLong,
        AuditAction.PaymentRecorded or AuditAction.PaymentReversed or AuditAction.AdvanceApplied or AuditAction.AdvanceReleased => Icons.Material.Outlined.Payments,
        AuditAction.DisconnectionDecided or AuditAction.Disconnected => Icons.Material.Outlined.LinkOff,
        AuditAction.ReconnectionDecided or AuditAction.Reconnected => Icons.Material.Outlined.Link,
        AuditAction.RouterCommandFailed => Icons.Material.Outlined.ErrorOutline,
        AuditAction.ReminderQueued or AuditAction.ReminderSkipped => Icons.Material.Outlined.NotificationsActive,
        AuditAction.SubscriberPaused or AuditAction.SubscriberResumed => Icons.Material.Outlined.PauseCircle,
        AuditAction.PlanAssigned or AuditAction.PlanStarted => Icons.Material.Outlined.Speed,
        _ => Icons.Material.Outlined.Edit,
    };
}
