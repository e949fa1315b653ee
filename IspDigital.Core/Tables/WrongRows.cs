namespace IspDigital.Core.Tables;

/// <summary>
/// The rows of a file that are wrong, for whoever mends it: the columns as they stand in the file, then on which line each row stands and what
/// is wrong with it.
/// </summary>
/// <param name="Columns">The file's names, then <see cref="LineColumn"/> and <see cref="ErrorColumn"/>.</param>
/// <param name="Rows">The cells of each wrong row, in order of the file.</param>
public sealed record WrongRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>Name of the column with the line.</summary>
    public const string LineColumn = "line";

    /// <summary>Name of the column with the reasons.</summary>
    public const string ErrorColumn = "error";

    private static readonly string[] s_added = [LineColumn, ErrorColumn];

    /// <summary>Picks them out.</summary>
    /// <param name="file">The file as it was read.</param>
    /// <param name="problems">What is wrong.</param>
    /// <param name="say">The sentence of a problem.</param>
    public static WrongRows Of(Table file, IEnumerable<RowProblem> problems, Func<RowProblem, string> say)
    {
        var byLine = problems.ToLookup(p => p.Line);
        List<TableRow> wrong = [.. file.Rows.Where(r => byLine.Contains(r.Line))];
        // A file that was mended and came back has both columns already: they are told anew.
        var kept = file.Columns.TakeLast(s_added.Length).SequenceEqual(s_added) ? file.Columns.Count - s_added.Length : file.Columns.Count;
        List<int> places = [.. Enumerable.Range(0, Math.Max(file.Columns.Count, wrong.Select(r => r.Cells.Count).DefaultIfEmpty().Max()))
            .Where(i => i < kept || i >= file.Columns.Count)];
        return new(
            [.. places.Select(i => i < file.Columns.Count ? file.Columns[i] : ""), .. s_added],
            [.. wrong.Select(row => Cells(row, places, string.Join(' ', byLine[row.Line].Select(say))))]);
    }

    private static object?[] Cells(TableRow row, List<int> places, string reasons) =>
        [.. places.Select(i => i < row.Cells.Count ? row.Cells[i] : ""), row.Line, reasons];
}
