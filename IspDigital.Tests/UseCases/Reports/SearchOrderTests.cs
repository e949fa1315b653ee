using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Reports;

/// <summary>Who comes first in the search box, whether few or nearly all have what was typed, on each database.</summary>
public abstract class SearchOrderSpecification : IAsyncLifetime
{
    private static readonly CancellationToken s_cancellation = TestContext.Current.CancellationToken;

    private TestPortal _portal = null!;
    private List<Subscriber> _people = [];

    /// <summary>A portal on an empty database of the provider.</summary>
    protected abstract Task<TestPortal> Start();

    // Most have "user" in their PPP name, one has nothing else; a few have names that begin so; every third is closed.
    public async ValueTask InitializeAsync()
    {
        _portal = await Start();
        var plan = await _portal.GivenPlan();
        await using var db = _portal.OpenDb();
        var router = new Router("Mirpur");
        db.Routers.Add(router);
        await db.SaveChangesAsync(s_cancellation);
        foreach (var i in Enumerable.Range(1, 60))
        {
            var person = new Subscriber($"N-{i:000}", i % 15 == 0 ? $"User {i}" : $"{(char)('z' - (i % 7))}akib {i} 10%_", $"88017{i:00000000}", _portal.Today, plan);
            person.Connect(router.Id, i switch { 40 => "user", 41 => "uSer 1", _ => $"user{i}" });
            if (i % 3 == 0)
            {
                person.Close(_portal.Today);
            }
            db.Subscribers.Add(person);
        }
        await db.SaveChangesAsync(s_cancellation);
        _people = await db.Subscribers.ToListAsync(s_cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("USER 1")]
    [InlineData("user 45")]
    [InlineData("zakib")]
    [InlineData("8801")]
    [InlineData("01700-000007")]
    [InlineData("n-0")]
    [InlineData("n-012")]
    [InlineData("10%_")]
    public async Task Find_WhatFewOrManyHave_HasTheExactFirstThenNamesThatBeginSoThenByName(string typed)
    {
        await using var scope = _portal.As(Role.Owner);
        var hits = await scope.ServiceProvider.GetRequiredService<SearchQueries>().Find(typed, s_cancellation);

        Assert.Equal(
            _people.AsQueryable().Matching(typed).AsEnumerable().OrderBy(p => Rank(p, typed)).ThenBy(p => p.ClosedOn is not null)
                .ThenBy(p => p.SearchText, StringComparer.Ordinal).Take(SearchQueries.HitsMax).Select(p => p.Code),
            hits.Select(h => h.Code));
    }

    private static int Rank(Subscriber person, string typed)
    {
        var text = SubscriberSearch.Normalise(typed);
        var isExact = person.SearchText.Contains($"\n{text}\n", StringComparison.Ordinal)
            || person.SearchText.Contains($"\n{SubscriberSearch.PhonePart(typed)}\n", StringComparison.Ordinal);
        return isExact ? 0 : person.SearchText.StartsWith(text, StringComparison.Ordinal) ? 1 : 2;
    }
}

public sealed class SqliteSearchOrderTests : SearchOrderSpecification
{
    protected override Task<TestPortal> Start() => Task.FromResult(TestPortal.Start());
}

public sealed class PostgresSearchOrderTests : SearchOrderSpecification
{
    protected override Task<TestPortal> Start() => TestPortal.StartPostgres();
}
