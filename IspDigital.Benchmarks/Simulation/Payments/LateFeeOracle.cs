using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation.Payments;

/// <summary>Fees for paying late: after the last day to pay, on a day that has come, once for each ordinal.</summary>
internal static class LateFeeOracle
{
    /// <summary>What does not hold.</summary>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, DateOnly today)
    {
        var fees = await db.Charges.AsNoTracking().Where(c => c.Kind == LineKind.LateFee && c.AboutInvoiceId != null).OrderBy(c => c.Id).ToListAsync();
        var lastDays = await db.Invoices.AsNoTracking().Select(i => new { i.Id, i.LastDayToPay }).ToDictionaryAsync(i => i.Id, i => i.LastDayToPay);
        return
        [
            .. fees.Where(f => f.ChargedOn <= lastDays[f.AboutInvoiceId!.Value]).Select(f => $"late fee {f.Id} of {f.ChargedOn:yyyy-MM-dd} is charged before the last day to pay is over"),
            .. fees.Where(f => f.InvoiceId is null && f.CancelledAt is null && f.ChargedOn > today).Select(f => $"late fee {f.Id} of {f.ChargedOn:yyyy-MM-dd} is charged before its day"),
            .. fees.GroupBy(f => (f.AboutInvoiceId, f.Ordinal)).Where(g => g.Count() > 1).Select(g => $"{g.Key} is charged twice"),
        ];
    }
}
