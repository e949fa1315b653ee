using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IspDigital.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Benchmarks.Simulation;

/// <summary>A hash of what a world became: documents, books, payments, access, and what its routers hold. Equal worlds have equal ones.</summary>
internal static class SimulatedDigest
{
    public static async Task<string> Of(SimulatedWorld world)
    {
        await using var db = world.Portal.OpenDb();
        var text = new StringBuilder();
        await Documents(text, db);
        await Access(text, db);
        await Messages(text, db);
        world.Gateways.Taken.ToList().ForEach(t => Line(text, $"{t.Reference}|{t.Channel}|{t.IsAnswered}"));
        foreach (var (id, router) in world.Routers.All)
        {
            router.AccountsByName.ToList().ForEach(a => Line(text, $"router {id}|{a.Id}|{a.PppName}|{a.Profile}|{a.Disabled}"));
            router.Commands.ToList().ForEach(c => Line(text, $" {c}"));
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static async Task Documents(StringBuilder text, IspDbContext db)
    {
        foreach (var invoice in await db.Invoices.AsNoTracking().Include(i => i.Lines).OrderBy(i => i.Id).ToListAsync())
        {
            Line(text, $"{invoice.Number}|{invoice.SubscriberId}|{invoice.IssueDate:O}|{invoice.Total}|{invoice.Paid}|{invoice.Status}|{invoice.IssuedAt:O}");
            foreach (var line in invoice.Lines)
            {
                Line(text, $" {line.Kind}|{line.From:O}|{line.To:O}|{line.Net}|{line.Tax}|{line.Cause}");
            }
        }
        (await db.JournalLines.AsNoTracking().OrderBy(l => l.Id).ToListAsync()).ForEach(l => Line(text, $"{l.EntryId}|{l.SubscriberId}|{l.Account}|{l.Amount}"));
        (await db.Payments.AsNoTracking().OrderBy(p => p.Id).ToListAsync()).ForEach(p => Line(text, $"{p.Id}|{p.SubscriberId}|{p.Amount}|{p.TransactionId}|{p.RecordedAt:O}|{p.ReversedAt:O}"));
    }

    private static async Task Access(StringBuilder text, IspDbContext db)
    {
        foreach (var state in await db.DesiredStates.AsNoTracking().OrderBy(d => d.SubscriberId).ToListAsync())
        {
            Line(text, $"{state.SubscriberId}|{state.Version}|{state.Online}|{state.Profile}|{state.Apply}|{state.Attempts}|{state.ConfirmedAt:O}|{state.EvidenceJson}");
        }
        (await db.AuditEntries.AsNoTracking().OrderBy(e => e.Id).Select(e => new { e.At, e.Action, e.SubjectId, e.After }).ToListAsync())
            .ForEach(e => Line(text, $"{e.At:O}|{e.Action}|{e.SubjectId}|{e.After}"));
    }

    private static async Task Messages(StringBuilder text, IspDbContext db)
    {
        (await db.OutboxMessages.AsNoTracking().OrderBy(m => m.Id).ToListAsync())
            .ForEach(m => Line(text, $"{m.Id}|{m.DedupeKey}|{m.State}|{m.Attempts}|{m.UnknownOutcomes}|{m.NotBefore:O}|{m.SentAt:O}|{m.Gateway}|{m.Body}"));
        (await db.RemindersSent.AsNoTracking().OrderBy(r => r.Id).ToListAsync())
            .ForEach(r => Line(text, $"{r.InvoiceId}|{r.StepId}|{r.Channel}|{r.DecidedAt:O}|{r.Skip}"));
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
