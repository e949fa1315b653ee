using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using IspDigital.Core.Primitives;
using MiniExcelLibs;

namespace IspDigital.Core.Tables;

/// <summary>Kinds of files with rows.</summary>
public enum TableFormat
{
    /// <summary>Comma-separated text in UTF-8.</summary>
    Csv,
    /// <summary>An Excel workbook; its first sheet.</summary>
    Xlsx,
    /// <summary>A JSON array of objects; written only.</summary>
    Json,
}

/// <summary>Reads files of rows.</summary>
public static class TableReader
{
    /// <summary>The most rows that are taken from one file.</summary>
    public const int RowsMax = 200_000;

    /// <summary>The most columns.</summary>
    public const int ColumnsMax = 256;

    /// <summary>What a workbook may come to when it is unpacked: a small file can hold gigabytes.</summary>
    private const long UnpackedBytesMax = 1L << 30;

    // Strict: a file in another encoding is refused, or Bangla names would be stored as question marks.
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The kind of file that a name stands for by its ending; null where it is none that is read.</summary>
    public static TableFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".csv" => TableFormat.Csv,
        ".xlsx" => TableFormat.Xlsx,
        _ => null,
    };

    /// <summary>Reads a file to its end.</summary>
    public static Result<Table> Read(Stream file, TableFormat format, int rowsMax = RowsMax) =>
        format == TableFormat.Xlsx ? FromWorkbook(file, rowsMax) : FromText(file, rowsMax);

    private static Result<Table> FromText(Stream file, int rowsMax)
    {
        try
        {
            return Gather(Text(file), rowsMax);
        }
        catch (DecoderFallbackException)
        {
            return new TableNotUtf8();
        }
        catch (CsvHelperException damage)
        {
            return new TableQuoteWrong(damage.Context?.Parser?.RawRow ?? 1);
        }
    }

    private static Result<Table> FromWorkbook(Stream file, int rowsMax)
    {
        try
        {
            using (var parts = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
            {
                if (parts.Entries.Sum(e => e.Length) > UnpackedBytesMax)
                {
                    return new TableDamaged();
                }
            }
            file.Position = 0;
            return Gather(Workbook(file), rowsMax);
        }
        catch (Exception damage) when (damage is not (OutOfMemoryException or OperationCanceledException))
        {
            // Whatever the library stumbles over in somebody's file is the file's fault.
            return new TableDamaged();
        }
    }

    private static Result<Table> Gather(IEnumerable<TableRow> found, int rowsMax)
    {
        List<TableRow> rows = [];
        foreach (var row in found)
        {
            if (row.Cells.Count > ColumnsMax)
            {
                return new TableTooWide(ColumnsMax);
            }
            if (rows.Count > rowsMax)
            {
                return new TableTooLong(rowsMax);
            }
            rows.Add(row);
        }
        return rows.Count < 2 ? new TableEmpty() : new Table(rows[0].Cells, rows[1..]);
    }

    /// <summary>What parts the cells: a spreadsheet in another country's settings writes semicolons, and a copied table has tabs. The names say it.</summary>
    private static string DelimiterOf(Stream file)
    {
        using var reader = new StreamReader(file, s_strict, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var names = reader.ReadLine();
        while (names is not null && string.IsNullOrWhiteSpace(names))
        {
            names = reader.ReadLine();
        }
        file.Position = 0;
        return names switch
        {
            null => ",",
            _ when names.Contains(',', StringComparison.Ordinal) => ",",
            _ when names.Contains(';', StringComparison.Ordinal) => ";",
            _ when names.Contains('\t', StringComparison.Ordinal) => "\t",
            _ => ",",
        };
    }

    private static IEnumerable<TableRow> Text(Stream file)
    {
        var delimiter = DelimiterOf(file);
        using var reader = new StreamReader(file, s_strict, detectEncodingFromByteOrderMarks: true);
        using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter, TrimOptions = TrimOptions.Trim, IgnoreBlankLines = true,
        });
        while (true)
        {
            var line = csv.RawRow + 1;
            if (!csv.Read())
            {
                yield break;
            }
            string[] cells = [.. (csv.Record ?? []).Select(c => Unmarked(c.Trim()))];
            if (cells.Any(c => c.Length > 0))
            {
                yield return new(FirstLine(csv, line), cells);
            }
        }
    }

    /// <summary>Without the mark that <see cref="TableWriter"/> puts before what begins like a formula: what was written is read again.</summary>
    private static string Unmarked(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    /// <summary>The line that the record begins on: blank lines before it are passed by, and a quoted cell may hold several lines.</summary>
    private static int FirstLine(CsvParser csv, int after)
    {
        var inside = csv.RawRecord.TrimEnd('\r', '\n').Count(c => c == '\n');
        return Math.Max(after, csv.RawRow - inside);
    }

    private static IEnumerable<TableRow> Workbook(Stream file)
    {
        var line = 0;
        var first = true;
        var columns = 0;
        foreach (IDictionary<string, object?> row in file.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
        {
            line++;
            string[] cells = [.. row.Values.Select(Shown)];
            if (cells.All(c => c.Length == 0))
            {
                continue;
            }
            columns = first ? Array.FindLastIndex(cells, c => c.Length > 0) + 1 : columns;
            first = false;
            // A sheet is a rectangle: empty cells beyond the names are no cells.
            var end = Math.Max(columns, Array.FindLastIndex(cells, c => c.Length > 0) + 1);
            yield return new(line, cells[..Math.Min(end, cells.Length)]);
        }
    }

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // A sheet keeps numbers as binary fractions: what a person sees has at most a few decimals.
        double number => Math.Round((decimal)number, 6, MidpointRounding.AwayFromZero).ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()?.Trim() ?? "",
    };
}
