using IspDigital.Core.Plans;

namespace IspDigital.Core.Subscribers;

/// <summary>Who buys. One connection each: a plan, a billing cycle and a PPP account on a router.</summary>
public sealed class Subscriber
{
    private readonly List<PlanAssignment> _plans = [];
    private readonly List<SupersededPlan> _superseded = [];
    private readonly List<Pause> _pauses = [];
    private readonly List<PriceAgreement> _agreements = [];
    private readonly List<NonPaymentCut> _cuts = [];

    private Subscriber()
    {
    }

    /// <summary>A new subscriber on a plan from the activation day.</summary>
    public Subscriber(string code, string name, string phone, DateOnly activatedOn, long planId)
    {
        (Code, Name, Phone, ActivatedOn, BillFrom) = (code, name, phone, activatedOn, activatedOn);
        PlanId = planId;
        _plans.Add(new PlanAssignment(activatedOn, planId, PlanAssignment.FromTheStart));
        BeFound();
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>The code people say at the counter; unique.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Name, in Bangla or Latin.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Mobile number as <c>8801XXXXXXXXX</c>.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>Email address, or null.</summary>
    public string? Email { get; private set; }

    /// <summary>Language of messages and invoices: <c>bn</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "bn";

    /// <summary>Where the line ends.</summary>
    public Address Address { get; private set; } = new();

    /// <summary>Group for reminder policies and lists, or null.</summary>
    public long? GroupId { get; private set; }

    /// <summary>Day service began, in the operator's zone.</summary>
    public DateOnly ActivatedOn { get; private set; }

    /// <summary>First day that is billed; the activation day unless brought from another system.</summary>
    public DateOnly BillFrom { get; private set; }

    /// <summary>The first day without service for ever; null while the account is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The plan today; its history is <see cref="Plans"/>.</summary>
    public long PlanId { get; private set; }

    /// <summary>What is set differently from plan and operator.</summary>
    public BillingTermsOverride Terms { get; private set; } = new();

    /// <summary>Router that serves the line; null while there is no service to control.</summary>
    public long? RouterId { get; private set; }

    /// <summary>Login name on that router; unique there.</summary>
    public string? PppName { get; private set; }

    /// <summary>Name, code, PPP name and phone in the one form in which they are searched; kept with them.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Raised by one with each change of the row, so that two forms cannot overwrite each other.</summary>
    public int Version { get; private set; }

    /// <summary>Which plan from which day.</summary>
    public IReadOnlyList<PlanAssignment> Plans => _plans;

    /// <summary>What was planned and gave way before its day came; an invoice that was issued meanwhile knew of it.</summary>
    public IReadOnlyList<SupersededPlan> SupersededPlans => _superseded;

    /// <summary>When service was or will be paused.</summary>
    public IReadOnlyList<Pause> Pauses => _pauses;

    /// <summary>What they pay differently from the plan, each from a day.</summary>
    public IReadOnlyList<PriceAgreement> Agreements => _agreements;

    /// <summary>When the line was cut for money.</summary>
    public IReadOnlyList<NonPaymentCut> Cuts => _cuts;

    /// <summary>Changes name, contact and address.</summary>
    public void Describe(string name, string phone, string? email, string language, Address address, long? groupId)
    {
        (Name, Phone, Email, Language, Address, GroupId) = (name, phone, email, language, address, groupId);
        BeFound();
        Version++;
    }

    /// <summary>Puts the line on a router's PPP account, or on none.</summary>
    public void Connect(long? routerId, string? pppName)
    {
        (RouterId, PppName) = (routerId, pppName);
        BeFound();
        Version++;
    }

    /// <summary>Sets billing terms of their own.</summary>
    public void SetTerms(BillingTermsOverride terms)
    {
        Terms = terms;
        Version++;
    }

    /// <summary>Agrees on a price or a discount from a day on; what was agreed for that day or later gives way.</summary>
    public void Agree(PriceAgreement agreement)
    {
        _agreements.RemoveAll(a => a.From >= agreement.From);
        _agreements.Add(agreement);
        Version++;
    }

    /// <summary>What is agreed on a day, or null where they pay the plan's price.</summary>
    public PriceAgreement? AgreementOn(DateOnly day) => _agreements.Where(a => a.From <= day).OrderByDescending(a => a.From).FirstOrDefault();

    /// <summary>Sets the first billed day of a subscriber brought from another system.</summary>
    public void SetBillFrom(DateOnly day)
    {
        BillFrom = day;
        Version++;
    }

    /// <summary>Gives the code that was made from the id.</summary>
    internal void NameByCode(string code)
    {
        Code = code;
        BeFound();
    }

    /// <summary>Puts the subscriber on a plan from a day on; what was planned for that day or later gives way.</summary>
    public void AssignPlan(DateOnly from, long planId, DateOnly today)
    {
        // Nothing is invoiced before activation, so nothing can know what was planned for that day.
        _superseded.AddRange(_plans.Where(p => p.From >= from && p.From > ActivatedOn && p.DecidedOn < today).Select(p => new SupersededPlan(p, today)));
        _plans.RemoveAll(p => p.From >= from);
        _plans.Add(new PlanAssignment(from, planId, today));
        PlanId = PlanOn(today) ?? PlanId;
        Version++;
    }

    /// <summary>Lets a plan whose day has come be the plan of today.</summary>
    public void StartPlan(DateOnly today)
    {
        PlanId = PlanOn(today) ?? PlanId;
        Version++;
    }

    /// <summary>The plan on a day, or null before activation.</summary>
    public long? PlanOn(DateOnly day) => _plans.Where(p => p.From <= day).OrderByDescending(p => p.From).FirstOrDefault()?.PlanId;

    /// <summary>Pauses from a day, to a day (exclusive) or open-ended.</summary>
    /// <param name="from">First paused day.</param>
    /// <param name="until">First day of service again, or null.</param>
    /// <param name="decidedOn">The day on which this is decided.</param>
    public void Pause(DateOnly from, DateOnly? until, DateOnly decidedOn)
    {
        _pauses.Add(new Pause(from, until, decidedOn));
        Version++;
    }

    /// <summary>Ends the pause that covers the day.</summary>
    /// <param name="on">First day of service again.</param>
    /// <param name="decidedOn">The day on which this is decided.</param>
    public void Resume(DateOnly on, DateOnly decidedOn)
    {
        _pauses.SingleOrDefault(p => p.Covers(on))?.EndOn(on, decidedOn);
        Version++;
    }

    /// <summary>Closes the account from a day on.</summary>
    public void Close(DateOnly on)
    {
        ClosedOn = on;
        Version++;
    }

    /// <summary>Whether service is paused on the day.</summary>
    public bool IsPausedOn(DateOnly day) => _pauses.Exists(p => p.Covers(day));

    private void BeFound() => SearchText = SubscriberSearch.TextOf(Name, Code, PppName, Phone);
}

/// <summary>Where a line ends, in the parts that the regulator's client sheet asks for.</summary>
public sealed record Address
{
    /// <summary>Division (বিভাগ).</summary>
    public string Division { get; init; } = "";

    /// <summary>District (জেলা).</summary>
    public string District { get; init; } = "";

    /// <summary>Thana or upazila (থানা/উপজেলা).</summary>
    public string Thana { get; init; } = "";

    /// <summary>Area, zone of the operator.</summary>
    public string Area { get; init; } = "";

    /// <summary>House, road, flat.</summary>
    public string Line { get; init; } = "";
}

/// <summary>A set of subscribers that share a reminder policy and can be filtered by.</summary>
public sealed class SubscriberGroup
{
    private SubscriberGroup()
    {
    }

    /// <summary>A new group.</summary>
    public SubscriberGroup(string name) => Name = name;

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>Name; unique.</summary>
    public string Name { get; private set; } = "";
}
