using IspDigital.Core.Messaging;
using IspDigital.Core.Reports;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Settings;

/// <summary>When messages go out, what they cost and which notices are sent.</summary>
public partial class MessagingSettingsTab
{
    private MessagingInput? _input;

    [Inject]
    private MessageQueries Messages { get; set; } = default!;

    [Inject]
    private SaveMessagingSettings SaveMessagingSettings { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _input = new MessagingInput(await Messages.Settings());

    private static void Set(HashSet<Channel> channels, Channel channel, bool on) => _ = on ? channels.Add(channel) : channels.Remove(channel);

    private void Saved() => Snackbar.Add(M["Settings.Saved"], Severity.Success);

    private sealed class MessagingInput((MessagingSettings Messaging, NotificationSettings Notices) present)
    {
        public TimeSpan? From { get; set; } = present.Messaging.SendFrom.ToTimeSpan();

        public TimeSpan? Until { get; set; } = present.Messaging.SendUntil.ToTimeSpan();

        public int SmsPartPriceMinor { get; set; } = present.Messaging.SmsPartPriceMinor;

        public int ExpiryHours { get; set; } = present.Notices.ExpiryHours;

        public Dictionary<MessageKind, HashSet<Channel>> Notices { get; } =
            Enum.GetValues<MessageKind>().Where(k => !k.IsReminder()).ToDictionary(k => k, k => present.Notices.ChannelsOf(k).ToHashSet());

        public SaveMessagingSettingsRequest ToRequest() => new(
            present.Messaging with
            {
                SendFrom = TimeOnly.FromTimeSpan(From ?? TimeSpan.Zero),
                SendUntil = TimeOnly.FromTimeSpan(Until ?? TimeSpan.Zero),
                SmsPartPriceMinor = SmsPartPriceMinor,
            },
            new NotificationSettings
            {
                InvoiceIssued = Chosen(MessageKind.InvoiceIssued),
                PaymentReceived = Chosen(MessageKind.PaymentReceived),
                Disconnected = Chosen(MessageKind.Disconnected),
                Reconnected = Chosen(MessageKind.Reconnected),
                ExpiryHours = ExpiryHours,
            });

        private IReadOnlyList<Channel> Chosen(MessageKind kind) => [.. Notices[kind].Order()];
    }
}
