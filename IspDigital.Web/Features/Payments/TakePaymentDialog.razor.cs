using System.Globalization;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Payments;

/// <summary>Takes money: says before saving what it will pay, and whether the line comes back.</summary>
public partial class TakePaymentDialog
{
    private readonly PaymentInput _input = new();
    private Guid _commandId;
    private PayerFacts? _payer;
    private SubscriberLine _line = SubscriberLine.None;

    /// <summary>Who pays.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private RecordPayment RecordPayment { get; set; } = default!;

    [Inject]
    private PaymentQueries Payments { get; set; } = default!;

    [Inject]
    private LineQueries Lines { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    [Inject]
    private IIdGenerator Ids { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    private IEnumerable<PaymentMethod> Methods => Actor.Current.Role == Role.Collector ? [PaymentMethod.Cash] : PaymentView.Methods;

    private Money Due => _payer!.Standing.OpenInvoices.Sum(i => i.Outstanding);

    private Money Typed => MoneyText.TryRead(_input.Amount, out var amount) && amount.IsPositive ? amount : Money.Zero;

    private string SendText => Typed.IsPositive ? L["Take.Send", MoneyText.Of(Typed)] : L["Take.SendEmpty"];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _commandId = Ids.Next();
        var payer = await Payments.Payer(SubscriberId);
        if (payer is null)
        {
            Dialog.Cancel();
            return;
        }
        _line = await Lines.Of(SubscriberId);
        _input.ReceivedOn = (await Clock.Now()).Today.ToDateTime(default);
        _input.Method = payer.UsualMethod is { } usual && Methods.Contains(usual) ? usual : PaymentMethod.Cash;
        _payer = payer;
        _input.Amount = Due.IsPositive ? Due.Taka.ToString("0.##", CultureInfo.InvariantCulture) : "";
    }

    private RecordPaymentRequest ToRequest() => new(
        _commandId, SubscriberId, Typed, _input.Method, _input.Day, _input.Reference, _input.Provider,
        _input.Picked.Count == 0 ? null : [.. _input.Picked], _input.Note);

    private void Pick(long invoiceId)
    {
        if (!_input.Picked.Remove(invoiceId))
        {
            _input.Picked.Add(invoiceId);
        }
    }

    private IEnumerable<(string Text, string Icon, bool IsGood)> Preview()
    {
        if (!Typed.IsPositive)
        {
            yield return (L["Take.Nothing"], Icons.Material.Outlined.Info, false);
            yield break;
        }
        var settlement = Settlement.Of(Typed, _payer!.Standing.OpenInvoices, _input.Picked);
        foreach (var share in settlement.Shares)
        {
            yield return share.LeftToPay.IsZero
                ? (L["Take.PaysAll", share.Number], Icons.Material.Filled.CheckCircle, true)
                : (L["Take.PaysPart", share.Number, MoneyText.Of(share.Amount), MoneyText.Of(share.LeftToPay)], Icons.Material.Outlined.Timelapse, false);
        }
        if (settlement.Remainder.IsPositive)
        {
            yield return (L["Take.Advance", MoneyText.Of(settlement.Remainder)], Icons.Material.Outlined.Savings, false);
        }
        if (_line.IsCutForMoney)
        {
            var overdue = OverdueAfter(settlement);
            yield return overdue.IsPositive
                ? (L["Take.LineStaysOff", MoneyText.Of(overdue)], Icons.Material.Filled.LinkOff, false)
                : (L["Take.LineComesBack"], Icons.Material.Filled.Wifi, true);
        }
    }

    private Money OverdueAfter(Settlement settlement)
    {
        var standing = _payer!.Standing;
        var paid = settlement.Shares.ToDictionary(s => s.InvoiceId, s => s.Amount);
        return standing.OpenInvoices.Where(i => i.LastDayToPay < standing.Today).Sum(i => i.Outstanding - paid.GetValueOrDefault(i.InvoiceId));
    }

    private void Done(RecordedPayment recorded) => Dialog.Close(DialogResult.Ok(recorded));

    private void Close() => Dialog.Cancel();

    private sealed class PaymentInput
    {
        public string Amount { get; set; } = "";

        public PaymentMethod Method { get; set; }

        public DateTime? ReceivedOn { get; set; }

        public string? Reference { get; set; }

        public string? Provider { get; set; }

        public string? Note { get; set; }

        public HashSet<long> Picked { get; } = [];

        public DateOnly Day => ReceivedOn is { } day ? DateOnly.FromDateTime(day) : default;
    }
}
