using IspDigital.Core.Primitives;

namespace IspDigital.Core.Tables;

/// <summary>What a file of rows holds: the names in its first row, and the rows below.</summary>
/// <param name="Columns">Names of the columns, as the file has them.</param>
/// <param name="Rows">The rows, in order; none is empty.</param>
public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>The line of the names.</summary>
    public const int HeaderLine = 1;

    /// <summary>The name of a column that is passed over; no file can hold it, so a misspelt name is never taken for it.</summary>
    public const string NotUsed = "\0";

    /// <summary>The same rows under other names. All cells stay where they are: a row with too many is still known by it.</summary>
    /// <param name="names">For each column of the file its new name; null where it is not used.</param>
    public Table Named(IReadOnlyList<string?> names) => this with { Columns = [.. names.Select(n => n ?? NotUsed)] };
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

/// <summary>The file is neither CSV nor XLSX.</summary>
public sealed record TableKindUnknown() : Error("Shared.TableKindUnknown");

/// <summary>The file is no workbook, or a broken one.</summary>
public sealed record TableDamaged() : Error("Shared.TableDamaged");

/// <summary>The text is in another encoding than UTF-8.</summary>
public sealed record TableNotUtf8() : Error("Shared.TableNotUtf8");

/// <summary>A quotation mark stands where none may, so that cells cannot be told apart.</summary>
/// <param name="Line">The line.</param>
public sealed record TableQuoteWrong(int Line) : Error("Shared.TableQuoteWrong")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Line];
}

/// <summary>The file is larger than what is taken at once.</summary>
/// <param name="MegabytesMax">What is.</param>
public sealed record TableTooLarge(int MegabytesMax) : Error("Shared.TableTooLarge")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [MegabytesMax];
}

/// <summary>The file has more columns than any table of subscribers or plans.</summary>
/// <param name="Max">Columns that are taken.</param>
public sealed record TableTooWide(int Max) : Error("Shared.TableTooWide")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => [Max];
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
