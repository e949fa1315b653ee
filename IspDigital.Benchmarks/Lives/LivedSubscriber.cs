using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;

namespace IspDigital.Benchmarks.Lives;

/// <summary>
/// A subscriber in memory: the product's own entity, changed as the use cases change it (<c>ChangePlan</c>, <c>PauseSubscriber</c>,
/// <c>ResumeSubscriber</c>, <c>CloseSubscriber</c>, <c>EditSubscriber</c>, <c>CutSpans</c>); what they refuse, it refuses.
/// </summary>
internal sealed class LivedSubscriber
{
    private readonly List<NonPaymentCut> _cuts = [];
    private readonly Subscriber _row;
    private BillingFacts? _facts;
    private int _factsVersion;
    private int _cutVersions;

    /// <summary>Somebody who begins so.</summary>
    public LivedSubscriber(LifeStart start)
    {
        _row = new("S", "S", "8801700000000", start.ActivatedOn, start.PlanId);
        _row.SetTerms(start.Terms);
        _row.SetBillFrom(start.BillFrom);
        if (start.Agreed is { } agreed)
        {
            _row.Agree(AgreementOf(start.ActivatedOn, agreed));
        }
    }

    /// <summary>Rises with every change, as the row's does.</summary>
    public int Version => _row.Version + _cutVersions;

    /// <summary>The day service began.</summary>
    public DateOnly ActivatedOn => _row.ActivatedOn;

    /// <summary>Whether the account is closed.</summary>
    public bool IsClosed => _row.ClosedOn is not null;

    /// <summary>Whether the line is cut.</summary>
    public bool IsCut => _cuts is [.., { Until: null }];

    /// <summary>Whether service is paused on the day.</summary>
    public bool IsPausedOn(DateOnly day) => _row.IsPausedOn(day);

    /// <summary>The plan on a day.</summary>
    public long PlanOn(DateOnly day) => _row.PlanOn(day > ActivatedOn ? day : ActivatedOn)!.Value;

    /// <summary>First day of a pause that is still to come or runs, and is not taken back; or null.</summary>
    public Pause? PauseFrom(DateOnly today) => _row.Pauses.FirstOrDefault(p => p.Until != p.From && (p.Until is null || p.Until > today));

    /// <summary>Does it, unless it is refused.</summary>
    public bool Do(Deed deed) => !IsClosed && deed switch
    {
        PlanDeed plan => ChangePlan(plan),
        PauseDeed pause => Pause(pause),
        ResumeDeed resume => Resume(resume),
        CutDeed => Cut(deed.Day),
        ReconnectDeed => Reconnect(deed.Day),
        AgreeDeed agree => Agree(agree),
        CloseDeed => Close(deed.Day),
        _ => false,
    };

    /// <summary>The facts, as <c>BillingFactsReader</c> gathers them, without what is issued.</summary>
    public BillingFacts Facts()
    {
        if (_facts is null || _factsVersion != Version)
        {
            _factsVersion = Version;
            _facts = new()
            {
                SubscriberId = 1,
                ActivatedOn = _row.ActivatedOn,
                BillFrom = _row.BillFrom,
                ClosedOn = _row.ClosedOn,
                Terms = _row.Terms,
                Plans = [.. PlanFrom.InOrder(_row.Plans.Select(p => new PlanFrom(p.From, p.PlanId, p.DecidedOn))
                    .Concat(_row.SupersededPlans.Select(p => new PlanFrom(p.From, p.PlanId, p.DecidedOn, p.SupersededOn))))],
                OwnPrices = [.. _row.Agreements.OrderBy(a => a.From)
                    .Select(a => new OwnPrice(a.From, a.CustomPrice, a.DiscountBasisPoints, a.Discount, a.DiscountUntil, a.DecidedOn))],
                Pauses = [.. _row.Pauses.OrderBy(p => p.From).Select(p => new DaysOff(
                    p.From, [.. p.Ends.Select(e => new KnownEnd(e.Until ?? DateOnly.MaxValue, e.DecidedOn))]))],
                Cuts = [.. _cuts.Select(c => DaysOff.Cut(c.From, c.Until))],
            };
        }
        return _facts;
    }

    private bool ChangePlan(PlanDeed deed)
    {
        if (deed.From < deed.Day || deed.From < ActivatedOn || (_row.PlanOn(deed.From) == deed.PlanId && !_row.Plans.Any(p => p.From > deed.From)))
        {
            return false;
        }
        _row.AssignPlan(deed.From, deed.PlanId, deed.Day);
        return true;
    }

    private bool Pause(PauseDeed deed)
    {
        var days = new DateRange(deed.From, deed.Until ?? DateOnly.MaxValue);
        if (days.IsEmpty || deed.From < deed.Day || deed.From < ActivatedOn
            || _row.Pauses.Any(p => !days.Intersect(new(p.From, p.Until ?? DateOnly.MaxValue)).IsEmpty))
        {
            return false;
        }
        _row.Pause(deed.From, deed.Until, deed.Day);
        return true;
    }

    private bool Resume(ResumeDeed deed)
    {
        if (deed.On < deed.Day || !_row.IsPausedOn(deed.On))
        {
            return false;
        }
        _row.Resume(deed.On, deed.Day);
        return true;
    }

    /// <summary>Whoever is paused is off already, and is not cut for money.</summary>
    private bool Cut(DateOnly day)
    {
        if (IsCut || IsPausedOn(day) || day < ActivatedOn)
        {
            return false;
        }
        _cuts.Add(new(1, day));
        _cutVersions++;
        return true;
    }

    /// <summary>The line comes back when nothing else keeps it off.</summary>
    private bool Reconnect(DateOnly day)
    {
        if (!IsCut || IsPausedOn(day))
        {
            return false;
        }
        _cuts[^1].End(day);
        _cutVersions++;
        return true;
    }

    private bool Agree(AgreeDeed deed)
    {
        var today = deed.Day > ActivatedOn ? deed.Day : ActivatedOn;
        var agreement = AgreementOf(deed.From, deed.Agreed);
        if (agreement.SaysTheSameAs(_row.AgreementOn(today)))
        {
            return false;
        }
        _row.Agree(agreement);
        return true;
    }

    private bool Close(DateOnly day)
    {
        _row.Close(day);
        return true;
    }

    private static PriceAgreement AgreementOf(DateOnly from, AgreedPrice agreed) =>
        new(from, agreed.Price, agreed.DiscountBasisPoints, agreed.Discount, agreed.Until);
}
