using IspDigital.Benchmarks.Lists;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Data;

/// <summary>Lists that are longer than they are counted: their pages miss nothing and show nothing twice, however far down.</summary>
public sealed class LongListTests : IAsyncLifetime
{
    private const int Subscribers = 3_500;
    private const int Months = 12;

    private TestPortal _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _portal = TestPortal.Start();
        ListSeed.Fill(Path.Combine(_portal.Folder, "ispdigital.db"), Subscribers, Months, _portal.Today);
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    // Plans 1 to 12 in turn: of the last one there are four of fifteen.
    [Theory]
    [InlineData(null)]
    [InlineData(12L)]
    public async Task Pages_OfAllInvoicesAndOfAPlan_HoldEachOnceInOrder(long? plan)
    {
        await using var db = _portal.OpenDb();
        var all = await db.Invoices.Where(i => plan == null || db.Subscribers.Any(s => s.Id == i.SubscriberId && s.PlanId == plan))
            .OrderByDescending(i => i.IssueDate).ThenByDescending(i => i.Id).Select(i => i.Id).ToListAsync(Cancellation);
        List<long> seen = [];
        for (var number = 1; number == 1 || seen.Count < all.Count; number++)
        {
            var listing = await Ask(new(PlanId: plan), new(number, PageRequest.SizeMax));

            Assert.NotEmpty(listing.Page.Rows);
            seen.AddRange(listing.Page.Rows.Select(r => r.Id));
            var isCounted = plan is null || (all.Count <= InvoiceQueries.CountOfPeopleMax && seen.Count <= InvoiceQueries.CountOfPeopleMax);
            Assert.True(isCounted ? listing.Page.Total == all.Count && !listing.Page.IsMore : listing.Page.Total > seen.Count || seen.Count == all.Count, $"{listing.Page.Total} at {seen.Count} of {all.Count}");
        }
        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task Pages_OfWhatTheManyOfAPlanHaveToPay_HoldEachOnceByDueDate()
    {
        await using var db = _portal.OpenDb();
        await db.Database.ExecuteSqlAsync($"UPDATE Invoices SET Status = 'Open' WHERE SubscriberId IN (SELECT Id FROM Subscribers WHERE PlanId = 12)", Cancellation);
        var all = await db.Invoices.Where(i => i.Status == InvoiceStatus.Open && db.Subscribers.Any(s => s.Id == i.SubscriberId && s.PlanId == 12))
            .OrderBy(i => i.DueDate).ThenBy(i => i.Id).Select(i => i.Id).ToListAsync(Cancellation);
        List<long> seen = [];
        for (var number = 1; seen.Count < all.Count; number++)
        {
            var listing = await Ask(new(Status: InvoiceStatus.Open, PlanId: 12), new(number, PageRequest.SizeMax));

            Assert.Equal((all.Count, false), (listing.Page.Total, listing.Page.IsMore));
            seen.AddRange(listing.Page.Rows.Select(r => r.Id));
        }
        Assert.Equal(all, seen);
        Assert.True(all.Count > 10_000, $"{all.Count}");
    }

    [Fact]
    public async Task Page_BehindTheLast_IsEmptyAndSaysHowManyThereAre()
    {
        var behind = await Ask(new(PlanId: 12), new(1_000));

        Assert.Empty(behind.Page.Rows);
        Assert.InRange(behind.Page.Total, 1, InvoiceQueries.CountOfPeopleMax * 10);
    }

    [Fact]
    public async Task Pages_ByOldestDebt_HoldEachDebtorOnceByTheirFirstDueDate()
    {
        await using var db = _portal.OpenDb();
        var owed = await db.Invoices.Where(i => i.Status == InvoiceStatus.Open && !db.Subscribers.Any(s => s.Id == i.SubscriberId && s.ClosedOn <= _portal.Today))
            .GroupBy(i => i.SubscriberId).Select(g => new { g.Key, Oldest = g.Min(i => i.DueDate) }).ToDictionaryAsync(d => d.Key, d => d.Oldest, Cancellation);
        foreach (var isDown in new[] { false, true })
        {
            List<SubscriberRow> seen = [];
            for (var number = 1; seen.Count < owed.Count; number++)
            {
                await using var scope = _portal.As(Role.Owner);
                seen.AddRange((await scope.ServiceProvider.GetRequiredService<SubscriberQueries>().List(new(), new(number, 100, "oldest", isDown), Cancellation)).Rows);
            }
            var debtors = seen.Take(owed.Count).ToList();

            Assert.Equal(owed.Keys.Order(), debtors.Select(d => d.Id).Order());
            Assert.All(debtors, d => Assert.Equal(owed[d.Id], d.OldestDueOn));
            Assert.Equal(isDown ? debtors.Select(d => d.OldestDueOn).OrderDescending() : debtors.Select(d => d.OldestDueOn).Order(), debtors.Select(d => d.OldestDueOn));
        }
    }

    private async Task<InvoiceListing> Ask(InvoiceFilter filter, PageRequest page)
    {
        await using var scope = _portal.As(Role.Owner);
        return await scope.ServiceProvider.GetRequiredService<InvoiceQueries>().ListWithSums(filter, page, Cancellation);
    }
}
