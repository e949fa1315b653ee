using IspDigital.Benchmarks.Simulation;
using IspDigital.Core.Data;

namespace IspDigital.Tests.Support;

/// <summary>What must be true after everything, whatever happened: every scenario ends with it. The oracle is the simulation's.</summary>
public static class Invariants
{
    /// <summary>Checks them all and names what is broken.</summary>
    public static async Task Hold(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        await Hold(db, TestContext.Current.CancellationToken);
    }

    /// <summary>Checks them all and names what is broken.</summary>
    public static async Task Hold(IspDbContext db, CancellationToken cancellation = default)
    {
        var broken = await BooksOracle.Broken(db, cancellation);
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken.Take(20)));
    }
}
