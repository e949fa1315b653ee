using System.Globalization;
using System.Text.RegularExpressions;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Tables;

/// <summary>Reads the cells of one row by the name of their column; what cannot be read is a problem of its own, and the next cell is read all the same.</summary>
public sealed partial class RowCells(TableRow row, IReadOnlyDictionary<string, int> columns, List<RowProblem> problems)
{
    private static readonly string[] s_days = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"];

    /// <summary>The row's line.</summary>
    public int Line => row.Line;

    /// <summary>Says that the row is wrong where it has more cells than there are names: a comma that was meant as text would shift amounts.</summary>
    public void NoMoreThan(int names)
    {
        if (row.Cells.Count > names)
        {
            Wrong(null, "Shared.RowTooLong", row.Cells.Count, names);
        }
    }

    /// <summary>The cell as it stands; empty where there is none.</summary>
    public string Text(string column, int lengthMax = int.MaxValue)
    {
        var text = columns.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : "";
        if (text.Length > lengthMax)
        {
            Wrong(column, "Shared.CellTooLong", lengthMax);
        }
        return text;
    }

    /// <summary>The cell, which must not be empty.</summary>
    public string Needed(string column, int lengthMax = int.MaxValue)
    {
        var text = Text(column, lengthMax);
        if (text.Length == 0)
        {
            Wrong(column, "Shared.CellNeeded");
        }
        return text;
    }

    /// <summary>A day, or null where the cell is empty.</summary>
    public DateOnly? Day(string column) => Read<DateOnly>(column, TryDay, "Shared.CellNotDay");

    /// <summary>An amount in taka, or null where the cell is empty.</summary>
    public Money? Amount(string column, Money min, Money max) => Within(column, Read<Money>(column, TryMoney, "Shared.CellNotMoney"), min, max);

    /// <summary>A whole number, or null where the cell is empty.</summary>
    public int? Whole(string column, int min, int max) => Within(column, Read<int>(column, TryWhole, "Shared.CellNotWhole"), min, max);

    /// <summary>A percentage of at most two decimals in basis points, or null where the cell is empty.</summary>
    public int? BasisPoints(string column) => Read<int>(column, TryPercent, "Shared.CellNotPercent");

    /// <summary>A number, or null where the cell is empty.</summary>
    public decimal? Number(string column, decimal min, decimal max) => Within(column, Read<decimal>(column, TryNumber, "Shared.CellNotNumber"), min, max);

    /// <summary>One of some words, or null where the cell is empty.</summary>
    public T? Choice<T>(string column, params ReadOnlySpan<(string Word, T Means)> choices)
        where T : struct
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }
        foreach (var (word, means) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return means;
            }
        }
        List<string> words = [];
        foreach (var (word, _) in choices)
        {
            words.Add(word);
        }
        Wrong(column, "Shared.CellNotChoice", text, string.Join(", ", words));
        return null;
    }

    /// <summary>Says that a cell is wrong.</summary>
    public void Wrong(string? column, string code, params IReadOnlyList<object> args) => problems.Add(new(row.Line, column, code, args));

    /// <summary>Says that a cell is wrong.</summary>
    public void Wrong(string? column, Error error) => problems.Add(RowProblem.Of(row.Line, column, error));

    /// <summary>A day as <c>2026-01-31</c> or <c>31/01/2026</c>, in Bangla or Latin digits.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(LatinDigits.Of(text), s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>An amount of at most two decimals, in Bangla or Latin digits; commas between groups may stand.</summary>
    public static bool TryMoney(string text, out Money money)
    {
        money = default;
        if (!TryNumber(text.Replace("৳", "", StringComparison.Ordinal), out var taka) || Math.Abs(taka) > 1_000_000_000_000m || !decimal.IsInteger(taka * 100m))
        {
            return false;
        }
        money = Money.FromTaka(taka);
        return true;
    }

    /// <summary>A percentage from 0 to 100 of at most two decimals, in basis points.</summary>
    public static bool TryPercent(string text, out int basisPoints)
    {
        basisPoints = 0;
        if (!TryNumber(text.TrimEnd('%', ' '), out var percent) || percent < 0 || percent > 100 || !decimal.IsInteger(percent * 100m))
        {
            return false;
        }
        basisPoints = (int)(percent * 100m);
        return true;
    }

    private static bool TryNumber(string text, out decimal number)
    {
        var plain = LatinDigits.Of(text);
        plain = Grouped().IsMatch(plain) ? plain.Replace(",", "", StringComparison.Ordinal) : plain;
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryWhole(string text, out int number)
    {
        var isWhole = TryNumber(text, out var value) && decimal.IsInteger(value) && Math.Abs(value) <= int.MaxValue;
        number = isWhole ? (int)value : 0;
        return isWhole;
    }

    private delegate bool Reading<T>(string text, out T value);

    private T? Read<T>(string column, Reading<T> read, string code)
        where T : struct
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }
        if (read(text, out var value))
        {
            return value;
        }
        Wrong(column, code, text);
        return null;
    }

    private T? Within<T>(string column, T? value, T min, T max)
        where T : struct, IComparable<T>
    {
        if (value is not { } known || (known.CompareTo(min) >= 0 && known.CompareTo(max) <= 0))
        {
            return value;
        }
        Wrong(column, "Shared.CellOutOfRange", Text(column), min.ToString()!, max.ToString()!);
        return null;
    }

    [GeneratedRegex(@"^[+-]?(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})(\.\d+)?$")]
    private static partial Regex Grouped();
}
