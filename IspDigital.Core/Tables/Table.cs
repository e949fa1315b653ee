using IspDigital.Core.Primitives;

namespace IspDigital.Core.Tables;

/// <summary>What a file of rows holds: the names in its first row, and the rows below.</summary>
/// <param name="Columns">Names of the columns, as the file has them.</param>
/// <param name="Rows">The rows, in order; none is empty.</param>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>The line of the names.</summary>
    public const int HeaderLine = 1;

    /// <summary>The same rows under other names; a column without a new name is left out.</summary>
    /// <param name="names">For each column of the file its new name, or null.</param>
    public Table Named(IReadOnlyList<string?> names)
    {
        List<int> kept = [.. Enumerable.Range(0, Columns.Count).Where(i => names[i] is not null)];
        return new(
            [.. kept.Select(i => names[i]!)],
            [.. Rows.Select(r => r with { Cells = [.. kept.Select(i => i < r.Cells.Count ? r.Cells[i] : "")] })]);
    }
}

/// <summary>One row.</summary>
/// <param name="Line">Its line in the file, from 1; the names stand in the first.</param>
/// <param name="Cells">Its cells, trimmed.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells);

/// <summary>What is wrong with one cell, or with a row or column as a whole. The sentence stands in the resources under <c>Error.{Code}</c>.</summary>
/// <param name="Line">The line in the file.</param>
/// <param name="Column">The column's name, or null where the row as a whole is meant.</param>
/// <param name="Code">Feature and name, as of an <see cref="Error"/>.</param>
/// <param name="Args">Values for the sentence's placeholders.</param>
public sealed record RowProblem(int Line, string? Column, string Code, params IReadOnlyList<object> Args)
{
    /// <summary>A failure that belongs to a cell.</summary>
    public static RowProblem Of(int line, string? column, Error error) => new(line, column, error.Code, error.Args);
}

/// <summary>Rows of a file are not acceptable; nothing of it was taken.</summary>
/// <param name="Problems">Every problem, in order of the lines.</param>
public sealed record BadRows(IReadOnlyList<RowProblem> Problems) : Error("Shared.BadRows")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Problems.Select(p => p.Line).Distinct().Count()];
}

/// <summary>The file is no table that can be read.</summary>
/// <param name="Detail">Why, in the words of what read it.</param>
public sealed record TableNotReadable(string Detail) : Error("Shared.TableNotReadable")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Detail];
}

/// <summary>The file has no row with names, or none below it.</summary>
public sealed record TableEmpty() : Error("Shared.TableEmpty");

/// <summary>The file is longer than what is taken at once.</summary>
/// <param name="Max">Rows that are.</param>
public sealed record TableTooLong(int Max) : Error("Shared.TableTooLong")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Max];
}
