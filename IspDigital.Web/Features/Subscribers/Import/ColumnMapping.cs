using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Subscribers.Rules;
using IspDigital.Core.Tables;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>A column of the file.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Name">Its name; empty where the file has none.</param>
/// <param name="Examples">The first values in it.</param>
public sealed record FileColumn(int Index, string Name, IReadOnlyList<string> Examples);

/// <summary>Which of our columns each column of a file is: guessed, then as a person chooses.</summary>
public sealed class ColumnMapping
{
    private const int ExamplesMax = 3;
    private const int RowsLookedAt = 200;
    private readonly Table _file;
    private readonly string?[] _chosen;

    /// <summary>The guess for a file.</summary>
    public ColumnMapping(Table file)
    {
        _file = file;
        _chosen = [.. ColumnGuess.Of(file.Columns)];
        Columns = [.. file.Columns.Select((name, i) => new FileColumn(i, name, Examples(i)))];
    }

    /// <summary>The columns of the file, in its order.</summary>
    public IReadOnlyList<FileColumn> Columns { get; }

    /// <summary>What a column of the file is; null where it is not used.</summary>
    public string? this[int column] => _chosen[column];

    /// <summary>Needed columns that no column of the file is.</summary>
    public IEnumerable<string> Missing => ImportColumns.Needed.Except(_chosen.OfType<string>());

    /// <summary>Whether nothing needed is missing and nothing stands twice.</summary>
    public bool IsGood => !Missing.Any() && !_chosen.Where((_, i) => IsTwice(i)).Any();

    /// <summary>The rows under our names.</summary>
    public Table Applied => _file.Named(_chosen);

    /// <summary>Says what a column is.</summary>
    public void Choose(int column, string? ours) => _chosen[column] = ours;

    /// <summary>Whether another column of the file is the same of ours.</summary>
    public bool IsTwice(int column) => _chosen[column] is { } ours && _chosen.Count(c => c == ours) > 1;

    /// <summary>The file's own name of one of our columns; ours where the file has none.</summary>
    public string NameOf(string ours) =>
        Array.IndexOf(_chosen, ours) is >= 0 and var at && _file.Columns[at] is { Length: > 0 } name ? name : ours;

    private List<string> Examples(int column) =>
        [.. _file.Rows.Take(RowsLookedAt).Select(r => column < r.Cells.Count ? r.Cells[column] : "").Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Take(ExamplesMax)];
}
