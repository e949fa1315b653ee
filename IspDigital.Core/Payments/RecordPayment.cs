using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Payments;

/// <summary>Money that came.</summary>
/// <param name="CommandId">Made when the form opened (<see cref="IIdGenerator"/>): a double click is one payment.</param>
/// <param name="SubscriberId">Who paid.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How.</param>
/// <param name="ReceivedOn">The day it came, in the operator's zone.</param>
/// <param name="Reference">The provider's transaction id, cheque or slip number; needed for all but cash.</param>
/// <param name="Provider">The bank's or provider's name where the method leaves it open.</param>
/// <param name="InvoiceIds">Invoices to settle first; null for oldest due first.</param>
/// <param name="Note">What staff want to remember.</param>
public sealed record RecordPaymentRequest(
    Guid CommandId, long SubscriberId, Money Amount, PaymentMethod Method, DateOnly ReceivedOn,
    string? Reference = null, string? Provider = null, IReadOnlyList<long>? InvoiceIds = null, string? Note = null);

/// <summary>A payment as recorded.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Settlement">What it settled and what is left as an advance.</param>
/// <param name="IsRepeat">Whether it had been recorded before by the same command.</param>
public sealed record RecordedPayment(long PaymentId, Settlement Settlement, bool IsRepeat);

/// <summary>What a payment must be.</summary>
public sealed class RecordPaymentValidator : AbstractValidator<RecordPaymentRequest>
{
    /// <summary>The most that one payment can be: ten lakh taka. More is a slip of the finger.</summary>
    public static readonly Money AmountMax = Money.FromTaka(1_000_000m);

    /// <summary>The rules.</summary>
    public RecordPaymentValidator()
    {
        RuleFor(r => r.CommandId).NotEmpty().WithErrorCode("Payments.CommandNeeded");
        RuleFor(r => r.Amount).Must(a => a.IsPositive).WithErrorCode("Payments.AmountNeeded")
            .Must(a => a <= AmountMax).WithErrorCode("Payments.AmountTooLarge");
        RuleFor(r => r.Method).Must(m => m.IsMoney()).WithErrorCode("Payments.MethodUnknown");
        RuleFor(r => r.Reference).Must(reference => PaymentReference.Normalise(reference) is not null).WithErrorCode("Payments.ReferenceNeeded")
            .When(r => r.Method != PaymentMethod.Cash, ApplyConditionTo.CurrentValidator)
            .MaximumLength(80).WithErrorCode("Payments.ReferenceTooLong");
        RuleFor(r => r.Provider).MaximumLength(40).WithErrorCode("Payments.ProviderTooLong");
        RuleFor(r => r.Note).MaximumLength(400).WithErrorCode("Payments.NoteTooLong");
    }
}

/// <summary>
/// Records money with everything that follows from it, in one transaction: allocations, ledger entry, the mark that access
/// must be decided again, the receipt, the record.
/// </summary>
public sealed class RecordPayment(UseCaseContext context) : UseCase<RecordPaymentRequest, RecordedPayment>(context)
{
    /// <summary>How many days back a payment may be dated.</summary>
    public const int DaysBackMax = 366;

    /// <inheritdoc/>
    public override Permission Permission => Permission.RecordPayments;

    /// <inheritdoc/>
    protected override async Task<Result<RecordedPayment>> Handle(RecordPaymentRequest request, CancellationToken cancellation)
    {
        if (Actor.Role == Role.Collector && request.Method != PaymentMethod.Cash)
        {
            return new CollectorsTakeCash();
        }
        try
        {
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
        catch (DbUpdateException lostRace) when (lostRace.IsUniqueViolation())
        {
            // Another process committed the same command or transaction in between (PostgreSQL): now it is there to be read.
            return await Store.Write(work => Act(work, request, cancellation), cancellation);
        }
    }

    /// <summary>Records it in a transaction.</summary>
    internal static async Task<Result<RecordedPayment>> Act(UnitOfWork work, RecordPaymentRequest request, CancellationToken cancellation)
    {
        await work.LockSubscriber(request.SubscriberId, cancellation);
        if (await FoundBefore(work, request, cancellation) is { } before)
        {
            return before;
        }
        if (await work.Db.Subscribers.SingleOrDefaultAsync(s => s.Id == request.SubscriberId, cancellation) is not { } payer)
        {
            return new PayerNotFound();
        }
        var today = (await work.Day(cancellation)).Today;
        if (request.ReceivedOn > today)
        {
            return new ReceivedInFuture();
        }
        if (request.ReceivedOn < today.AddDays(-DaysBackMax))
        {
            return new ReceivedTooLongAgo(DaysBackMax);
        }
        var open = await OpenInvoices(work, payer.Id, cancellation);
        if (request.InvoiceIds?.Except(open.Select(i => i.Id)).Any() == true)
        {
            return new PickedInvoiceNotOpen();
        }
        var settlement = Settlement.Of(request.Amount, open.Select(StandingFacts.Of), request.InvoiceIds);
        var payment = await Save(work, request, settlement, open, cancellation);
        await Tell(work, payer, payment, settlement, cancellation);
        return new RecordedPayment(payment.Id, settlement, IsRepeat: false);
    }

    /// <summary>The same command gives the payment it made; the transaction id of another payment is refused.</summary>
    private static async Task<Result<RecordedPayment>?> FoundBefore(UnitOfWork work, RecordPaymentRequest request, CancellationToken cancellation)
    {
        var transactionId = PaymentReference.Normalise(request.Reference);
        if (await work.Db.Payments.AsNoTracking().Include(p => p.Allocations)
            .SingleOrDefaultAsync(p => p.CommandId == request.CommandId, cancellation) is { } same)
        {
            return (same.SubscriberId, same.Amount, same.Method, same.TransactionId)
                == (request.SubscriberId, request.Amount, request.Method, transactionId)
                ? new RecordedPayment(same.Id, await AsSettled(work, same, cancellation), IsRepeat: true)
                : new FormAlreadySaved(same.Id, same.Amount);
        }
        var provider = PaymentReference.ProviderOf(request.Method, request.Provider);
        if (transactionId is null || provider is null)
        {
            return null;
        }
        var holder = await work.Db.Payments.AsNoTracking()
            .Where(p => p.Provider == provider && p.TransactionId == transactionId)
            .Join(work.Db.Subscribers, p => p.SubscriberId, s => s.Id, (p, s) => new { Payment = p, s.Name, s.Code })
            .SingleOrDefaultAsync(cancellation);
        if (holder is null)
        {
            return null;
        }
        return new TransactionAlreadyRecorded(transactionId, holder.Payment.Id, holder.Payment.SubscriberId, holder.Name, holder.Code,
            holder.Payment.Amount, holder.Payment.ReceivedOn);
    }

    private static async Task<Settlement> AsSettled(UnitOfWork work, Payment payment, CancellationToken cancellation)
    {
        var ids = payment.Allocations.Select(a => a.InvoiceId).OfType<long>().Distinct().ToList();
        var invoices = await work.Db.Invoices.AsNoTracking().Where(i => ids.Contains(i.Id)).ToListAsync(cancellation);
        return new Settlement(
            [.. invoices.Select(i => new SettledShare(
                i.Id, i.Number, payment.Allocations.Where(a => a.InvoiceId == i.Id).Sum(a => a.Amount), i.Outstanding))],
            payment.Unallocated);
    }

    private static Task<List<Invoice>> OpenInvoices(UnitOfWork work, long subscriberId, CancellationToken cancellation) =>
        work.Db.Invoices.Where(i => i.SubscriberId == subscriberId && i.Status == InvoiceStatus.Open).ToListAsync(cancellation);

    private static async Task<Payment> Save(
        UnitOfWork work, RecordPaymentRequest request, Settlement settlement, List<Invoice> open, CancellationToken cancellation)
    {
        var payment = new Payment(
            request.SubscriberId, request.Amount, request.Method, PaymentReference.ProviderOf(request.Method, request.Provider),
            PaymentReference.Normalise(request.Reference), request.ReceivedOn, work.Now, work.Actor.Name, request.CommandId,
            string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim());
        foreach (var share in settlement.Shares)
        {
            payment.Allocate(share.InvoiceId, share.Amount, work.Now);
            open.Single(i => i.Id == share.InvoiceId).Settle(share.Amount);
            work.Announce(new Change(ChangeKind.Invoice, share.InvoiceId, request.SubscriberId));
        }
        work.Db.Payments.Add(payment);
        await work.Save(cancellation);
        LedgerWriter.Post(work, PaymentPostings.Received(payment));
        work.Announce(new Change(ChangeKind.Payment, payment.Id, request.SubscriberId));
        return payment;
    }

    private static async Task Tell(UnitOfWork work, Subscriber payer, Payment payment, Settlement settlement, CancellationToken cancellation)
    {
        Outbox.Notify(
            work, await work.Settings<NotificationSettings>(cancellation),
            new Recipient(payer.Id, payer.Language, payer.Phone.Length > 0, payer.Email is not null),
            MessageKind.PaymentReceived, PaymentPostings.KeyOf(payment.Id), paymentId: payment.Id);
        work.Record(AuditAction.PaymentRecorded, nameof(Payment), payment.Id, payer.Id, payment.Note, after: new
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
