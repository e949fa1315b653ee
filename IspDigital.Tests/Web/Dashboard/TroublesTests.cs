using IspDigital.Core.Access.Rules;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Features.Dashboard;

namespace IspDigital.Tests.Web.Dashboard;

public sealed class TroublesTests
{
    private static readonly Summary s_well = new(
        new DateOnly(2026, 1, 1), null, new LineSummary(3, 1, 1, 0, 5, new DateOnly(2026, 1, 2), []), new RouterSummary(2, 2, []),
        new MessageSummary(10, 0, 2), [], new FirstSteps(true, true, true, true), []);

    [Fact]
    public void Work_ThatGoesItsWay_IsNoTrouble() => Assert.Empty(Troubles.Of(s_well));

    [Fact]
    public void OneOfThem_IsSaidInTheSingular() =>
        Assert.Equal("Trouble.MessagesFailed.One", Troubles.Of(s_well with { Messages = new MessageSummary(10, 1, 0) }).Single().Sentence);

    [Fact]
    public void Troubles_WorstFirst_LeadToWhereTheyAreMended()
    {
        var troubles = Troubles.Of(s_well with
        {
            Lines = s_well.Lines! with { HeldBecause = [BrakeReason.TooMany], Failed = 2 },
            Routers = new RouterSummary(1, 2, [new TroubledRouter(7, "Mirpur", RouterHealth.Refusing, null)]),
            Messages = new MessageSummary(10, 4, 0),
            FailingJobs = ["PlanCuts"],
        });

        Assert.Equal(
            [
                ("Trouble.RouterRefusing", Meaning.Bad, "/routers/7"), ("Trouble.LinesFailed", Meaning.Bad, "/disconnections"), ("Trouble.JobFails", Meaning.Bad, null),
                ("Trouble.CutsHeld", Meaning.Warn, "/disconnections"), ("Trouble.MessagesFailed", Meaning.Warn, "/messages?state=Failed"),
            ],
            troubles.Select(t => (t.Key, t.Meaning, t.Href)));
    }
}
