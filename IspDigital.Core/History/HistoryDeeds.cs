using System.Globalization;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Tables;

namespace IspDigital.Core.History;

/// <summary>Applies events to subscribers, each as decided on its own day. What cannot be is a problem; nothing is saved here.</summary>
internal sealed class HistoryDeeds(UnitOfWork work, HistoryBook book, List<RowProblem> problems)
{
    private const int ChargeTextLengthMax = 200;
    private static readonly Money s_max = SubscriberInputRules<AddSubscriberRequest>.PriceMax;
    private readonly HashSet<Subscriber> _touched = [];

    /// <summary>The payments, to be saved and posted when all events could be applied.</summary>
    public HistoryPayments Payments { get; } = new(work, book, problems);

    /// <summary>Who was changed.</summary>
    public IReadOnlyCollection<Subscriber> Touched => _touched;

    /// <summary>Charges and payments that had been recorded before.</summary>
    public int AlreadyThere { get; private set; }

    /// <summary>Applies one event.</summary>
    public void Apply(HistoryEvent one)
    {
        if (!book.Subscribers.TryGetValue(one.Code, out var subscriber))
        {
            problems.Add(new(one.Line, "subscriber", "Subscribers.CodeUnknown", one.Code));
        }
        else if (book.Known.Contains(one.CommandId))
        {
            AlreadyThere++;
        }
        else if (Refusal(one, subscriber) is { } refusal)
        {
            problems.Add(RowProblem.Of(one.Line, "date", refusal));
        }
        else if (one.Kind == HistoryKind.Payment)
        {
            Payments.Take(one, subscriber);
        }
        else if (Do(one, subscriber) is { } error)
        {
            problems.Add(RowProblem.Of(one.Line, one.Value.Length > 0 || error is ValueNotRight or PlanNamedUnknown ? "value" : "event", error));
        }
        else
        {
            _touched.Add(subscriber);
        }
    }

    /// <summary>Money may come before service and after it; a charge may come after it.</summary>
    private static Error? Refusal(HistoryEvent one, Subscriber subscriber) => one.Kind switch
    {
        HistoryKind.Payment => null,
        _ when one.On < subscriber.ActivatedOn => new BeforeActivation(subscriber.ActivatedOn, "date"),
        HistoryKind.Charge => null,
        _ => subscriber.ClosedOn is not null ? new AccountClosed() : null,
    };

    private Error? Do(HistoryEvent one, Subscriber subscriber) => one.Kind switch
    {
        HistoryKind.ChangePlanNow => ChangePlan(one, subscriber, one.On),
        HistoryKind.ChangePlanAtRenewal => ChangePlan(one, subscriber, RenewalOf(one, subscriber)),
        HistoryKind.Pause => Pause(one, subscriber),
        HistoryKind.Resume => Resume(one, subscriber),
        HistoryKind.Price => Price(one, subscriber),
        HistoryKind.DiscountPercent => Discount(one, subscriber),
        HistoryKind.Charge => Charge(one, subscriber),
        HistoryKind.Close => Close(one, subscriber),
        HistoryKind.Payment => throw new InvalidOperationException("Payments are taken apart."),
    };

    private Error? ChangePlan(HistoryEvent one, Subscriber subscriber, DateOnly from)
    {
        if (book.Plans[one.Value].OrderByDescending(p => p.Name == one.Value).FirstOrDefault() is not { } plan)
        {
            return new PlanNamedUnknown(one.Value);
        }
        if (subscriber.PlanOn(from) == plan.Id && !subscriber.Plans.Any(p => p.From > from))
        {
            return new AlreadyOnPlan();
        }
        var before = new { PlanId = subscriber.PlanOn(from) };
        subscriber.AssignPlan(from, plan.Id, one.On);
        Record(AuditAction.PlanAssigned, one, subscriber, new { PlanId = plan.Id, From = from }, before);
        return null;
    }

    private DateOnly RenewalOf(HistoryEvent one, Subscriber subscriber)
    {
        var plan = book.Policy.Plans[subscriber.PlanOn(one.On) ?? subscriber.PlanId];
        return Renewal.After(
            one.On, book.Policy.Terms.With(plan.Terms).With(subscriber.Terms), subscriber.ActivatedOn, subscriber.BillFrom,
            book.InvoicedUntil.TryGetValue(subscriber.Id, out var until) ? until : null);
    }

    private static ValueNotRight? NotDay(string value, out DateOnly? day)
    {
        day = RowCells.TryDay(value, out var read) ? read : null;
        return day is null && value.Length > 0 ? new("Shared.CellNotDay", value) : null;
    }

    private Error? Pause(HistoryEvent one, Subscriber subscriber)
    {
        if (NotDay(one.Value, out var until) is { } wrong)
        {
            return wrong;
        }
        if (until <= one.On)
        {
            return new ValueNotRight("Subscribers.PauseEndsBeforeStart");
        }
        var days = new DateRange(one.On, until ?? DateOnly.MaxValue);
        if (subscriber.Pauses.FirstOrDefault(p => !days.Intersect(new(p.From, p.Until ?? DateOnly.MaxValue)).IsEmpty) is { } other)
        {
            return new PausesOverlap(other.From);
        }
        subscriber.Pause(one.On, until, one.On);
        Record(AuditAction.SubscriberPaused, one, subscriber, new { From = one.On, Until = until });
        return null;
    }

    private NotPaused? Resume(HistoryEvent one, Subscriber subscriber)
    {
        if (subscriber.Pauses.FirstOrDefault(p => p.Covers(one.On)) is not { } pause)
        {
            return new NotPaused();
        }
        var before = new { pause.From, pause.Until };
        subscriber.Resume(one.On, one.On);
        Record(AuditAction.SubscriberResumed, one, subscriber, new { one.On }, before);
        return null;
    }

    private ValueNotRight? Price(HistoryEvent one, Subscriber subscriber)
    {
        Money? price = RowCells.TryMoney(one.Value, out var amount) ? amount : null;
        if (price is { IsNegative: true } || price > s_max || (price is null && one.Value.Length > 0))
        {
            return new("Shared.CellNotMoney", one.Value);
        }
        var now = subscriber.AgreementOn(one.On);
        Agree(one, subscriber, new(one.On, price, now?.DiscountBasisPoints ?? 0, now?.Discount ?? default, now?.DiscountUntil, one.On));
        return null;
    }

    private ValueNotRight? Discount(HistoryEvent one, Subscriber subscriber)
    {
        var percent = 0;
        if (one.Value.Length > 0 && !RowCells.TryPercent(one.Value, out percent))
        {
            return new("Shared.CellNotPercent", one.Value);
        }
        var now = subscriber.AgreementOn(one.On);
        var until = now is { Discount.IsZero: false } ? now.DiscountUntil : null; // an end that was agreed for another percentage is over with it
        Agree(one, subscriber, new(one.On, now?.CustomPrice, percent, now?.Discount ?? default, until, one.On));
        return null;
    }

    private void Agree(HistoryEvent one, Subscriber subscriber, PriceAgreement agreement)
    {
        subscriber.Agree(agreement);
        Record(AuditAction.SubscriberChanged, one, subscriber, new
        {
            agreement.From, agreement.CustomPrice, agreement.DiscountBasisPoints, agreement.Discount, agreement.DiscountUntil,
        });
    }

    private ValueNotRight? Charge(HistoryEvent one, Subscriber subscriber)
    {
        var words = one.Value.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || !RowCells.TryMoney(words[0], out var amount) || amount.IsZero || amount > s_max || -amount > s_max)
        {
            return new("Shared.CellNotMoney", one.Value);
        }
        var text = words.Length > 1 ? words[1] : "";
        if (text.Length > ChargeTextLengthMax)
        {
            return new("Shared.CellTooLong", ChargeTextLengthMax);
        }
        var terms = new ChargeTerms(amount.IsNegative ? LineKind.Adjustment : LineKind.OneOff, text, amount, one.On);
        work.Db.Charges.Add(new Charge(one.CommandId, subscriber.Id, terms, work.Now, work.Actor.Name));
        Record(AuditAction.ChargeAdded, one, subscriber, new { terms.Kind, terms.Text, terms.Amount, terms.ChargedOn });
        return null;
    }

    private Error? Close(HistoryEvent one, Subscriber subscriber)
    {
        subscriber.Close(one.On);
        Record(AuditAction.SubscriberClosed, one, subscriber, new { ClosedOn = one.On, subscriber.RouterId, subscriber.PppName });
        return null;
    }

    private void Record(AuditAction action, HistoryEvent one, Subscriber subscriber, object after, object? before = null) => work.Record(
        action, nameof(Subscriber), subscriber.Id, subscriber.Id, string.Create(CultureInfo.InvariantCulture, $"{one.On:yyyy-MM-dd}"), before, after);
}
