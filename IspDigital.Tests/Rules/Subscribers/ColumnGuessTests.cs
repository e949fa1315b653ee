using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Subscribers.Rules;

namespace IspDigital.Tests.Rules.Subscribers;

/// <summary>What somebody else's columns are taken for.</summary>
public sealed class ColumnGuessTests
{
    [Fact]
    public void OurOwnNames_HoweverWritten_AreTheColumns() => Assert.All(ImportColumns.All, column =>
    {
        Assert.Equal([column], ColumnGuess.Of([column]));
        Assert.Equal([column], ColumnGuess.Of([column.Replace('_', ' ').ToUpperInvariant()]));
    });

    [Theory]
    [InlineData("Mobile", "phone")]
    [InlineData("Mobile No.", "phone")]
    [InlineData("Contact Number", "phone")]
    [InlineData("মোবাইল নম্বর", "phone")]
    [InlineData("Package", "plan")]
    [InlineData("Package (Mbps)", "plan")]
    [InlineData("প্যাকেজ", "plan")]
    [InlineData("Username", "ppp_name")]
    [InlineData("PPPoE User", "ppp_name")]
    [InlineData("ID/IP", "ppp_name")]
    [InlineData("Client Name", "name")]
    [InlineData("গ্রাহকের নাম", "name")]
    [InlineData("Client Code", "code")]
    [InlineData("MikroTik", "router")]
    [InlineData("Joining Date", "activated_on")]
    [InlineData("চালুর তারিখ", "activated_on")]
    [InlineData("Previous Due", "opening_balance")]
    [InlineData("আগের বকেয়া", "opening_balance")]
    [InlineData("Custom Price", "price")]
    [InlineData("আলাদা দাম", "price")]
    [InlineData("Discount (%)", "discount_percent")]
    [InlineData("Discount %", "discount_percent")]
    public void OtherNames_ThatAreCommon_AreKnown(string name, string column) => Assert.Equal([column], ColumnGuess.Of([name]));

    [Fact]
    public void Bangla_ComposedInEitherWay_IsTheSameName() =>
        Assert.Equal(["opening_balance", null], ColumnGuess.Of(["বকে\u09DFা", "বকে\u09AF\u09BCা"])); // য় in one sign, and in two

    [Theory]
    [InlineData("Balance")]
    [InlineData("ব্যালেন্স")]
    [InlineData("Discount")]
    [InlineData("Monthly Bill")]
    [InlineData("Date")]
    [InlineData("Remarks")]
    [InlineData("line")]
    [InlineData("error")]
    [InlineData("")]
    [InlineData("(%)")]
    public void Names_ThatCouldBeReadTheOtherWayRoundOrAreUnknown_AreLeftToAPerson(string name) => Assert.Equal([null], ColumnGuess.Of([name]));

    [Fact]
    public void Columns_AreGuessedOnceEach_OurOwnNameBeforeAnother() =>
        Assert.Equal([null, "phone", null, "name", null], ColumnGuess.Of(["Mobile", "Phone", "Contact", "Customer", "Client"]));
}
