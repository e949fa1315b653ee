using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;

namespace IspDigital.Benchmarks.Lives;

/// <summary>A document on record.</summary>
/// <param name="draft">What was calculated.</param>
/// <param name="deeds">How many deeds were done before it was made.</param>
internal sealed class LivedDocument(InvoiceDraft draft, int deeds)
{
    /// <summary>What it says.</summary>
    public InvoiceDraft Draft { get; } = draft;

    /// <summary>How many deeds were done before it was made.</summary>
    public int AfterDeeds { get; } = deeds;

    /// <summary>Whether it was taken back.</summary>
    public bool IsVoid { get; set; }

    /// <summary>Whether its days stay unbilled.</summary>
    public bool IsWaived { get; set; }

    /// <summary>Which document this is.</summary>
    public DocumentKey Key => new(Draft.Kind, Draft.Period.Start, Draft.IssueDate);

    /// <summary>Whether it charges or gives back any of the days.</summary>
    public bool Touches(InvoiceDraft other)
    {
        foreach (var line in Draft.Lines)
        {
            foreach (var days in other.Lines)
            {
                if (line.PlanId is not null && days.PlanId is not null && line.Days.Start < days.Days.End && days.Days.Start < line.Days.End)
                {
                    return true;
                }
            }
        }
        return false;
    }
}

/// <summary>
/// What is on record of one subscriber, kept in memory as the run keeps it: documents, days that are invoiced, how they stand, charges that wait,
/// and the schedule that says when to look again.
/// </summary>
/// <param name="world">The operator.</param>
/// <param name="start">How the life begins.</param>
/// <param name="isHinted">Whether it goes by the schedule as the run does, or looks at everything whenever it is asked.</param>
internal sealed class LivedRecord(LivedWorld world, LifeStart start, bool isHinted)
{
    private readonly List<PendingCharge> _charges = [];
    private readonly List<InvoicedDays> _invoiced = [];
    private ChargedCalendar _calendar = new([]);
    private (int Version, DateOnly SettledUntil, DateOnly NextOn)? _schedule;
    private (DateOnly Day, int Deeds) _asked;

    /// <summary>Who lives.</summary>
    public LivedSubscriber Who { get; } = new(start);

    /// <summary>What was issued, in order.</summary>
    public List<LivedDocument> Documents { get; } = [];

    /// <summary>What was done and not refused, in order.</summary>
    public List<Deed> Deeds { get; } = [];

    /// <summary>Why the calculation stopped, or null.</summary>
    public string? Stopped { get; private set; }

    /// <summary>The first day that no recurring invoice is for, as <c>IBilledDays</c> tells it.</summary>
    public DateOnly? BilledUntil => Documents.Where(d => !d.IsVoid && d.Draft.Kind == InvoiceKind.Recurring).Max(d => (DateOnly?)d.Draft.Period.End);

    /// <summary>Issues what is due by the end of the day.</summary>
    public void Run(DateOnly day)
    {
        var schedule = isHinted && _schedule?.Version == Who.Version ? _schedule : null;
        var asked = _asked;
        _asked = (day, Deeds.Count);
        if (Stopped is not null || schedule?.NextOn > day)
        {
            return;
        }
        var calculated = CheckedDrafts.Of(InvoiceCalculator.Calculate, Facts(schedule?.SettledUntil ?? DateOnly.MinValue), day, world.Policy);
        if (calculated.Problem is { } problem)
        {
            Stopped = $"{day:yyyy-MM-dd}: {problem}";
            return;
        }
        // Nothing was done since: what is dated by then was due then.
        if (asked.Deeds == Deeds.Count && calculated.Drafts.FirstOrDefault(d => d.IssueDate <= asked.Day) is { } late)
        {
            Stopped = $"{day:yyyy-MM-dd}: the {late.Kind} of {late.IssueDate:yyyy-MM-dd} was not made on {asked.Day:yyyy-MM-dd}";
            return;
        }
        foreach (var draft in calculated.Drafts)
        {
            Issue(draft);
        }
        _schedule = (Who.Version, calculated.SettledUntil, calculated.NextIssueOn ?? DateOnly.MaxValue);
    }

    /// <summary>Does it, unless it is refused.</summary>
    public void Do(Deed deed)
    {
        if (deed.IsAfterRun)
        {
            Run(deed.Day);
        }
        var isDone = deed switch
        {
            ChargeDeed charge => Charge(charge),
            VoidDeed taken => Void(taken),
            RunDeed => true,
            _ => Who.Do(deed),
        };
        if (isDone || deed.IsAfterRun)
        {
            Deeds.Add(isDone ? deed : new RunDeed(deed.Day) { IsAfterRun = true });
        }
    }

    /// <summary>Whether it can be taken back: no later correction stands on it.</summary>
    public bool CanBeVoid(LivedDocument document) => !document.IsVoid
        && !Documents.Skip(Documents.IndexOf(document) + 1).Any(later => !later.IsVoid && later.Draft.Kind != InvoiceKind.Recurring && later.Touches(document.Draft));

    private BillingFacts Facts(DateOnly settledUntil)
    {
        var facts = Who.Facts();
        InvoicedDays[] invoiced = [.. _invoiced.Where(i => i.Days.Start >= settledUntil)];
        var changes = invoiced.Length > 0 && (facts.ClosedOn is not null || facts.Pauses.Count > 0 || PlanFrom.Changes(facts.Plans).Any());
        return facts with
        {
            Invoiced = invoiced,
            Charged = changes ? [.. _calendar.Standing] : [],
            Charges = _charges.Count == 0 ? [] : [.. _charges],
            BilledUntil = settledUntil,
        };
    }

    private void Issue(InvoiceDraft draft)
    {
        Documents.Add(new(draft, Deeds.Count));
        _calendar.Take(draft);
        if (draft.Kind == InvoiceKind.Recurring)
        {
            Note(new(draft.Period, draft.IssueDate));
        }
        foreach (var line in draft.Lines)
        {
            if (line.ChargeId is { } id)
            {
                _charges.RemoveAll(c => c.ChargeId == id);
            }
        }
    }

    private void Note(InvoicedDays days)
    {
        var at = _invoiced.FindIndex(i => i.Days.Start > days.Days.Start);
        _invoiced.Insert(at < 0 ? _invoiced.Count : at, days);
    }

    private bool Charge(ChargeDeed deed)
    {
        _charges.Add(new(deed.ChargeId, deed.Kind, "Charge", deed.Amount, deed.Day, deed.IsAlone, deed.IsTaxed, null));
        _schedule = null;
        return true;
    }

    /// <summary>As <c>VoidInvoice</c> does: its days are free again or stay unbilled, its charges wait again.</summary>
    private bool Void(VoidDeed deed)
    {
        if (Documents.FindLast(d => d.Key == deed.Document && !d.IsVoid) is not { } document || !CanBeVoid(document))
        {
            return false;
        }
        (document.IsVoid, document.IsWaived) = (true, deed.IsWaived);
        _calendar = new([]);
        foreach (var other in Documents.Where(d => !d.IsVoid))
        {
            _calendar.Take(other.Draft);
        }
        if (document.Draft.Kind == InvoiceKind.Recurring)
        {
            _invoiced.RemoveAll(i => i.Days == document.Draft.Period && !i.IsWaived);
            if (deed.IsWaived)
            {
                Note(new(document.Draft.Period, document.Draft.IssueDate, IsWaived: true));
            }
        }
        foreach (var line in document.Draft.Lines)
        {
            if (line.ChargeId is { } id && Deeds.OfType<ChargeDeed>().Single(c => c.ChargeId == id) is var charge)
            {
                Charge(charge);
            }
        }
        _charges.Sort((one, other) => (one.ChargedOn, one.ChargeId).CompareTo((other.ChargedOn, other.ChargeId)));
        _schedule = null;
        return true;
    }
}
