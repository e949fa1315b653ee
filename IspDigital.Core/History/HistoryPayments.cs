using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Payments;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Tables;

namespace IspDigital.Core.History;

/// <summary>
/// Money that came in the past: it settles what is open, oldest due first; the rest is an advance that pays the invoices to come. Nobody
/// is sent a receipt.
/// </summary>
internal sealed class HistoryPayments(UnitOfWork work, HistoryBook book, List<RowProblem> problems)
{
    private readonly List<(Payment Payment, Settlement Settlement)> _taken = [];

    /// <summary>Takes one.</summary>
    public void Take(HistoryEvent one, Subscriber payer)
    {
        var value = PaymentValue.Of(one.Value);
        if (Refusal(one, value) is { } refusal)
        {
            problems.Add(RowProblem.Of(one.Line, refusal is ReceivedInFuture ? "date" : "value", refusal));
            return;
        }
        var payment = new Payment(
            payer.Id, value!.Amount, value.Method, value.Provider, value.TransactionId, one.On, work.Now, work.Actor.Name, one.CommandId, note: null);
        var open = book.Open[payer.Id].Where(i => i.Status == InvoiceStatus.Open).ToList();
        var settlement = Settlement.Of(value.Amount, open.Select(StandingFacts.Of));
        foreach (var share in settlement.Shares)
        {
            payment.Allocate(share.InvoiceId, share.Amount, work.Now);
            open.Single(i => i.Id == share.InvoiceId).Settle(share.Amount);
            work.Announce(new Change(ChangeKind.Invoice, share.InvoiceId, payer.Id));
        }
        _taken.Add((payment, settlement));
    }

    /// <summary>Saves them and puts them into the books.</summary>
    public async Task Save(CancellationToken cancellation)
    {
        work.Db.Payments.AddRange(_taken.Select(t => t.Payment));
        await work.Save(cancellation);
        foreach (var (payment, settlement) in _taken)
        {
            LedgerWriter.Post(work, PaymentPostings.Received(payment));
            work.Announce(new Change(ChangeKind.Payment, payment.Id, payment.SubscriberId));
            work.Record(AuditAction.PaymentRecorded, nameof(Payment), payment.Id, payment.SubscriberId, after: new
            {
                payment.Amount,
                payment.Method,
                payment.Provider,
                payment.TransactionId,
                payment.ReceivedOn,
                Invoices = settlement.Shares.Select(s => new { s.Number, s.Amount, s.LeftToPay }),
                Advance = settlement.Remainder,
            });
        }
    }

    private Error? Refusal(HistoryEvent one, PaymentValue? value)
    {
        if (value is null || !value.Amount.IsPositive || value.Amount > RecordPaymentValidator.AmountMax)
        {
            return new ValueNotRight("Shared.CellNotPayment", one.Value);
        }
        if (one.On > book.Today)
        {
            return new ReceivedInFuture();
        }
        if (value.Method != PaymentMethod.Cash && value.TransactionId is null)
        {
            return new ValueNotRight("Payments.ReferenceNeeded");
        }
        return value is { Provider: { } provider, TransactionId: { } id } && !book.References.Add((provider, id))
            ? new ValueNotRight("Shared.ReferenceUsed", id)
            : null;
    }
}
