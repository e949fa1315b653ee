using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>What messages say; which one stands in the address.</summary>
public partial class TemplatesPage
{
    private IReadOnlyList<TemplateRow> _rows = [];
    private int _version;

    /// <summary>The kind, from the address.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? ShownKind { get; set; }

    /// <summary>The channel, from the address.</summary>
    [SupplyParameterFromQuery(Name = "channel")]
    public string? ShownChannel { get; set; }

    /// <summary>The language, from the address.</summary>
    [SupplyParameterFromQuery(Name = "language")]
    public string? ShownLanguage { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [];

    [Inject]
    private TemplateQueries Templates { get; set; } = default!;

    private TemplateKey Key => new(
        Enum.TryParse<MessageKind>(ShownKind, out var kind) && Enum.IsDefined(kind) ? kind : MessageKind.ReminderBeforeDue,
        Enum.TryParse<Channel>(ShownChannel, out var channel) && Enum.IsDefined(channel) ? channel : Channel.Sms,
        ShownLanguage == "en" ? "en" : "bn");

    private TemplateRow Row => _rows.First(r => r.Key == Key);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _rows = await Templates.All(cancellation);

    private static string Address(TemplateKey key) => $"/reminders/templates?kind={key.Kind}&channel={key.Channel}&language={key.Language}";

    private async Task Saved()
    {
        _version++;
        await Reload();
    }
}
