using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Features.Billing;

namespace IspDigital.Tests.Web.Billing;

public sealed class BillingViewTests
{
    private static readonly InvoiceRow s_row = new()
    {
        Number = "INV-2026-000001", Code = "C-1", Name = "Rahim", Total = Money.FromTaka(500),
        DueDate = new(2026, 1, 8), LastDayToPay = new(2026, 1, 11), Status = InvoiceStatus.Open,
    };

    [Theory]
    [InlineData(InvoiceStatus.Open, 0, "2026-01-08", "State.Due", Meaning.Due)]
    [InlineData(InvoiceStatus.Open, 100, "2026-01-08", "State.PartPaid", Meaning.Due)]
    [InlineData(InvoiceStatus.Open, 100, "2026-01-09", "State.Overdue", Meaning.Warn)]
    [InlineData(InvoiceStatus.Open, 0, "2026-01-11", "State.Overdue", Meaning.Warn)]
    [InlineData(InvoiceStatus.Open, 0, "2026-01-12", "State.BeyondGrace", Meaning.Bad)]
    [InlineData(InvoiceStatus.Paid, 500, "2026-01-12", "State.Paid", Meaning.Good)]
    [InlineData(InvoiceStatus.Void, 0, "2026-01-12", "State.Void", Meaning.Idle)]
    public void InvoiceState_OnADay_SaysHowItStands(InvoiceStatus status, int paid, string today, string key, Meaning meaning) =>
        Assert.Equal(
            new InvoiceStateView(key, meaning),
            InvoiceStateView.Of(s_row with { Status = status, Paid = Money.FromTaka(paid) }, DateOnly.Parse(today, CultureInfo.InvariantCulture), isWrittenOff: false));

    [Fact]
    public void InvoiceState_OfACreditNote_IsCreditedNotPaid() => Assert.Equal(
        new InvoiceStateView("State.Credited", Meaning.Good),
        InvoiceStateView.Of(s_row with { Kind = InvoiceKind.CreditNote, Status = InvoiceStatus.Paid, Total = Money.FromTaka(-500) }, new DateOnly(2026, 1, 12), isWrittenOff: false));

    [Theory]
    [InlineData(MessageState.Queued, Meaning.Due)]
    [InlineData(MessageState.Delivered, Meaning.Good)]
    [InlineData(MessageState.Failed, Meaning.Bad)]
    [InlineData(MessageState.Skipped, Meaning.Idle)]
    public void NoticeState_HasAMeaning(MessageState state, Meaning meaning) => Assert.Equal(meaning, InvoiceStateView.Of(state));

    [Theory]
    [InlineData(0, "")]
    [InlineData(500, "5%")]
    [InlineData(1550, "15.5%")]
    public void Percent_OfBasisPoints_IsShort(int basisPoints, string text) => Assert.Equal(text, LineView.Percent(basisPoints));
}
