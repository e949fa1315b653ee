using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Billing;

/// <summary>What a run would issue, and what is different from last time. Of many subscribers the browser gets a page at a time.</summary>
public partial class PreviewPanel
{
    private const int RowsOnAPage = 50;
    private PreviewView _view = default!;
    private InvoicePreview? _shown;
    private IReadOnlyList<PreviewedSubscriber> _rows = [];
    private DifferenceKind? _kind;
    private string _search = "";
    private int _page;

    /// <summary>The preview.</summary>
    [Parameter, EditorRequired]
    public InvoicePreview Preview { get; set; } = default!;

    /// <summary>Whether issuing is under way.</summary>
    [Parameter]
    public bool IsIssuing { get; set; }

    /// <summary>A person wants these invoices issued; nobody can where it is not set.</summary>
    [Parameter]
    public EventCallback OnIssue { get; set; }

    /// <summary>A person has seen enough.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_shown, Preview))
        {
            return;
        }
        (_shown, _view, _kind, _search) = (Preview, new PreviewView(Preview), null, "");
        Cut();
    }

    private void Show(DifferenceKind kind)
    {
        _kind = _kind == kind ? null : kind;
        Cut();
    }

    private void Find(string? text)
    {
        _search = Digits.ToLatin(text ?? "").Trim();
        Cut();
    }

    private void Cut() => (_rows, _page) = (_view.Rows(_kind, _search), 0);
}
