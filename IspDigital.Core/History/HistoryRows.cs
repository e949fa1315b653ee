using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IspDigital.Core.Tables;

namespace IspDigital.Core.History;

/// <summary>Reads events out of a file.</summary>
public static class HistoryRows
{
    private static readonly (string Word, HistoryKind Means)[] s_kinds =
    [
        ("change-plan-now", HistoryKind.ChangePlanNow), ("change-plan-at-renewal", HistoryKind.ChangePlanAtRenewal), ("pause", HistoryKind.Pause),
        ("resume", HistoryKind.Resume), ("price", HistoryKind.Price), ("discount-percent", HistoryKind.DiscountPercent), ("charge", HistoryKind.Charge),
        ("payment", HistoryKind.Payment), ("close", HistoryKind.Close),
    ];

    /// <summary>The columns that the file may have; the first three must be there.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["date", "subscriber", "event", "value"];

    /// <summary>The events that can be read, and everything that is wrong with the others.</summary>
    internal static (List<HistoryEvent> Events, List<RowProblem> Problems) Read(Table table)
    {
        List<RowProblem> problems = [];
        List<HistoryEvent> events = [];
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        var places = TableColumns.Find(table, Columns, [.. Columns.Take(3)], problems);
        var last = DateOnly.MinValue;
        foreach (var row in problems.Count > 0 ? [] : table.Rows)
        {
            var cells = new RowCells(row, places, problems);
            cells.NoMoreThan(table.Columns.Count);
            cells.Needed("date");
            cells.Needed("event");
            var (on, code, value) = (cells.Day("date"), cells.Needed("subscriber"), cells.Text("value"));
            var kind = cells.Choice("event", s_kinds);
            if (on < last)
            {
                cells.Wrong("date", "Shared.CellBeforeLast", on, last);
            }
            last = on > last ? on.Value : last;
            if (on is { } day && kind is { } what && code.Length > 0)
            {
                var text = $"{day:O}\n{code}\n{what}\n{value}";
                times[text] = times.GetValueOrDefault(text) + 1;
                events.Add(new(row.Line, day, code, what, value, IdOf($"{text}\n{times[text]}")));
            }
        }
        return (events, problems);
    }

    /// <summary>A number by which the file as a whole is known again.</summary>
    internal static long MarkOf(IEnumerable<HistoryEvent> events) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', events.Select(e => e.CommandId)))));

    /// <summary>The same text is the same event, whichever file it stands in; of two equal lines in one file each is its own.</summary>
    private static Guid IdOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
