using IspDigital.Core.Audit;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Audit;

public sealed class ActivityQueriesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Actions_EachBelongToOneArea()
    {
        var all = Enum.GetValues<AuditArea>().SelectMany(AuditAreas.In).ToList();

        Assert.Equal(Enum.GetValues<AuditAction>().Order(), all.Order());
        Assert.Equal(AuditArea.Money, AuditAreas.Of(AuditAction.SubscriberParked));
        Assert.Equal(AuditArea.Access, AuditAreas.Of(AuditAction.RouterCommandFailed));
    }

    [Fact]
    public async Task List_Filtered_ShowsWhatIsAskedForNewestFirst()
    {
        await using var portal = TestPortal.Start();
        var (rahim, karim) = await TwoSubscribers(portal);
        await Put(portal, "rina", AuditAction.PaymentRecorded, rahim, "Paid at the counter");
        portal.GoTo(new DateOnly(2026, 1, 2), 0, 5);
        await Put(portal, "job:IssueInvoices", AuditAction.InvoiceIssued, karim);
        await Put(portal, "rina", AuditAction.AccessOverridden, karim, "VIP");

        Assert.Equal([AuditAction.AccessOverridden, AuditAction.InvoiceIssued, AuditAction.PaymentRecorded], await Actions(portal, new()));
        Assert.Equal([AuditAction.InvoiceIssued, AuditAction.PaymentRecorded], await Actions(portal, new(Area: AuditArea.Money)));
        Assert.Equal([AuditAction.AccessOverridden, AuditAction.PaymentRecorded], await Actions(portal, new(Who: "rina")));
        Assert.Equal([AuditAction.PaymentRecorded], await Actions(portal, new(Search: "C-1")));
        Assert.Equal([AuditAction.AccessOverridden, AuditAction.InvoiceIssued], await Actions(portal, new(SubscriberId: karim)));
        // 00:05 in Dhaka is still the day before in UTC.
        Assert.Equal([AuditAction.AccessOverridden, AuditAction.InvoiceIssued], await Actions(portal, new(From: new DateOnly(2026, 1, 2))));
        Assert.Equal([AuditAction.PaymentRecorded], await Actions(portal, new(To: new DateOnly(2026, 1, 1))));
    }

    [Fact]
    public async Task List_SecondPage_GoesOnWhereTheFirstEnded()
    {
        await using var portal = TestPortal.Start();
        var (rahim, _) = await TwoSubscribers(portal);
        for (var i = 0; i < 5; i++)
        {
            await Put(portal, "rina", AuditAction.PaymentRecorded, rahim, $"{i}");
        }

        await using var scope = portal.As(Role.Auditor);
        var page = await scope.ServiceProvider.GetRequiredService<ActivityQueries>().List(new(Who: "rina"), new PageRequest(2, 2), Cancellation);

        Assert.Equal(5, page.Total);
        Assert.Equal(["2", "1"], page.Rows.Select(r => r.Reason));
        Assert.All(page.Rows, r => Assert.Equal("C-1", r.SubscriberCode));
    }

    [Fact]
    public async Task Csv_NameThatIsAFormula_IsWrittenAsText()
    {
        await using var portal = TestPortal.Start();
        var (rahim, _) = await TwoSubscribers(portal);
        await Put(portal, "rina", AuditAction.PaymentRecorded, rahim, "=HYPERLINK(\"http://x\")");

        await using var scope = portal.As(Role.Auditor);
        await using var text = new StringWriter();
        await scope.ServiceProvider.GetRequiredService<ActivityQueries>().WriteCsv(new(Who: "rina"), text, Cancellation);

        var lines = text.ToString().Split("\r\n");
        Assert.Equal("Id,At,Who,Action,Subject,SubjectId,SubscriberCode,SubscriberName,Reason,Before,After", lines[0]);
        Assert.Contains(",2026-01-01 09:00:00 +06:00,rina,PaymentRecorded,", lines[1], StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", lines[1], StringComparison.Ordinal);
        Assert.Contains("রহিম উদ্দিন", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_AskedForWithoutTheRight_IsRefused()
    {
        await using var portal = TestPortal.Start();
        await using var technician = portal.As(Role.Technician);
        await using var support = portal.As(Role.Support);
        await using var text = new StringWriter();

        await Assert.ThrowsAsync<NotPermittedException>(() => technician.ServiceProvider.GetRequiredService<ActivityQueries>().List(new(), new(), Cancellation));
        await Assert.ThrowsAsync<NotPermittedException>(() => support.ServiceProvider.GetRequiredService<ActivityQueries>().WriteCsv(new(), text, Cancellation));
    }

    private static async Task<IEnumerable<AuditAction>> Actions(TestPortal portal, ActivityFilter filter)
    {
        await using var scope = portal.As(Role.Auditor);
        return (await scope.ServiceProvider.GetRequiredService<ActivityQueries>().List(filter, new PageRequest(), Cancellation)).Rows.Select(r => r.Action);
    }

    private static async Task<(long Rahim, long Karim)> TwoSubscribers(TestPortal portal)
    {
        var plan = new Core.Plans.Plan("Home 10", new Core.Plans.SpeedProfile(10_000_000, 10_000_000, "plan-10M"), new DateOnly(2025, 1, 1), Money.FromTaka(500));
        await using var db = portal.OpenDb();
        db.Plans.Add(plan);
        await db.SaveChangesAsync(Cancellation);
        var rahim = new Subscriber("C-1", "রহিম উদ্দিন", "8801712345678", new DateOnly(2026, 1, 1), plan.Id);
        var karim = new Subscriber("C-2", "করিম শেখ", "8801812345678", new DateOnly(2026, 1, 1), plan.Id);
        db.Subscribers.AddRange(rahim, karim);
        await db.SaveChangesAsync(Cancellation);
        return (rahim.Id, karim.Id);
    }

    private static async Task Put(TestPortal portal, string who, AuditAction action, long subscriberId, string? reason = null)
    {
        await using var db = portal.OpenDb();
        db.AuditEntries.Add(new AuditEntry
        {
            At = portal.Clock.GetUtcNow(),
            ActorName = who,
            Action = action,
            SubjectKind = nameof(Subscriber),
            SubjectId = subscriberId,
            SubscriberId = subscriberId,
            Reason = reason,
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
