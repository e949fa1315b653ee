using IspDigital.Core.Ledger;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Benchmarks.Simulation.Payments;

/// <summary>
/// Payments as they come: cash whose form is saved twice, and notices of bKash that arrive once, twice or three times, some days later and in another
/// order, typed as somebody types them. Beside them the book that a careful clerk would keep.
/// </summary>
internal sealed class SimulatedNotices(SimulatedWorld world)
{
    private static readonly Actor s_clerk = Actor.Person(1, "owner", Role.Owner);
    private readonly List<RecordPaymentRequest> _again = [];
    private readonly Dictionary<string, long> _book = [];
    private int _references;

    /// <summary>A payment that somebody makes today.</summary>
    public RecordPaymentRequest Made(long subscriberId, Money amount, DateOnly today)
    {
        var commandId = ((IIdGenerator)world.Chance).Next();
        return world.Chance.OnceIn(2)
            ? new(commandId, subscriberId, amount, PaymentMethod.Cash, today)
            : new(commandId, subscriberId, amount, PaymentMethod.BKash, today, $"BK{++_references:D6}x");
    }

    /// <summary>Records it, and keeps what will come again.</summary>
    public async Task<RecordedPayment?> Deliver(RecordPaymentRequest request)
    {
        var recorded = await Record(request);
        if (recorded is null)
        {
            return null;
        }
        _book[KeyOf(request)] = request.Amount.Minor;
        for (var copies = world.Chance.OnceIn(4) ? 1 + world.Chance.Next(2) : 0; copies > 0; copies--)
        {
            _again.Add(Copy(request));
        }
        return recorded;
    }

    /// <summary>Some of what is to come again comes, in any order.</summary>
    public async Task DeliverAgain()
    {
        for (var left = _again.Count; left > 0; left--)
        {
            if (world.Chance.OnceIn(2))
            {
                var at = world.Chance.Next(_again.Count);
                await Record(_again[at]);
                _again.RemoveAt(at);
            }
        }
    }

    /// <summary>Payments that are not exactly those of the book, and money accounts that do not hold what was paid.</summary>
    public async Task<IReadOnlyList<string>> Broken(Core.Data.IspDbContext db)
    {
        var payments = await db.Payments.AsNoTracking().Where(p => p.Method == PaymentMethod.Cash || p.Method == PaymentMethod.BKash).ToListAsync();
        var recorded = payments.ToLookup(p => p.TransactionId ?? p.CommandId.ToString(), p => p.Amount.Minor);
        List<string> broken =
        [
            .. _book.Where(b => !recorded[b.Key].SequenceEqual([b.Value])).Select(b => $"{b.Key} was paid once with {b.Value} poisha and credited {string.Join(" and ", recorded[b.Key])}"),
            .. recorded.Where(r => !_book.ContainsKey(r.Key)).Select(r => $"{r.Key} was never paid and is credited"),
        ];
        foreach (var (account, method) in new[] { (Account.Cash, PaymentMethod.Cash), (Account.BKash, PaymentMethod.BKash) })
        {
            var held = await db.JournalLines.Where(l => l.Account == account).SumAsync(l => l.Amount.Minor);
            var paid = payments.Where(p => p.Method == method && p.ReversedAt is null).Sum(p => p.Amount.Minor);
            if (held != paid)
            {
                broken.Add($"{account} holds {held} poisha, {paid} were paid");
            }
        }
        return broken;
    }

    private async Task<RecordedPayment?> Record(RecordPaymentRequest request)
    {
        await using var scope = world.Portal.As(s_clerk);
        var recorded = await scope.ServiceProvider.GetRequiredService<RecordPayment>().Run(request);
        return recorded.IsOk ? recorded.Value : null;
    }

    /// <summary>The same form saved again; or the same notice on another form, typed another way.</summary>
    private RecordPaymentRequest Copy(RecordPaymentRequest request) => request.Method == PaymentMethod.Cash || world.Chance.OnceIn(2)
        ? request
        : request with { CommandId = ((IIdGenerator)world.Chance).Next(), Reference = $" {request.Reference!.ToLowerInvariant()} " };

    private static string KeyOf(RecordPaymentRequest request) => request.Reference?.ToUpperInvariant() ?? request.CommandId.ToString();
}
