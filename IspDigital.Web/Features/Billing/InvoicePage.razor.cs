using IspDigital.Core.Billing;
using IspDigital.Core.Live;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Features.Billing.Paper;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace IspDigital.Web.Features.Billing;

/// <summary>One invoice: who, what state, how much, and why each line is there; and the way to its paper.</summary>
public partial class InvoicePage
{
    private InvoiceView? _view;
    private IReadOnlyList<InvoicePayment> _payments = [];
    private IReadOnlyList<InvoicePayment> _writtenOff = [];
    private IReadOnlyList<CreditUse> _uses = [];
    private InvoiceRelations _relations = InvoiceRelations.None;

    /// <summary>The invoice.</summary>
    [Parameter]
    public long Id { get; set; }

    [Inject]
    private InvoiceQueries Invoices { get; set; } = default!;

    [Inject]
    private InvoicePaymentQueries Payments { get; set; } = default!;

    [Inject]
    private InvoiceRelationQueries Relations { get; set; } = default!;

    [Inject]
    private VoidInvoice VoidInvoice { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    [Inject]
    private InvoicePaperQueries Papers { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Invoice, ChangeKind.Payment, ChangeKind.Message];

    private bool IsCredit => _view!.Row.Kind == InvoiceKind.CreditNote;

    private string Summary => IsCredit
        ? L["CreditNote.Summary", _view!.Row.Name, MoneyText.Of(Shown(_view.Row.Total))]
        : !_view!.Row.Outstanding.IsPositive ? L["Invoice.SummarySettled", _view.Row.Name, MoneyText.Of(_view.Row.Total)]
        : L["Invoice.Summary", _view.Row.Name, MoneyText.Of(_view.Row.Total), MoneyText.Of(_view.Row.Outstanding), DateText.Day(_view.Row.DueDate)];

    private string AddressLine => string.Join(", ", new[] { _view!.Address.Line, _view.Address.Area, _view.Address.Thana, _view.Address.District }.Where(t => t != ""));

    /// <inheritdoc/>
    protected override bool Concerns(IReadOnlyCollection<Change> changes) =>
        changes.Any(c => c.SubscriberId is null || c.SubscriberId == _view?.Row.SubscriberId);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        _view = await Invoices.One(Id, cancellation);
        var settledBy = await Payments.Of(Id, cancellation);
        _payments = [.. settledBy.Where(p => p.Method != PaymentMethod.WriteOff)];
        _writtenOff = [.. settledBy.Where(p => p.Method == PaymentMethod.WriteOff)];
        _uses = _view?.Row.Kind == InvoiceKind.CreditNote ? await Payments.UsesOf(Id, cancellation) : [];
        _relations = await Relations.Of(Id, cancellation);
    }

    private Money Shown(Money amount) => ShownAmount.Of(_view!.Row.Kind, amount);

    private async Task CopyLink()
    {
        // Where the portal's public address is not said, the one that the browser is at: what reaches the portal from here may reach it from a phone, too.
        var token = await Papers.TokenOf(Id, Ending) ?? "";
        var link = _view!.Company.InvoiceLink(token) is { Length: > 0 } known ? known : Navigation.ToAbsoluteUri(PaperEndpoints.LinkPath + token).ToString();
        var isCopied = await Browser.InvokeAsync<bool>("isp.copy", Ending, link);
        Snackbar.Add(L[isCopied ? "CopyLink.Done" : "CopyLink.ByHand", link], isCopied ? Severity.Success : Severity.Warning);
    }

    private async Task Void()
    {
        var dialog = await Dialogs.ShowAsync<VoidInvoiceDialog>(null, new DialogParameters<VoidInvoiceDialog>
        {
            { d => d.Invoice, _view!.Row }, { d => d.WrittenOff, _writtenOff.Sum(p => p.Amount) },
        });
        if (await dialog.Result is not { Canceled: false, Data: VoidInvoiceRequest request })
        {
            return;
        }
        var result = await VoidInvoice.Run(request, Ending);
        Snackbar.Add(result.IsOk ? L["Void.Done", _view!.Row.Number] : Errors.Of(result.Error), result.IsOk ? Severity.Success : Severity.Error);
        await Reload();
    }
}
