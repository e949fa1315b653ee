using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Billing;

/// <summary>A subscriber at 310.00 a month (10.00 a day in January), billed on the 1st, looked at on the 11th: what is foreseen is what is issued.</summary>
public sealed class ChangePreviewTests : IAsyncLifetime
{
    private static readonly DateOnly s_now = new(2026, 1, 11);
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _subscriber;
    private long _faster;

    public async ValueTask InitializeAsync()
    {
        _faster = await _portal.HasPlan("Fast", 620);
        _subscriber = await _portal.HasSubscriber(await _portal.HasPlan(taka: 310), _portal.Today);
        await _portal.IssuesInvoices();
        _portal.GoTo(s_now);
        await _portal.IssuesInvoices();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task ChangePlan_Now_IsForeseenToThePoisha()
    {
        var foreseen = (await Ask(q => q.PlanChange(_subscriber, _faster, s_now, _cancellation)))!;

        Assert.Equal([-210_00L, 420_00L], foreseen.Drafts.SelectMany(d => d.Lines).Select(l => l.Net.Minor));
        await _portal.As<ChangePlan, ChangePlanRequest, Done>(new(_subscriber, _faster, s_now));
        Assert.Equal(foreseen.Total, await Issued());
    }

    [Fact]
    public async Task ChangePlan_AtTheRenewal_ChangesNothingThatIsInvoiced()
    {
        var foreseen = (await Ask(q => q.PlanChange(_subscriber, _faster, new DateOnly(2026, 2, 1), _cancellation)))!;

        Assert.Empty(foreseen.Drafts);
        Assert.Null(foreseen.Problem);
    }

    [Fact]
    public async Task Pause_WithAnEnd_IsForeseenToThePoisha()
    {
        var foreseen = (await Ask(q => q.Pause(_subscriber, s_now, null, _cancellation)))!;

        Assert.Equal(Money.FromTaka(-210), foreseen.Total);
        await _portal.As<PauseSubscriber, PauseSubscriberRequest, Done>(new(_subscriber, s_now, null, "away"));
        Assert.Equal(foreseen.Total, await Issued());
    }

    [Fact]
    public async Task Resume_InsideTheInvoicedPeriod_IsForeseenToThePoisha()
    {
        await Pauses(s_now, null);
        _portal.GoTo(new DateOnly(2026, 1, 22));

        var foreseen = (await Ask(q => q.Resume(_subscriber, _portal.Today, _cancellation)))!;

        Assert.Equal((100_00L, new DateRange(new(2026, 1, 22), new(2026, 2, 1))), (foreseen.Total.Minor, foreseen.Drafts.Single().Lines.Single().Days));
        await Resumes(_portal.Today);
        Assert.Equal(foreseen.Total, await Issued());
    }

    [Fact]
    public async Task Resume_InAPeriodThatWasPausedFromItsStart_IsForeseenWithTheInvoiceOfItsRest()
    {
        await Pauses(s_now, null);
        _portal.GoTo(new DateOnly(2026, 2, 15));
        await _portal.IssuesInvoices();

        var foreseen = (await Ask(q => q.Resume(_subscriber, _portal.Today, _cancellation)))!;

        Assert.Equal((155_00L, new DateRange(new(2026, 2, 15), new(2026, 3, 1))), (foreseen.Total.Minor, foreseen.Drafts.Single().Lines.Single().Days));
        await Resumes(_portal.Today);
        Assert.Equal(foreseen.Total, await Issued());
    }

    [Fact]
    public async Task Resume_BeforeThePlannedEnd_IsForeseenToThePoisha()
    {
        await Pauses(s_now, new(2026, 1, 21));
        _portal.GoTo(new DateOnly(2026, 1, 16));

        var foreseen = (await Ask(q => q.Resume(_subscriber, _portal.Today, _cancellation)))!;

        Assert.Equal(50_00L, foreseen.Total.Minor);
        await Resumes(_portal.Today);
        Assert.Equal(foreseen.Total, await Issued());
    }

    [Fact]
    public async Task Resume_OfAPauseThatDidNotBegin_ChangesNothingThatIsInvoiced()
    {
        await Pauses(new(2026, 1, 21), null);

        Assert.Empty((await Ask(q => q.Resume(_subscriber, new(2026, 1, 21), _cancellation)))!.Drafts);
    }

    [Fact]
    public async Task Closing_Today_IsForeseenToThePoisha()
    {
        var foreseen = (await Ask(q => q.Closing(_subscriber, _cancellation)))!;

        Assert.Equal(Money.FromTaka(-210), foreseen.Total);
        await _portal.As<CloseSubscriber, CloseSubscriberRequest, Done>(new(_subscriber, "moved"));
        Assert.Equal(foreseen.Total, await Issued());
    }

    [Fact]
    public async Task Preview_OfNobody_IsNothingAndOfASubscriberWritesNothing()
    {
        Assert.Null(await Ask(q => q.Closing(99, _cancellation)));
        await Ask(q => q.Closing(_subscriber, _cancellation));

        await using var db = _portal.OpenDb();
        Assert.Equal((1, null), (await db.Invoices.CountAsync(_cancellation), (await db.Subscribers.SingleAsync(_cancellation)).ClosedOn));
    }

    private async Task Pauses(DateOnly from, DateOnly? until)
    {
        await _portal.As<PauseSubscriber, PauseSubscriberRequest, Done>(new(_subscriber, from, until, "away"));
        await _portal.IssuesInvoices();
    }

    private Task<Result<Done>> Resumes(DateOnly on) => _portal.As<ResumeSubscriber, ResumeSubscriberRequest, Done>(new(_subscriber, on));

    private async Task<PreviewedChange?> Ask(Func<ChangePreviewQueries, Task<PreviewedChange?>> question)
    {
        await using var scope = _portal.As(Role.Billing);
        return await question(scope.ServiceProvider.GetRequiredService<ChangePreviewQueries>());
    }

    private async Task<Money> Issued()
    {
        await _portal.IssuesInvoices();
        await Invariants.Hold(_portal);
        return (await _portal.Invoices()).Where(i => i.IssueDate == _portal.Today).Sum(i => i.Total);
    }
}
