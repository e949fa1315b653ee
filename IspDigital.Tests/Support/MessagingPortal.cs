using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Data;
using IspDigital.Core.Ledger;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders;
using IspDigital.Core.Subscribers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Support;

/// <summary>Facts and deeds for tests of reminders and messages: subscribers who owe, and the two runs.</summary>
public static class MessagingPortal
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A portal of a named operator, with recording ways out.</summary>
    public static async Task<TestPortal> Start(RecordingSms sms, RecordingEmail? email = null, Action<IServiceCollection>? more = null)
    {
        var portal = TestPortal.Start(
            services =>
            {
                services.UseRecording(email, sms);
                more?.Invoke(services);
            },
            new() { ["Messaging:Sms:PerSecondMax"] = "0", ["Messaging:Email:PerSecondMax"] = "0" });
        await portal.NameTheOperator();
        return portal;
    }

    /// <summary>Gives the operator a name and a phone.</summary>
    public static Task NameTheOperator(this TestPortal portal) => portal.Put(async work =>
    {
        await SettingsRow.Store(work, new CompanySettings { CompanyName = "Star Net", Phone = "09612345678" }, Cancellation);
        return 0L;
    });

    /// <summary>Writes facts as a job, with a line on record.</summary>
    public static async Task<long> Put(this TestPortal portal, Func<UnitOfWork, Task<long>> facts)
    {
        await using var scope = portal.AsJob();
        var written = await scope.ServiceProvider.GetRequiredService<IspStore>().Write<long>(async work =>
        {
            var id = await facts(work);
            work.Record(AuditAction.SettingsChanged, "Test", id);
            return id;
        }, Cancellation);
        return written.Value;
    }

    /// <summary>A subscriber who gets messages; on a plan of their own unless one is named.</summary>
    public static async Task<long> AddSubscriber(
        this TestPortal portal, string code = "C-1", string language = "en", string? email = null, long? groupId = null, long? planId = null) =>
        await portal.GivenSubscriber(planId ?? await portal.GivenPlan($"Plan of {code}"), code,
            s => s.Describe("Rahim Uddin", "8801712345678", email, language, new Address(), groupId));

    /// <summary>An invoice that is due on a day, with five days of grace, issued two weeks before.</summary>
    public static Task<long> AddInvoice(this TestPortal portal, long subscriberId, DateOnly due, decimal taka = 1050, int graceDays = 5, DateOnly? issued = null) => portal.Put(async work =>
    {
        var day = issued ?? due.AddDays(-14);
        var line = new LineDraft(LineKind.Recurring, "Home 10", new DateRange(day, day.AddMonths(1)), 31, Money.FromTaka(taka), Money.FromTaka(taka), 0, Money.Zero);
        var number = await work.Db.Invoices.CountAsync(Cancellation) + 1;
        var invoice = new Invoice($"INV-2026-{number:000000}",
            new InvoiceDraft(subscriberId, InvoiceKind.Recurring, new DateRange(day, day.AddMonths(1)), day, due, due.AddDays(graceDays), [line]), null, work.Now);
        work.Db.Invoices.Add(invoice);
        await work.Save(Cancellation);
        LedgerWriter.Post(work, new Posting(subscriberId, EntryKind.Charge, day, nameof(Invoice), invoice.Id, $"invoice:{invoice.Id}",
            [new(Account.Receivable, invoice.Total), new(Account.Revenue, -invoice.Total)]));
        return invoice.Id;
    });

    /// <summary>The invoice is paid in full.</summary>
    public static Task Pay(this TestPortal portal, long invoiceId) => portal.Put(async work =>
    {
        var invoice = await work.Db.Invoices.SingleAsync(i => i.Id == invoiceId, Cancellation);
        var amount = invoice.Outstanding;
        invoice.Settle(amount);
        LedgerWriter.Post(work, new Posting(invoice.SubscriberId, EntryKind.Payment, portal.Today, "Payment", invoiceId, $"payment:{invoiceId}",
            [new(Account.Cash, amount), new(Account.Receivable, -amount)]));
        return invoiceId;
    });

    /// <summary>The subscriber has paid ahead.</summary>
    public static Task PayAhead(this TestPortal portal, long subscriberId, decimal taka) => portal.Put(work =>
    {
        LedgerWriter.Post(work, new Posting(subscriberId, EntryKind.Payment, portal.Today, "Payment", subscriberId, $"ahead:{subscriberId}",
            [new(Account.Cash, Money.FromTaka(taka)), new(Account.Advances, -Money.FromTaka(taka))]));
        return Task.FromResult(subscriberId);
    });

    /// <summary>Queues a receipt-like notice.</summary>
    public static Task<long> Queue(this TestPortal portal, long subscriberId, MessageKind kind, string source, Channel channel = Channel.Sms, long? invoiceId = null) =>
        portal.Put(async work =>
        {
            var language = await work.Db.Subscribers.Where(s => s.Id == subscriberId).Select(s => s.Language).SingleAsync(Cancellation);
            var message = Outbox.Enqueue(work, new OutboxDraft(
                subscriberId, channel, kind, language, $"{kind}:{source}:{channel}", invoiceId, ExpiresAt: work.Now.AddHours(72)));
            await work.Save(Cancellation);
            return message.Id;
        });

    /// <summary>Plans what has come.</summary>
    public static async Task<PlanRemindersResult> PlanReminders(this TestPortal portal)
    {
        await using var scope = portal.AsJob("PlanReminders");
        return (await scope.ServiceProvider.GetRequiredService<PlanReminders>().Run(new PlanRemindersRequest(), Cancellation)).Value;
    }

    /// <summary>Sends what may go.</summary>
    public static async Task<SendMessagesResult> SendMessages(this TestPortal portal)
    {
        await using var scope = portal.AsJob("SendMessages");
        return (await scope.ServiceProvider.GetRequiredService<SendMessages>().Run(new SendMessagesRequest(), Cancellation)).Value;
    }

    /// <summary>Every message, in order.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> Messages(this TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.OutboxMessages.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Cancellation);
    }

    /// <summary>What became of each step, in order.</summary>
    public static async Task<IReadOnlyList<ReminderSent>> Reminders(this TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.RemindersSent.AsNoTracking().OrderBy(r => r.ScheduledAt).ThenBy(r => r.Id).ToListAsync(Cancellation);
    }
}
