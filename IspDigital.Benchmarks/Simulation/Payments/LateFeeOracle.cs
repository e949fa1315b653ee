using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation.Payments;

/// <summary>
/// Fees for paying late: who owed on the morning after the last day to pay has one, who owed nothing has none; of the amount that the settings say, on a
/// day that has come, and once for each ordinal.
/// </summary>
internal static class LateFeeOracle
{
    private static readonly TimeZoneInfo s_dhaka = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dhaka");

    /// <summary>What does not hold.</summary>
    /// <param name="db">The world's database.</param>
    /// <param name="today">The day that it is; fees were looked for on it.</param>
    public static async Task<IReadOnlyList<string>> Broken(IspDbContext db, DateOnly today)
    {
        var settings = await SettingsRow.Load<BillingSettings>(db);
        var fees = await db.Charges.AsNoTracking().Where(c => c.Kind == LineKind.LateFee && c.AboutInvoiceId != null).OrderBy(c => c.Id).ToListAsync();
        var invoices = await db.Invoices.AsNoTracking().OrderBy(i => i.Id).ToDictionaryAsync(i => i.Id);
        var settled = await Settled(db);
        Money Unpaid(Invoice invoice, DateOnly morning, DateTimeOffset knownAt) =>
            invoice.Total - settled[invoice.Id].Where(s => s.On < morning && s.At <= knownAt).Sum(s => s.Amount);
        List<Charge> unowed = [];
        foreach (var fee in fees.Where(f => !Unpaid(invoices[f.AboutInvoiceId!.Value], f.ChargedOn, f.RecordedAt).IsPositive))
        {
            if (!await IsByAClockAhead(db, fee))
            {
                unowed.Add(fee);
            }
        }
        var first = fees.Where(f => f.Ordinal == 1).Select(f => f.AboutInvoiceId!.Value).ToHashSet();
        return
        [
            .. fees.Where(f => f.ChargedOn <= invoices[f.AboutInvoiceId!.Value].LastDayToPay).Select(f => $"late fee {f.Id} of {f.ChargedOn:yyyy-MM-dd} is charged before the last day to pay is over"),
            .. fees.Where(f => f.InvoiceId is null && f.CancelledAt is null && f.ChargedOn > today).Select(f => $"late fee {f.Id} of {f.ChargedOn:yyyy-MM-dd} is charged before its day"),
            .. fees.GroupBy(f => (f.AboutInvoiceId, f.Ordinal)).Where(g => g.Count() > 1).Select(g => $"{g.Key} is charged twice"),
            .. fees.Where(f => f.Amount.Minor != settings.LateFeeMinor || (f.Ordinal > 1 && !settings.LateFeeEachPeriod)).Select(f => $"late fee {f.Id} is the {f.Ordinal}. of {f.Amount}"),
            .. unowed.Select(f => $"late fee {f.Id} is charged though its invoice was paid when {f.ChargedOn:yyyy-MM-dd} began"),
            .. settings.LateFee == LateFeeKind.Off ? [] : invoices.Values
                .Where(i => i.Kind != InvoiceKind.CreditNote && i.Status != InvoiceStatus.Void && !first.Contains(i.Id))
                .Select(i => (Invoice: i, Morning: MorningAfter(i)))
                .Where(i => i.Morning <= today && i.Morning >= settings.LateFeeFrom && Unpaid(i.Invoice, i.Morning, DateTimeOffset.MaxValue).IsPositive)
                .Select(i => $"invoice {i.Invoice.Number} was owed when {i.Morning:yyyy-MM-dd} began and has no late fee"),
        ];
    }

    /// <summary>What a clock that was ahead found due and a run has billed stays (docs/billing.md): on record before what is of an earlier hour.</summary>
    private static Task<bool> IsByAClockAhead(IspDbContext db, Charge fee) => db.AuditEntries.AnyAsync(later => later.At < fee.RecordedAt
        && later.Id > db.AuditEntries.Where(e => e.Action == AuditAction.LateFeeCharged && e.SubjectId == fee.Id).Max(e => e.Id));

    /// <summary>Nobody can pay before an invoice is made.</summary>
    private static DateOnly MorningAfter(Invoice invoice)
    {
        var made = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(invoice.IssuedAt, s_dhaka).DateTime);
        return (made > invoice.LastDayToPay ? made : invoice.LastDayToPay).AddDays(1);
    }

    /// <summary>What settled each invoice: when it was noted, and the day on which it counts. Money counts when it was received, what came of it later when that was noted.</summary>
    private static async Task<ILookup<long, (DateTimeOffset At, DateOnly On, Money Amount)>> Settled(IspDbContext db)
    {
        var payments = await db.Payments.AsNoTracking().Include(p => p.Allocations).ToListAsync();
        return payments.SelectMany(p => p.Allocations.Where(a => a.InvoiceId is not null).Select(a => (Payment: p, Share: a))).ToLookup(
            s => s.Share.InvoiceId!.Value,
            s => (s.Share.At, s.Share.At == s.Payment.RecordedAt ? s.Payment.ReceivedOn : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(s.Share.At, s_dhaka).DateTime), s.Share.Amount));
    }
}
