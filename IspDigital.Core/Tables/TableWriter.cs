using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using IspDigital.Core.Primitives;
using MiniExcelLibs;

namespace IspDigital.Core.Tables;

/// <summary>
/// Writes rows for programs and spreadsheets as they come, so that millions need little memory. Days as <c>2026-01-31</c>, amounts as
/// <c>1234.50</c>, lines end with a line feed, no byte order mark.
/// </summary>
public static partial class TableWriter
{
    /// <summary>Rows that a sheet can hold below its names.</summary>
    public const int SheetRowsMax = 1_048_575;

    private const int FlushEvery = 1_000;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the rows.</summary>
    /// <param name="target">Where to; stays open.</param>
    /// <param name="format">How.</param>
    /// <param name="columns">Names of the columns; also written where there is no row.</param>
    /// <param name="rows">Cells: text, <see cref="Money"/>, days, numbers, null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many rows.</returns>
    public static Task<long> Write(
        Stream target, TableFormat format, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation = default) => format switch
    {
        TableFormat.Csv => Csv(target, columns, rows, cancellation),
        TableFormat.Json => Json(target, columns, rows, cancellation),
        TableFormat.Xlsx => Sheet(target, columns, rows, cancellation),
    };

    private static async Task<long> Csv(Stream target, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(target, s_utf8, bufferSize: 1 << 16, leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n", InjectionOptions = InjectionOptions.None });
        foreach (var column in columns)
        {
            csv.WriteField(column);
        }
        await csv.NextRecordAsync();
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell is string words ? Harmless(words) : Plain(cell));
            }
            csv.NextRecord();
            if (++count % FlushEvery == 0)
            {
                await csv.FlushAsync();
            }
        }
        await csv.FlushAsync();
        return count;
    }

    private static async Task<long> Json(Stream target, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonEncodedText[] names = [.. columns.Select(c => JsonEncodedText.Encode(c))];
        var count = 0L;
        json.WriteStartArray();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                Value(json, row[i]);
            }
            json.WriteEndObject();
            if (++count % FlushEvery == 0)
            {
                await json.FlushAsync(cancellation);
            }
        }
        json.WriteEndArray();
        await json.FlushAsync(cancellation);
        target.WriteByte((byte)'\n');
        return count;
    }

    private static void Value(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case Money or int or long or decimal:
                json.WriteRawValue(Plain(cell));
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            default:
                json.WriteStringValue(Plain(cell));
                break;
        }
    }

    private static async Task<long> Sheet(Stream target, IReadOnlyList<string> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        // A workbook is made in a file of its own: what it is sent to need not be able to go back.
        var path = Path.GetTempFileName();
        try
        {
            var count = 0L;
            await using (var book = File.Create(path))
            {
                await book.SaveAsAsync(Cells(), printHeader: false, cancellationToken: cancellation);
            }
            await using var made = File.OpenRead(path);
            await made.CopyToAsync(target, cancellation);
            return count;

            IEnumerable<Dictionary<string, object?>> Cells()
            {
                // Keys only keep the order: a file of somebody else may have a name twice, or none.
                yield return columns.Select((name, i) => (name, i)).ToDictionary(c => Key(c.i), object? (c) => c.name);
                foreach (var row in rows.ToBlockingEnumerable(cancellation))
                {
                    if (++count > SheetRowsMax)
                    {
                        throw new InvalidDataException($"A sheet holds {SheetRowsMax} rows at most; take CSV, or fewer days.");
                    }
                    yield return Enumerable.Range(0, columns.Count).ToDictionary(Key, i => InSheet(row[i]));
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Key(int column) => column.ToString(CultureInfo.InvariantCulture);

    private static object? InSheet(object? cell) => cell switch
    {
        Money money => money.Taka,
        DateOnly or DateTimeOffset => Plain(cell),
        _ => cell,
    };

    /// <summary>
    /// Text that begins like a formula is marked as text: a subscriber's name must not run in the reader's spreadsheet. A negative amount that
    /// somebody's file holds as text is an amount.
    /// </summary>
    private static string Harmless(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !NegativeAmount().IsMatch(text) ? "'" + text : text;

    [GeneratedRegex(@"^-[0-9][0-9,]*(\.[0-9]+)?$")]
    private static partial Regex NegativeAmount();

    private static string Plain(object? cell) => cell switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
