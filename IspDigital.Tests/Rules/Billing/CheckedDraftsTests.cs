using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Whatever the calculation says, both looks at it have their say.</summary>
public sealed class CheckedDraftsTests
{
    [Fact]
    public void Drafts_ThatAreRight_ComeThrough() =>
        Assert.Equal(["2026-01-01..2026-02-01 @2026-01-01 500.00"], Of(drafts => drafts).Drafts.Select(Text));

    [Fact]
    public void Drafts_OfDaysChargedTwice_AreRefused()
    {
        var refused = Of(drafts => [.. drafts, .. drafts]);

        Assert.Empty(refused.Drafts);
        Assert.Equal((ParkReason.ChargedTwice, null), (refused.Problem!.Reason, refused.NextIssueOn));
    }

    [Fact]
    public void Drafts_OfADayThatIsStillToCome_AreRefused()
    {
        var refused = Of(drafts => [.. drafts.Select(d => d with { IssueDate = Day("2026-01-06") })]);

        Assert.Empty(refused.Drafts);
        Assert.Equal(ParkReason.WrongDay, refused.Problem!.Reason);
    }

    private static Calculated Of(Func<IReadOnlyList<InvoiceDraft>, IReadOnlyList<InvoiceDraft>> change) => CheckedDrafts.Of(
        (facts, upTo, policy) =>
        {
            var right = InvoiceCalculator.Calculate(facts, upTo, policy);
            return right with { Drafts = change(right.Drafts) };
        },
        Facts("2026-01-01"), Day("2026-01-05"), Policy());
}
