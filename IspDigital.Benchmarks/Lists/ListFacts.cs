using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Lists;

/// <summary>Somebody to look for.</summary>
internal sealed record Person(long Id, string Code, string Name, string Phone, string? PppName);

/// <summary>What can be asked for in this database.</summary>
internal sealed class ListFacts
{
    private const int Sampled = 2_000;

    public required int Invoices { get; init; }

    public required int OpenAccounts { get; init; }

    public required DateOnly LastIssue { get; init; }

    public required List<Person> People { get; init; }

    public required List<string> Areas { get; init; }

    public required List<long> Plans { get; init; }

    public required List<long> Routers { get; init; }

    public required List<long> Runs { get; init; }

    public required List<string> Numbers { get; init; }

    public required List<string> Transactions { get; init; }

    public static async Task<ListFacts> Read(IspDbContext db)
    {
        var (people, invoices, payments) = (await db.Subscribers.CountAsync(), await db.Invoices.CountAsync(), await db.Payments.CountAsync());
        var (eachPerson, eachInvoice, eachPayment) = (Math.Max(1, people / Sampled), Math.Max(1, invoices / Sampled), Math.Max(1, payments / Sampled));
        return new ListFacts
        {
            Invoices = invoices,
            OpenAccounts = await db.Subscribers.CountAsync(s => s.ClosedOn == null),
            LastIssue = await db.Invoices.MaxAsync(i => i.IssueDate),
            People = await db.Subscribers.Where(s => s.Id % eachPerson == 0).Select(s => new Person(s.Id, s.Code, s.Name, s.Phone, s.PppName)).ToListAsync(),
            Areas = await db.Subscribers.Select(s => s.Address.Area).Distinct().ToListAsync(),
            Plans = await db.Plans.Select(p => p.Id).ToListAsync(),
            Routers = await db.Routers.Select(r => r.Id).ToListAsync(),
            Runs = await db.BillingRuns.Select(r => r.Id).ToListAsync(),
            Numbers = await db.Invoices.Where(i => i.Id % eachInvoice == 0).Select(i => i.Number).ToListAsync(),
            Transactions = await db.Payments.Where(p => p.Id % eachPayment == 0 && p.TransactionId != null).Select(p => p.TransactionId!).ToListAsync(),
        };
    }

    public static T Any<T>(List<T> of, Random random) => of[random.Next(of.Count)];

    /// <summary>A month of the last year.</summary>
    public InvoiceFilter Month(Random random)
    {
        var first = new DateOnly(LastIssue.Year, LastIssue.Month, 1).AddMonths(-random.Next(12));
        return new(IssuedFrom: first, IssuedTo: first.AddMonths(1).AddDays(-1));
    }
}
