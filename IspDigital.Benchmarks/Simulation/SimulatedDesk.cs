using IspDigital.Core.Access;
using IspDigital.Core.Billing;
using IspDigital.Core.Ledger;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>
/// What is put right at a desk, by chance: documents voided, credited, adjusted, marked as paid, debts written off, advances given back, payments taken back long after,
/// and lists of cuts undone. What cannot be done is refused by the use case, as for a clerk who tries.
/// </summary>
internal sealed class SimulatedDesk(SimulatedWorld world, SimulatedJobs jobs)
{
    private const int Lately = 90;
    private static readonly Actor s_owner = Actor.Person(1, "owner", Role.Owner);
    private readonly SeededChance chance = world.Chance;
    private int _references;

    /// <summary>How many things were put right.</summary>
    public int Deeds { get; private set; }

    /// <summary>A day: on some of them something is put right.</summary>
    public async Task Day()
    {
        if (!chance.OnceIn(4) || await Invoice() is not { } invoice)
        {
            return;
        }
        var (command, reference) = (((IIdGenerator)chance).Next(), $"NG{++_references:D6}");
        Deeds++;
        await (chance.Next(9) switch
        {
            0 or 1 => Do<VoidInvoice, VoidInvoiceRequest, Done>(new(invoice.Id, "wrong")),
            2 => Do<IssueCreditNote, IssueCreditNoteRequest, IssuedCreditNote>(new(command, invoice.Id, chance.OnceIn(2) ? null : PartOf(invoice.Total), "no service")),
            3 => Do<AdjustInvoice, AdjustInvoiceRequest, AdjustedInvoice>(new(command, invoice.Id, chance.OnceIn(3) ? Money.FromTaka(chance.Next(3_000)) : PartOf(invoice.Total), "agreed")),
            4 => Do<MarkInvoicePaid, MarkInvoicePaidRequest, RecordedPayment>(new(command, invoice.Id, PaymentMethod.Nagad, reference, "seen on the phone")),
            5 => Do<WriteOffDebt, WriteOffDebtRequest, WrittenOff>(new(command, invoice.SubscriberId, chance.OnceIn(2) ? invoice.Id : null, "gone")),
            6 => GiveBack(command, reference),
            7 => TakeBack(),
            _ => UndoCuts(),
        });
    }

    /// <summary>A document of lately.</summary>
    private async Task<Invoice?> Invoice()
    {
        await using var db = world.Portal.OpenDb();
        var since = world.Day.AddDays(-Lately);
        var some = await db.Invoices.AsNoTracking().Where(i => i.IssueDate >= since).OrderBy(i => i.Id).ToListAsync();
        return some.Count == 0 ? null : some[chance.Next(some.Count)];
    }

    private async Task GiveBack(Guid command, string reference)
    {
        await using var db = world.Portal.OpenDb();
        var advances = await db.JournalLines.Where(l => l.Account == Account.Advances).GroupBy(l => l.SubscriberId)
            .Select(g => new { Id = g.Key, Minor = -g.Sum(l => l.Amount.Minor) }).Where(a => a.Minor > 0).OrderBy(a => a.Id).ToListAsync();
        if (advances.Count > 0)
        {
            var one = advances[chance.Next(advances.Count)];
            var amount = chance.OnceIn(2) ? new Money(one.Minor) : PartOf(new Money(one.Minor));
            await Do<RefundAdvance, RefundAdvanceRequest, RecordedRefund>(new(command, one.Id, amount, PaymentMethod.Bank, reference, "asked for it"));
        }
    }

    private async Task TakeBack()
    {
        List<long> payments;
        await using (var db = world.Portal.OpenDb())
        {
            payments = await db.Payments.Where(p => p.ReversedAt == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
        }
        if (payments.Count > 0)
        {
            await Do<ReversePayment, ReversePaymentRequest, ReversedPayment>(new(payments[chance.Next(payments.Count)], "cheque came back"));
        }
    }

    private async Task UndoCuts()
    {
        long? batch;
        await using (var db = world.Portal.OpenDb())
        {
            batch = await db.CutBatches.OrderByDescending(b => b.Id).Select(b => (long?)b.Id).FirstOrDefaultAsync();
        }
        if (batch is { } id)
        {
            await Do<UndoBatch, UndoBatchRequest, int>(new(id, "wrong list"));
        }
    }

    private Money PartOf(Money whole) => new(1 + chance.Next((int)Math.Max(1, Math.Abs(whole.Minor))));

    private Task Do<TUseCase, TRequest, TResult>(TRequest request)
        where TUseCase : UseCase<TRequest, TResult> => jobs.Through(async () =>
    {
        await using var scope = world.Portal.As(s_owner);
        await scope.ServiceProvider.GetRequiredService<TUseCase>().Run(request);
    });
}
