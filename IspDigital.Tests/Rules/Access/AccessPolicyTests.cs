using CsCheck;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Access;

public sealed class AccessPolicyTests
{
    private static readonly DateOnly s_today = new(2026, 1, 10);
    private static readonly AccessTerms s_terms = new(Money.FromTaka(1), OffWhilePaused: true);

    public static TheoryData<string, bool, AccessReasonCode> Order => new()
    {
        { "", true, AccessReasonCode.InGoodStanding },
        { "overdue", false, AccessReasonCode.Overdue },
        { "overdue promise", true, AccessReasonCode.Promise },
        { "overdue exempt", true, AccessReasonCode.Exempt },
        { "overdue exempt promise", true, AccessReasonCode.Exempt },
        { "overdue on", true, AccessReasonCode.OverrideOn },
        { "off", false, AccessReasonCode.OverrideOff },
        { "off exempt promise", false, AccessReasonCode.OverrideOff },
        { "paused on", false, AccessReasonCode.Paused },
        { "closed on exempt", false, AccessReasonCode.Closed },
        { "closed paused overdue", false, AccessReasonCode.Closed },
    };

    [Theory]
    [MemberData(nameof(Order))]
    public void Decision_SeveralRulesMatch_FirstWins(string facts, bool online, AccessReasonCode because)
    {
        var decision = AccessPolicy.Decide(Facts(facts), s_terms);

        Assert.Equal(online, decision.Online);
        Assert.Equal(because, decision.Because.Code);
    }

    [Fact]
    public void Decision_PromiseRuns_ChainTellsWhatItHoldsBack()
    {
        var decision = AccessPolicy.Decide(Facts("overdue promise"), s_terms);

        Assert.Equal([AccessReasonCode.Promise, AccessReasonCode.Overdue], decision.Reasons.Select(r => r.Code));
        Assert.Equal(Money.FromTaka(500), decision.Reasons[1].Amount);
        Assert.Equal(new DateOnly(2026, 1, 8), decision.Reasons[1].Since);
    }

    [Theory]
    [InlineData(9, true)] // grace runs to the 10th and the 10th is not over
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Decision_GraceEndsOnThe10th_OffFromThe11th(int day, bool online)
    {
        var today = new DateOnly(2026, 1, day);
        var facts = new AccessFacts { Today = today, Standing = Standing(today, Invoice(500, new DateOnly(2026, 1, 10))) };

        Assert.Equal(online, AccessPolicy.Decide(facts, s_terms).Online);
    }

    [Theory]
    [InlineData(100, AccessReasonCode.BelowThreshold)]
    [InlineData(101, AccessReasonCode.Overdue)]
    public void Decision_AmountAtThreshold_OnlyMoreThanItCuts(long poisha, AccessReasonCode because)
    {
        var facts = new AccessFacts { Today = s_today, Standing = Standing(s_today, Invoice(poisha / 100m, s_today.AddDays(-1))) };

        Assert.Equal(because, AccessPolicy.Decide(facts, s_terms).Because.Code);
    }

    [Fact]
    public void Decision_InvoiceOpenButLedgerOwesNothing_StaysOn()
    {
        var standing = AccountStanding.From(1, [Invoice(500, s_today.AddDays(-1))], Money.Zero, s_today);

        Assert.True(AccessPolicy.Decide(new AccessFacts { Today = s_today, Standing = standing }, s_terms).Online);
    }

    [Fact]
    public void Decision_PausedButPolicyKeepsServiceOn_StaysOn() =>
        Assert.True(AccessPolicy.Decide(Facts("paused"), s_terms with { OffWhilePaused = false }).Online);

    [Fact]
    public void Decision_LastDayOfAPromise_StillHolds()
    {
        var facts = Facts("overdue") with { Promise = new PromiseFact(s_today, "rina") };

        Assert.True(AccessPolicy.Decide(facts, s_terms).Online);
        Assert.False(AccessPolicy.Decide(facts with { Promise = new PromiseFact(s_today.AddDays(-1), "rina") }, s_terms).Online);
    }

    [Fact]
    public void Decision_AnyFacts_BlockedAlwaysHasAReasonAndZeroStandingIsNeverBlocked()
    {
        AnyFacts.Holds(facts =>
        {
            var decision = AccessPolicy.Decide(facts, s_terms);
            Assert.NotEmpty(decision.Reasons);
            if (!decision.Online)
            {
                Assert.Contains(decision.Because.Code, new[]
                {
                    AccessReasonCode.Closed, AccessReasonCode.Paused, AccessReasonCode.OverrideOff, AccessReasonCode.Overdue,
                });
            }
            if (facts.Standing.BeyondGrace.IsZero || !facts.Standing.Balance.IsPositive)
            {
                Assert.False(decision.IsForMoney);
            }
            if (decision.IsForMoney)
            {
                Assert.True(decision.Because.Amount > s_terms.Threshold);
                Assert.NotNull(decision.Because.InvoiceNumber);
            }
        });
    }

    [Fact]
    public void Decision_PayingMore_NeverTurnsAnybodyOff()
    {
        Gen.Select(AnyFacts, Gen.Long[0, 100_000]).Holds((facts, paid) =>
        {
            var before = AccessPolicy.Decide(facts, s_terms);
            var less = facts.Standing.OpenInvoices.Select(i => i with { Outstanding = Money.Max(Money.Zero, i.Outstanding - new Money(paid)) });
            var standing = AccountStanding.From(1, less, facts.Standing.Balance - new Money(paid), facts.Today);
            var after = AccessPolicy.Decide(facts with { Standing = standing }, s_terms);
            Assert.True(after.Online || !before.Online);
        });
    }

    private static Gen<AccessFacts> AnyFacts =>
        from closed in Gen.Int[-30, 30]
        from bits in Gen.Int[0, 63]
        from last in Gen.Int[-5, 5]
        from invoices in Gen.Select(Gen.Long[1, 100_000], Gen.Int[-40, 20]).List[0, 4]
        from advance in Gen.Long[0, 150_000]
        let open = invoices.Select(i => Invoice(i.Item1 / 100m, s_today.AddDays(i.Item2))).ToList()
        select new AccessFacts
        {
            Today = s_today,
            Standing = AccountStanding.From(1, open, open.Sum(i => i.Outstanding) - new Money(advance), s_today),
            ClosedOn = (bits & 1) == 0 ? null : s_today.AddDays(closed),
            Pause = (bits & 2) == 0 ? null : new PauseFact(s_today.AddDays(-1), null),
            Override = (bits & 4) == 0 ? null : new OverrideFact((bits & 8) == 0, s_today.AddDays(last), "rina", "because"),
            Exemption = (bits & 16) == 0 ? null : new ExemptionFact(null, "rina", "school"),
            Promise = (bits & 32) == 0 ? null : new PromiseFact(s_today.AddDays(last), "rina"),
        };

    private static AccessFacts Facts(string words)
    {
        var said = words.Split(' ');
        return new AccessFacts
        {
            Today = s_today,
            Standing = said.Contains("overdue") ? Standing(s_today, Invoice(500, s_today.AddDays(-3))) : Standing(s_today),
            ClosedOn = said.Contains("closed") ? s_today : null,
            Pause = said.Contains("paused") ? new PauseFact(s_today, null) : null,
            Override = said.Contains("on") ? new OverrideFact(true, s_today, "rina", "hospital")
                : said.Contains("off") ? new OverrideFact(false, null, "rina", "abuse") : null,
            Exemption = said.Contains("exempt") ? new ExemptionFact(null, "rina", "school") : null,
            Promise = said.Contains("promise") ? new PromiseFact(s_today.AddDays(2), "rina") : null,
        };
    }

    private static AccountStanding Standing(DateOnly today, params OpenInvoice[] open) =>
        AccountStanding.From(1, open, open.Sum(i => i.Outstanding), today);

    private static OpenInvoice Invoice(decimal taka, DateOnly lastDayToPay) =>
        new(1, "INV-2026-000001", 1, lastDayToPay.AddDays(-10), lastDayToPay.AddDays(-3), lastDayToPay, Money.FromTaka(taka), Money.FromTaka(taka));
}
