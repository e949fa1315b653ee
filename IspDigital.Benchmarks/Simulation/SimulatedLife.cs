using IspDigital.Core.Access;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>What people do on a day, by chance: all through the product's own use cases.</summary>
internal sealed class SimulatedLife(SimulatedWorld world, SimulatedJobs jobs)
{
    private static readonly Actor s_owner = Actor.Person(1, "owner", Role.Owner);
    private readonly SeededChance chance = world.Chance;
    private readonly List<(long Id, string Profile)> _plans = [];

    /// <summary>How many things were done.</summary>
    public int Deeds { get; private set; }

    /// <summary>Plans of every kind: tax on top and inside, a yearly one, one with lead days, one in arrears.</summary>
    public async Task MakePlans(UnitOfWork work)
    {
        var (vat, inside) = (new Tax("VAT", TaxMode.Exclusive, new(2020, 1, 1), 500), new Tax("VAT inside", TaxMode.Inclusive, new(2020, 1, 1), 500));
        work.Db.AddRange(vat, inside);
        await work.Save();
        (string Name, decimal Taka, Tax? Tax, BillingTermsOverride Terms)[] plans =
        [
            ("Home 5", 400, vat, new()), ("Home 10", 700, vat, new()), ("Home 20", 1_100, inside, new() { LeadDays = 5 }),
            ("Office", 3_333, null, new() { Timing = BillingTiming.Arrears }), ("Year", 7_777, vat, new() { CycleUnit = CycleUnit.Month, CycleCount = 12 }),
        ];
        foreach (var (name, taka, tax, terms) in plans)
        {
            var speed = new SpeedProfile(10_000_000, 10_000_000, name);
            var plan = new Plan(name, speed, new(2020, 1, 1), Money.FromTaka(taka));
            plan.Describe(name, speed, tax?.Id, terms, isOffered: true);
            work.Db.Add(plan);
            await work.Save();
            _plans.Add((plan.Id, name));
            world.Routers.AddProfile(name);
        }
    }

    /// <summary>Subscribers join, some on a date of the past months, with cycles and days of their own.</summary>
    public async Task Join(IspStore store, DateOnly today, int count) => await store.Write<Done>(async work =>
    {
        for (var i = 0; i < count; i++)
        {
            var activated = today.AddDays(-chance.Next(60));
            var (plan, profile) = _plans[chance.Next(_plans.Count)];
            var subscriber = new Subscriber($"S-{i:D5}", $"Subscriber {i}", $"8801{700_000_000 + i}", activated, plan);
            var router = world.Routers.All[i % world.Routers.All.Count].Id;
            subscriber.Connect(router, $"user{i:D5}");
            world.Routers.AddLine(router, $"user{i:D5}", profile);
            if (i % 3 == 0)
            {
                subscriber.Describe(subscriber.Name, subscriber.Phone, $"user{i}@example.com", i % 2 == 0 ? "bn" : "en", new Address(), null);
            }
            subscriber.SetTerms(Terms());
            if (chance.OnceIn(4))
            {
                subscriber.Agree(new(activated, chance.OnceIn(2) ? Money.FromTaka(100 + chance.Next(900)) : null, chance.Next(5) * 500, discountUntil: activated.AddDays(chance.Next(500))));
            }
            work.Db.Add(subscriber);
        }
        work.Record(AuditAction.SubscriberAdded, nameof(Subscriber), null);
        await work.Save();
        return new Done();
    });

    /// <summary>Somebody moves in where another left, and gets the login name that is free again; the account on the router is as it was left.</summary>
    public async Task MoveIn(DateOnly today)
    {
        await using var db = world.Portal.OpenDb();
        var left = await db.Subscribers.AsNoTracking().Where(s => s.ClosedOn <= today && !db.Subscribers.Any(o => o.PppName == s.PppName && o.Id > s.Id)).OrderBy(s => s.Id).FirstOrDefaultAsync();
        if (left is null)
        {
            return;
        }
        var number = await db.Subscribers.CountAsync();
        await using var scope = world.Portal.As(s_owner);
        await scope.ServiceProvider.GetRequiredService<IspStore>().Write<Done>(async work =>
        {
            var subscriber = new Subscriber($"S-{number:D5}", $"Subscriber {number}", $"8801{700_000_000 + number}", today, chance.One<long>([.. _plans.Select(p => p.Id)]));
            subscriber.Connect(left.RouterId, left.PppName);
            work.Db.Add(subscriber);
            await work.Save();
            work.MarkAccess(subscriber.Id, nameof(AuditAction.SubscriberAdded));
            work.Record(AuditAction.SubscriberAdded, nameof(Subscriber), subscriber.Id, subscriber.Id);
            return new Done();
        });
    }

    /// <summary>A day of deeds: a share of all subscribers does something, and some pay.</summary>
    public async Task Day(DateOnly today)
    {
        List<(long Id, bool Owes, DateOnly? ClosedOn)> people;
        await using (var db = world.Portal.OpenDb())
        {
            people = [.. (await db.Subscribers.AsNoTracking().OrderBy(s => s.Id)
                .Select(s => new { s.Id, Owes = db.Invoices.Any(i => i.SubscriberId == s.Id && i.Status == InvoiceStatus.Open), s.ClosedOn }).ToListAsync())
                .Select(s => (s.Id, s.Owes, s.ClosedOn))];
        }
        foreach (var (id, owes, closedOn) in people)
        {
            if (owes && chance.OnceIn(12))
            {
                await Pay(id, today);
            }
            if (closedOn is null && chance.OnceIn(90))
            {
                await Do(id, today);
            }
        }
    }

    private BillingTermsOverride Terms() => chance.Next(6) switch
    {
        0 => new() { AlignDay = 1 + chance.Next(31) },
        1 => new() { CycleUnit = CycleUnit.Month, CycleCount = 3 },
        2 => new() { CycleUnit = CycleUnit.Day, CycleCount = 7 + chance.Next(24) },
        3 => new() { Timing = BillingTiming.Arrears },
        _ => new(),
    };

    private async Task Do(long id, DateOnly today)
    {
        await using var scope = world.Portal.As(s_owner);
        var services = scope.ServiceProvider;
        Deeds++;
        // What cannot be done today (resume without a pause, the plan one is on) is refused by the use case, as for a clerk who tries.
        _ = chance.Next(11) switch
        {
            0 or 1 => await Told(services.GetRequiredService<PauseSubscriber>().Run(new(id, today, null, "village"))),
            2 => await Told(services.GetRequiredService<PauseSubscriber>().Run(new(id, today.AddDays(chance.Next(10)), today.AddDays(11 + chance.Next(40)), "travel"))),
            3 or 4 => await Told(services.GetRequiredService<ResumeSubscriber>().Run(new(id, today))),
            5 => await Told(services.GetRequiredService<ChangePlan>().Run(new(id, chance.One<long>([.. _plans.Select(p => p.Id)]), today))),
            6 => await Told(services.GetRequiredService<ChangePlan>().Run(new(id, chance.One<long>([.. _plans.Select(p => p.Id)]), today.AddDays(chance.Next(45))))),
            7 => await Charge(services, id, today),
            8 or 9 => await ByHand(services, id, today),
            _ when chance.OnceIn(6) => await Told(services.GetRequiredService<CloseSubscriber>().Run(new(id, "moved"))),
            _ => await Agree(services, id),
        };
    }

    private static async Task<bool> Told<T>(Task<Result<T>> deed) => (await deed).IsOk;

    private async Task<bool> Agree(IServiceProvider services, long id)
    {
        if (await services.GetRequiredService<SubscriberAccountQueries>().Form(id) is not { } form)
        {
            return false;
        }
        form.CustomPrice = chance.OnceIn(2) ? Money.FromTaka(100 + chance.Next(2_000)) : null;
        form.DiscountBasisPoints = chance.Next(4) * 1_000;
        return await Told(services.GetRequiredService<EditSubscriber>().Run(form));
    }

    /// <summary>Staff switch a line, spare somebody, or take a promise.</summary>
    private async Task<bool> ByHand(IServiceProvider services, long id, DateOnly today)
    {
        var until = today.AddDays(chance.Next(20));
        return chance.Next(5) switch
        {
            0 => await Told(services.GetRequiredService<OverrideAccess>().Run(new(id, Online: true, until, "promised by the boss"))),
            1 => await Told(services.GetRequiredService<OverrideAccess>().Run(new(id, Online: false, chance.OnceIn(3) ? null : until, "cable is cut"))),
            2 => await Told(services.GetRequiredService<LiftOverride>().Run(new(id, "mended"))),
            3 => await Told(services.GetRequiredService<GrantExemption>().Run(new(id, until, NeverEnds: false, "hospital"))),
            _ => await Told(services.GetRequiredService<GrantPromise>().Run(new(id, until, "pays with the salary"))),
        };
    }

    private async Task<bool> Charge(IServiceProvider services, long id, DateOnly today)
    {
        var terms = new ChargeTerms(LineKind.OneOff, "Router", Money.FromTaka(1 + chance.Next(2_000)), today, IsBilledAlone: chance.OnceIn(3));
        var commandId = ((IIdGenerator)chance).Next();
        return await Told(services.GetRequiredService<IspStore>().Write<Done>(async work =>
        {
            work.Db.Add(new Charge(commandId, id, terms, work.Now, work.Actor.Name));
            work.Record(AuditAction.ChargeAdded, nameof(Core.Billing.Charge), null, id);
            await work.Db.BillingSchedules.Where(s => s.SubscriberId == id).ExecuteDeleteAsync();
            return new Done();
        }));
    }

    /// <summary>A payment that somebody who owes is about to make, or null where nobody owes.</summary>
    public async Task<RecordPaymentRequest?> Payment(DateOnly today)
    {
        List<long> owing;
        await using (var db = world.Portal.OpenDb())
        {
            // Who is off pays first.
            owing = await db.Invoices.Where(i => i.Status == InvoiceStatus.Open && i.LastDayToPay < today).Select(i => i.SubscriberId).Distinct().Order().ToListAsync();
        }
        return owing.Count == 0 ? null : await Payment(owing[chance.Next(owing.Count)], today);
    }

    private async Task<RecordPaymentRequest> Payment(long id, DateOnly today)
    {
        Money owed;
        await using (var db = world.Portal.OpenDb())
        {
            owed = new((await db.Invoices.Where(i => i.SubscriberId == id && i.Status == InvoiceStatus.Open).ToListAsync()).Sum(i => i.Outstanding.Minor));
        }
        Deeds++;
        return world.Notices.Made(id, chance.Next(5) switch
        {
            0 => Money.FromTaka(1 + chance.Next(300)),
            1 => owed + Money.FromTaka(chance.Next(1_000)),
            _ => owed,
        }, today);
    }

    private async Task Pay(long id, DateOnly today)
    {
        var request = await Payment(id, today);
        RecordedPayment? paid = null;
        await jobs.Through(async () => paid = await world.Notices.Deliver(request));
        if (paid is { } payment && chance.OnceIn(25))
        {
            await jobs.Through(async () =>
            {
                await using var scope = world.Portal.As(s_owner);
                await scope.ServiceProvider.GetRequiredService<ReversePayment>().Run(new(payment.PaymentId, "cheque came back"));
            });
        }
    }
}
