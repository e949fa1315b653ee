using System.Text;
using IspDigital.Core.Tables;

namespace IspDigital.Tests.Rules.Tables;

/// <summary>The wrong rows of a file, as they are given back to be mended.</summary>
public sealed class WrongRowsTests
{
    [Fact]
    public void Rows_ThatAreWrong_KeepTheirColumnsAndSayLineAndReasons()
    {
        var wrong = Of("Customer,Package\nRahim,Basic\n,Silver\nKarim,Gold\n", new(3, "name", "A"), new(3, "plan", "B"), new(4, null, "C"));

        Assert.Equal(["Customer", "Package", "line", "error"], wrong.Columns);
        Assert.Equal(["|Silver|3|name A plan B", "Karim|Gold|4|C"], Lines(wrong));
    }

    [Fact]
    public void Row_WithTooManyOrTooFewCells_LosesNoneAndStaysInItsColumns()
    {
        var wrong = Of("a,b\n1\n1,2,3,4\n", new(2, null, "A"), new(3, null, "B"));

        Assert.Equal(["a", "b", "", "", "line", "error"], wrong.Columns);
        Assert.Equal(["1||||2|A", "1|2|3|4|3|B"], Lines(wrong));
    }

    [Fact]
    public void File_ThatIsAMendedErrorFile_GetsItsTwoColumnsAnew()
    {
        var wrong = Of("a,line,error\nx,17,old reason\n", new RowProblem(2, "a", "NEW"));

        Assert.Equal(["a", "line", "error"], wrong.Columns);
        Assert.Equal(["x|2|a NEW"], Lines(wrong));
    }

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Xlsx)]
    public async Task File_WrittenAndReadAgain_HoldsWhatTheFileHeld(TableFormat format)
    {
        var wrong = Of("name,name,\n=1+1,-200,+8801712345678\n@x,\"-1,200.50\",'\n", new(2, null, "A"), new(3, null, "B"));
        using var file = new MemoryStream();
        await TableWriter.Write(file, format, wrong.Columns, wrong.Rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        file.Position = 0;

        var read = TableReader.Read(file, format).Value;

        Assert.Equal(["name", "name", "", "line", "error"], read.Columns);
        Assert.Equal(["=1+1|-200|+8801712345678|2|A", "@x|-1,200.50|'|3|B"], read.Rows.Select(r => string.Join('|', r.Cells)));
    }

    [Fact]
    public async Task Csv_WithWhatBeginsLikeAFormula_MarksItAndLeavesAmounts()
    {
        var wrong = Of("a,b\n\"=HYPERLINK(\"\"x\"\")\",-200\n-2+3,@x\n", new(2, null, "A"), new(3, null, "B"));
        using var file = new MemoryStream();

        await TableWriter.Write(file, TableFormat.Csv, wrong.Columns, wrong.Rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        Assert.Equal("a,b,line,error\n\"'=HYPERLINK(\"\"x\"\")\",-200,2,A\n'-2+3,'@x,3,B\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    private static WrongRows Of(string csv, params RowProblem[] problems)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return WrongRows.Of(TableReader.Read(file, TableFormat.Csv).Value, problems, p => p.Column is null ? p.Code : $"{p.Column} {p.Code}");
    }

    private static IEnumerable<string> Lines(WrongRows wrong) => wrong.Rows.Select(r => string.Join('|', r));
}
