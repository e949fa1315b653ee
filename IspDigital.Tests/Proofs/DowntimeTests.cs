using System.Globalization;
using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders.Rules;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IspDigital.Tests.Proofs;

/// <summary>
/// R4: the portal is down over the end of a month, for an hour to ninety days, and starts again. Bills are made up for, reminders that came
/// more than a day ago are not, and after more than a day nobody is cut until a person has looked.
/// </summary>
public sealed class DowntimeTests(ITestOutputHelper output)
{
    private const int Subscribers = 20;
    private static readonly DateOnly s_first = new(2026, 2, 1);
    private static readonly DateOnly s_lastPaidDay = new(2026, 2, 22);
    private static readonly DateTimeOffset s_down = new(2026, 2, 28, 17, 30, 0, TimeSpan.Zero); // half past eleven at night in Dhaka
    private static readonly TimeSpan s_lateMax = TimeSpan.FromHours(24);
    private static readonly Dictionary<string, string?> s_unhurried = new() { ["Messaging:Sms:PerSecondMax"] = "0", ["Messaging:Email:PerSecondMax"] = "0" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Portal_DownOverTheMonthsEnd_MakesUpForBillsNotForRemindersAndCutsNobodyUnseen()
    {
        await using var given = await LifeUntilItGoesDown();
        var expected = await Steady(given, s_down.AddDays(95));

        await Parallel.ForEachAsync([1.0 / 24, 1, 3, 31, 90], ProofSize.SideBySide, async (days, _) =>
        {
            var down = TimeSpan.FromHours(Math.Round(days * 24, MidpointRounding.AwayFromZero));
            var start = s_down + down;
            await using var portal = await given.Copy(s => s.UseRecording(null, new RecordingSms()), s_unhurried, new FakeTimeProvider(start));
            var offBefore = await Off(portal);

            await Minute(portal);
            var started = portal.Today;
            for (var after = 1; after <= 3; after++)
            {
                await Day(portal, started.AddDays(after));
            }

            await BillsAreThoseOfASteadyPortal(portal, expected, down);
            await RemindersAreNotStale(portal, start, down);
            await NobodyWasCutUnseen(portal, offBefore, down);
            await Invariants.Hold(portal);
        });

        output.WriteLine(ProofSize.Line("R4", "down for 1 h, 1 d, 3 d, 31 d and 90 d over a month's end: 0 missing, 0 double, 0 stale reminders, 0 cuts unseen after more than a day"));
    }

    private static async Task BillsAreThoseOfASteadyPortal(TestPortal portal, List<(DateOnly Issued, string Charge)> expected, TimeSpan down)
    {
        var today = portal.Today;
        var due = expected.Where(e => e.Issued <= today).Select(e => e.Charge).ToList();
        Assert.True(due.SequenceEqual((await Charges(portal)).Select(c => c.Charge)), $"down for {down}: the bills are not those of a steady portal");
    }

    private static async Task RemindersAreNotStale(TestPortal portal, DateTimeOffset start, TimeSpan down)
    {
        await using var db = portal.OpenDb();
        var messages = await db.OutboxMessages.AsNoTracking().ToListAsync(Cancellation);
        var reminders = await db.RemindersSent.AsNoTracking().Where(r => r.DecidedAt >= start).ToListAsync(Cancellation);
        var sentAt = messages.Where(m => m.SentAt >= start).ToDictionary(m => m.Id, m => m.SentAt!.Value);
        Assert.All(reminders, r => Assert.True(
            r.MessageId is not { } id || !sentAt.TryGetValue(id, out var sent) || sent - r.ScheduledAt <= s_lateMax, $"down for {down}: a reminder of {r.ScheduledAt:O} went out late"));
        Assert.All(messages.Where(m => m.SentAt >= start), m => Assert.True(m.ExpiresAt is null || m.SentAt <= m.ExpiresAt, $"down for {down}: {m.DedupeKey} was worthless and went out"));
        Assert.DoesNotContain(messages, m => m.State == MessageState.Sending);

        var late = reminders.Where(r => r.DecidedAt - r.ScheduledAt > s_lateMax).ToList();
        Assert.All(late, r => Assert.True(r.Skip is not null && r.MessageId is null));
        var onRecord = await db.AuditEntries.CountAsync(e => e.Action == AuditAction.ReminderSkipped && e.Reason == nameof(ReminderSkip.TooLate) && e.At >= start, Cancellation);
        Assert.True(down > s_lateMax ? late.Count > 0 && onRecord > 0 : onRecord == 0, $"down for {down}: {late.Count} late, {onRecord} on record");
    }

    private static async Task NobodyWasCutUnseen(TestPortal portal, List<long> offBefore, TimeSpan down)
    {
        await using var db = portal.OpenDb();
        var limit = TimeSpan.FromHours(new AccessSettings().PortalDownHoursMax);
        if (down <= limit)
        {
            var start = s_down + down;
            var cut = await db.PlannedCuts.Where(c => c.State == CutState.Released && c.StateSince >= start).Select(c => new { c.SubscriberId, c.StateSince }).ToListAsync(Cancellation);
            var last = await db.Invoices.Where(i => i.Status == InvoiceStatus.Open).GroupBy(i => i.SubscriberId)
                .ToDictionaryAsync(g => g.Key, g => g.Min(i => i.LastDayToPay), Cancellation);
            Assert.All(cut, c => Assert.True(last[c.SubscriberId] < DateOnly.FromDateTime(c.StateSince.UtcDateTime), $"down for {down}: {c.SubscriberId} was cut within grace"));
            return;
        }
        Assert.True(offBefore.SequenceEqual(await Off(portal)), $"down for {down}: somebody was cut before a person had looked");
        var batch = await db.CutBatches.OrderBy(b => b.Id).LastAsync(Cancellation);
        Assert.Contains(BrakeReason.PortalWasDown, batch.HeldReasons);
        var planned = await db.PlannedCuts.CountAsync(c => c.BatchId == batch.Id && c.State == CutState.Planned, Cancellation);

        Assert.Equal(planned, (await portal.As<ApproveCuts, ApproveCutsRequest, int>(new(batch.Id, planned))).Value);
        portal.GoTo(batch.Day, 13);
        await Minute(portal);

        Assert.True((await Off(portal)).Count > offBefore.Count, $"down for {down}: the brake held nothing");
    }

    /// <summary>Everybody pays at once until the 22nd; from then on only every other one does.</summary>
    private static async Task<TestPortal> LifeUntilItGoesDown()
    {
        var portal = await MessagingPortal.Start(new RecordingSms());
        portal.GoTo(s_first, 0);
        var (plan, router) = (await portal.HasPlan(taxBasisPoints: 500), await portal.GivenRouter());
        for (var i = 0; i < Subscribers; i++)
        {
            await portal.HasSubscriber(plan, new DateOnly(2026, 1, 20).AddDays(i), with: s => s.Connect(router, $"user{i:D2}"));
        }
        for (var day = s_first; day <= new DateOnly(2026, 2, 28); day = day.AddDays(1))
        {
            await Day(portal, day);
        }
        return portal;
    }

    private static async Task Day(TestPortal portal, DateOnly day)
    {
        portal.GoTo(day, 0, 5);
        await Minute(portal);
        portal.GoTo(day, 10, 5);
        await Minute(portal);
        await Pay(portal, day);
        portal.GoTo(day, 13);
        await Minute(portal);
    }

    private static Task Minute(TestPortal portal) => portal.Services.GetRequiredService<RunEverythingDue>().Run(Cancellation);

    private static async Task Pay(TestPortal portal, DateOnly day)
    {
        await using var db = portal.OpenDb();
        var owing = (await db.Invoices.AsNoTracking().Where(i => i.Status == InvoiceStatus.Open).ToListAsync(Cancellation))
            .GroupBy(i => i.SubscriberId).Where(g => day <= s_lastPaidDay || g.Key % 2 == 0);
        foreach (var invoices in owing)
        {
            var command = new Guid((int)invoices.Key, (short)day.Month, (short)day.Day, new byte[8]);
            var paid = await portal.Run(
                s => s.GetRequiredService<RecordPayment>(),
                new RecordPaymentRequest(command, invoices.Key, invoices.Sum(i => i.Outstanding), PaymentMethod.Cash, day));
            Assert.True(paid.IsOk, $"{paid.Error}");
        }
    }

    private static async Task<List<long>> Off(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.DesiredStates.Where(d => !d.Online).OrderBy(d => d.SubscriberId).Select(d => d.SubscriberId).ToListAsync(Cancellation);
    }

    private static async Task<List<(DateOnly Issued, string Charge)>> Steady(TestPortal given, DateTimeOffset end)
    {
        await using var steady = await given.Copy();
        while (steady.Clock.GetUtcNow() < end)
        {
            steady.Clock.Advance(TimeSpan.FromDays(1));
            await steady.IssuesInvoices();
        }
        return await Charges(steady);
    }

    private static async Task<List<(DateOnly Issued, string Charge)>> Charges(TestPortal portal) =>
        [.. (await portal.Invoices()).OrderBy(i => i.SubscriberId).ThenBy(i => i.PeriodStart)
            .Select(i => (i.IssueDate, string.Create(CultureInfo.InvariantCulture, $"{i.SubscriberId} {i.PeriodStart:O} {i.PeriodEnd:O} {i.IssueDate:O} {i.DueDate:O} {i.LastDayToPay:O} {i.Total}")))];
}
