using IspDigital.Benchmarks.Simulation;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;

namespace IspDigital.Benchmarks.Lives;

/// <summary>What is done to one subscriber, by chance, as a clerk would try it.</summary>
internal sealed class LifeChance(SeededChance chance, LivedWorld world)
{
    private readonly int _every = 25 + chance.Next(150);
    private long _charges;
    private DateOnly _day;

    /// <summary>The next deed of the day, or null when the day is over.</summary>
    public Deed? Next(DateOnly day, LivedRecord record)
    {
        // One deed is often followed by another.
        var isAsMany = _day == day ? chance.OnceIn(3) : chance.OnceIn(_every);
        _day = day;
        if (!isAsMany || Some(day, record) is not { } deed)
        {
            return null;
        }
        return deed with { IsAfterRun = deed is AgreeDeed or VoidDeed || chance.OnceIn(3) };
    }

    private Deed? Some(DateOnly day, LivedRecord record) => record.Who switch
    {
        { IsClosed: true } => chance.OnceIn(3) ? Charge(day) : Void(day, record),
        { IsCut: true } when chance.OnceIn(2) => new ReconnectDeed(day),
        var who when chance.OnceIn(2) && who.PauseFrom(day) is { } pause =>
            new ResumeDeed(day, pause.From > day ? pause.From.AddDays(chance.OnceIn(2) ? 0 : chance.Next(30)) : day.AddDays(chance.OnceIn(3) ? chance.Next(20) : 0)),
        _ => chance.Next(16) switch
        {
            0 or 1 => new PauseDeed(day, day, null),
            2 or 3 => Pause(day.AddDays(chance.Next(40)), day),
            4 => Pause(day, day),
            5 or 6 => new PlanDeed(day, day, Plan()),
            7 or 8 => new PlanDeed(day, Renewal(day, record), Plan()),
            9 => new PlanDeed(day, day.AddDays(chance.Next(60)), Plan()),
            10 or 11 => new CutDeed(day),
            12 => Charge(day),
            13 => Agree(day, record),
            14 => Void(day, record),
            _ => chance.OnceIn(6) ? new CloseDeed(day) : new ResumeDeed(day, day),
        },
    };

    private long Plan() => 1 + chance.Next(world.Policy.Plans.Count);

    private PauseDeed Pause(DateOnly from, DateOnly today) =>
        new(today, from, chance.OnceIn(5) ? null : from.AddDays(1 + chance.Next(chance.OnceIn(3) ? 90 : 20)));

    private DateOnly Renewal(DateOnly day, LivedRecord record)
    {
        var decided = day > record.Who.ActivatedOn ? day : record.Who.ActivatedOn;
        var terms = world.Policy.TermsOf(world.Policy.Plans[record.Who.PlanOn(decided)], record.Who.Facts());
        return Core.Billing.Rules.Renewal.After(decided, terms, record.Who.ActivatedOn, record.Who.Facts().BillFrom, record.BilledUntil);
    }

    private ChargeDeed Charge(DateOnly day)
    {
        var gives = chance.OnceIn(3);
        var amount = new Money(chance.OnceIn(2) ? 100 * (1 + chance.Next(3_000)) : 1 + chance.Next(200_000));
        return new(day, ++_charges, gives ? LineKind.OutageCredit : LineKind.OneOff, gives ? -amount : amount, chance.OnceIn(3), !chance.OnceIn(3));
    }

    private AgreeDeed Agree(DateOnly day, LivedRecord record)
    {
        // What is due is issued first, so what is billed is known after that alone: the record does that here too.
        record.Run(day);
        var free = record.BilledUntil ?? record.Who.ActivatedOn;
        var first = day > record.Who.ActivatedOn ? day : record.Who.ActivatedOn;
        return new(day, free < day ? free : first, AgreedPrice.By(chance, day));
    }

    private VoidDeed? Void(DateOnly day, LivedRecord record)
    {
        record.Run(day);
        var last = record.Documents.Skip(record.Documents.Count - 6).Where(record.CanBeVoid).ToList();
        if (last.Count == 0)
        {
            return null;
        }
        var document = last[chance.Next(last.Count)];
        return new(day, document.Key, document.Draft.Kind == InvoiceKind.Recurring && chance.OnceIn(4));
    }
}
