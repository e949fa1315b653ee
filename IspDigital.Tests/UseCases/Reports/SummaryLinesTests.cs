using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Audit;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Reports;

/// <summary>Lines, routers and what waits for a person.</summary>
public sealed class SummaryLinesTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private long _router;

    public async ValueTask InitializeAsync() => _router = await _portal.GivenRouter();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Disconnections_CountOnlyWhatTheRouterConfirmedAndMoneyCaused()
    {
        var lines = await _portal.GivenLines(_router, "a", "b", "c", "d");
        await _portal.Decide();
        await Off(lines[0], AccessReasonCode.Overdue, confirmed: true);
        await Off(lines[1], AccessReasonCode.Overdue, confirmed: false);
        await Off(lines[2], AccessReasonCode.Paused, confirmed: true);

        var summary = await Summary();

        Assert.Equal((1, 1), (summary.Lines!.OffForNonPayment, summary.Lines.Cutting));
        Assert.Equal([(HappeningKind.Cut, lines[0]), (HappeningKind.Cut, lines[2])], summary.Happenings.Select(h => (h.Kind, h.SubscriberId)).Order());
    }

    [Fact]
    public async Task PlannedCuts_OverTheLimit_AreHeldAndSaySo()
    {
        var lines = await _portal.GivenLines(_router, [.. Enumerable.Range(1, 15).Select(i => $"user{i:0000}")]);
        await _portal.Decide();
        await _portal.Owes(lines, 500m, new DateOnly(2025, 12, 20));

        await _portal.AccessMinute();

        var now = (await Summary()).Lines!;
        Assert.Equal((15, 0), (now.Planned, now.OffForNonPayment));
        Assert.Contains(BrakeReason.TooMany, now.HeldBecause);
        Assert.NotNull(now.PlannedFor);
    }

    [Fact]
    public async Task Router_ThatDoesNotAnswer_IsNamedWithSince()
    {
        await _portal.GivenRouter("R2", 8729);
        await _portal.Write(async work =>
        {
            (await work.Db.Routers.FindAsync([_router], _cancellation))!.Saw(RouterHealth.Down, work.Now, "time-out", null);
            work.Record(AuditAction.RouterHealthChanged, nameof(Router), _router);
            return true;
        });

        var routers = (await Summary(Role.Technician)).Routers!;

        Assert.Equal((0, 2), (routers.Up, routers.All));
        Assert.Equal(("R1", RouterHealth.Down, _portal.Clock.GetUtcNow()), (routers.Troubled.Single().Name, routers.Troubled.Single().Health, routers.Troubled.Single().Since!.Value));
    }

    private Task<bool> Off(long subscriber, AccessReasonCode reason, bool confirmed) => _portal.Write(async work =>
    {
        var state = (await work.Db.DesiredStates.FindAsync([subscriber], _cancellation))!;
        state.Want(state.Target with { Online = false }, [new AccessReason(reason) { AmountMinor = 50_000 }], "Cut", work.Now);
        work.Record(AuditAction.DisconnectionDecided, nameof(DesiredState), subscriber, subscriber);
        if (confirmed)
        {
            state.Confirm(online: false, work.Now);
            state.Finish(new AccountEvidence(
                new AccountTarget(state.PppName, Online: false), ConvergenceOutcome.Confirmed, true, null, null, [], null, work.Now, work.Now, work.Now, null, null));
            work.Record(AuditAction.Disconnected, nameof(DesiredState), subscriber, subscriber);
        }
        return true;
    });

    private async Task<Summary> Summary(Role role = Role.Owner)
    {
        await using var scope = _portal.As(role);
        return await scope.ServiceProvider.GetRequiredService<SummaryQueries>().Now(_cancellation);
    }
}
