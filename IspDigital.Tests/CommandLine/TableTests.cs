using System.IO.Compression;
using System.Text;
using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;

namespace IspDigital.Tests.CommandLine;

/// <summary>Files with rows as people make them.</summary>
public sealed class TableTests
{
    [Fact]
    public void Csv_WithBlankLinesQuotesAndAByteOrderMark_KnowsTheLineOfEachRow()
    {
        var table = Csv("\uFEFFname , price\r\n\r\n A ,1\r\n\"B\r\nand more\",2\r\n,\r\nC,\"3,000\"\r\n").Value;

        Assert.Equal(["name", "price"], table.Columns);
        Assert.Equal([(3, "A"), (4, "B\r\nand more"), (7, "C")], table.Rows.Select(r => (r.Line, r.Cells[0])));
    }

    [Theory]
    [InlineData("name;price\nA, B;1\n")]
    [InlineData("\uFEFFname;price\r\n\"A, B\";1\r\n")]
    [InlineData("\n\nname\tprice\nA, B\t1\n")]
    [InlineData("name,price\n\"A, B\",1\n")]
    public void Csv_WithSemicolonsOrTabs_IsPartedAsItsNamesAre(string text)
    {
        var table = Csv(text).Value;

        Assert.Equal(["name", "price"], table.Columns);
        Assert.Equal(["A, B", "1"], Assert.Single(table.Rows).Cells);
    }

    [Fact]
    public void Csv_InAnotherEncodingOrEmpty_IsRefused()
    {
        using var latin = new MemoryStream([.. "name\nCaf"u8, 0xE9, (byte)'\n']);

        Assert.IsType<TableNotUtf8>(TableReader.Read(latin, TableFormat.Csv).Error);
        Assert.IsType<TableEmpty>(Csv("").Error);
        Assert.IsType<TableEmpty>(Csv("name,price\n").Error);
        Assert.IsType<TableTooLong>(Read("n\n1\n2\n3\n", 2).Error);
    }

    [Fact]
    public void Csv_ThatCannotBeTakenApartOrIsTooWide_IsRefused()
    {
        Assert.Equal(3, Assert.IsType<TableQuoteWrong>(Csv("name,price\nA,1\nB\"x,2\n").Error).Line);
        Assert.Equal(TableReader.ColumnsMax, Assert.IsType<TableTooWide>(Csv($"{new string(',', TableReader.ColumnsMax)}x\na\n").Error).Max);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 broken")]
    [InlineData("name,price\nA,1\n")]
    public void Sheet_ThatIsNoWorkbook_IsRefused(string content)
    {
        using var file = new MemoryStream(Encoding.Latin1.GetBytes(content));

        Assert.IsType<TableDamaged>(TableReader.Read(file, TableFormat.Xlsx).Error);
    }

    [Fact]
    public void Sheet_OfAnotherKindOfArchive_IsRefused()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("readme.txt").Open();
            entry.Write("hello"u8);
        }

        Assert.IsType<TableDamaged>(TableReader.Read(file, TableFormat.Xlsx).Error);
    }

    [Theory]
    [InlineData("subscribers.csv", TableFormat.Csv)]
    [InlineData("Subscribers.XLSX", TableFormat.Xlsx)]
    [InlineData("subscribers.xls", null)]
    [InlineData("subscribers", null)]
    public void Kind_OfAFile_IsSaidByItsEnding(string name, TableFormat? format) => Assert.Equal(format, TableReader.FormatOf(name));

    [Fact]
    public void Columns_UnderOtherNames_PassOverWhatIsNotUsedAndKeepEveryCell()
    {
        List<RowProblem> problems = [];
        var named = Csv("Customer,Note,Package\nA,x,B,surplus\n").Value.Named(["name", null, "plan"]);

        var places = TableColumns.Find(named, ["name", "plan"], ["name", "plan"], problems);
        new RowCells(named.Rows[0], places, problems).NoMoreThan(named.Columns.Count);

        Assert.Equal([("name", 0), ("plan", 2)], places.Select(p => (p.Key, p.Value)));
        Assert.Equal("Shared.RowTooLong", Assert.Single(problems).Code);
    }

    [Theory]
    [InlineData("1234.5", 123_450L)]
    [InlineData("১২৩৪.৫০", 123_450L)]
    [InlineData("1,23,456.70", 12_345_670L)]
    [InlineData("-5", -500L)]
    [InlineData("৳ 70", 7_000L)]
    [InlineData("1.005", null)]
    [InlineData("1e3", null)]
    [InlineData("12,34", null)]
    [InlineData("abc", null)]
    public void Amounts_AreReadAsPeopleWriteThem(string text, long? minor) =>
        Assert.Equal(minor, RowCells.TryMoney(text, out var money) ? money.Minor : null);

    [Theory]
    [InlineData("2026-02-28", "2026-02-28")]
    [InlineData("28/02/2026", "2026-02-28")]
    [InlineData("৫/৩/২০২৬", "2026-03-05")]
    [InlineData("2026-02-29", null)]
    [InlineData("02/28/2026", null)]
    public void Days_AreReadAsPeopleWriteThem(string text, string? day) =>
        Assert.Equal(day, RowCells.TryDay(text, out var read) ? read.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null);

    [Fact]
    public async Task Sheet_WrittenAndRead_HoldsTheSame()
    {
        using var file = new MemoryStream();
        await TableWriter.Write(
            file, TableFormat.Xlsx, ["name", "on", "amount"], new object?[][] { ["=রহিম", new DateOnly(2026, 1, 31), Money.FromTaka(1234.5m)], [null, null, null], ["B", null, 7] }.ToAsyncEnumerable(),
            TestContext.Current.CancellationToken);
        file.Position = 0;

        var table = TableReader.Read(file, TableFormat.Xlsx).Value;

        Assert.Equal(["name", "on", "amount"], table.Columns);
        Assert.Equal([(2, "=রহিম|2026-01-31|1234.5"), (4, "B||7")], table.Rows.Select(r => (r.Line, string.Join('|', r.Cells))));
    }

    private static Result<Table> Csv(string text) => Read(text, 100);

    private static Result<Table> Read(string text, int rowsMax)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return TableReader.Read(file, TableFormat.Csv, rowsMax);
    }
}
