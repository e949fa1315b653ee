using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>What a run would issue: totals by plan, the first drafts, and who cannot be billed.</summary>
public partial class PreviewPanel
{
    private const int ShownMax = 100;
    private IReadOnlyList<Group> _groups = [];

    /// <summary>The preview.</summary>
    [Parameter, EditorRequired]
    public InvoicePreview Preview { get; set; } = default!;

    /// <summary>Whether issuing is under way.</summary>
    [Parameter]
    public bool IsIssuing { get; set; }

    /// <summary>A person wants these invoices issued.</summary>
    [Parameter]
    public EventCallback OnIssue { get; set; }

    /// <summary>A person has seen enough.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _groups =
    [
        .. Preview.Invoices.SelectMany(i => i.Draft.Lines)
            .GroupBy(l => (l.Text, IsPart: l.Kind == LineKind.Proration))
            .OrderBy(g => g.Key.Text, StringComparer.Ordinal).ThenBy(g => g.Key.IsPart)
            .Select(g => new Group(g.Key.Text, g.Key.IsPart, g.Count(), g.Sum(l => l.Net), g.Sum(l => l.Tax))),
    ];

    private sealed record Group(string Plan, bool IsPart, int Count, Money Subtotal, Money Tax);
}
