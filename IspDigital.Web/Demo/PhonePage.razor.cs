using System.Globalization;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Web.Components.Live;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Demo;

/// <summary>The phones of a demo's subscribers: what the simulated SMS gateway delivered, newest talk first.</summary>
public partial class PhonePage : LivePage
{
    private const int TalksMax = 60;

    private IReadOnlyList<Talk> _talks = [];

    /// <summary>The number whose talk is shown; the newest without one.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    public string? Of { get; set; }

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    [Inject]
    private BusinessClock Business { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Message, ChangeKind.Clock];

    private DemoNetwork? Network => Services.GetService<DemoNetwork>();

    private Talk? Shown => _talks.FirstOrDefault(t => t.Number == Of) ?? (_talks.Count > 0 ? _talks[0] : null);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        if (Network is not { } network)
        {
            return;
        }
        var day = await Business.Now(cancellation);
        var all = network.Sms.Messages;
        var asked = Of is null ? [] : all.Where(m => m.To == Of).Take(1);
        _talks = [.. all.Reverse().Concat(asked).GroupBy(m => m.To).Take(TalksMax).Select(group => new Talk(
            group.Key,
            Digits.Localise("0" + group.Key[^10..]),
            [.. group.Reverse().Select(m => new Sms(m.Text, InWords(day, m.At), m.Parts.ToString(CultureInfo.InvariantCulture)))]))];
    }

    private static string InWords(BusinessDay day, DateTimeOffset at)
    {
        var there = BusinessDay.At(at, day.Zone.Id);
        return $"{DateText.Day(there.Today)} {Digits.Localise(there.TimeOfDay.ToString("HH\\:mm", CultureInfo.InvariantCulture))}";
    }

    private sealed record Talk(string Number, string Shown, IReadOnlyList<Sms> Messages);

    private sealed record Sms(string Text, string At, string Parts);
}
