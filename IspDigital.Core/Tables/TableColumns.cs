namespace IspDigital.Core.Tables;

/// <summary>Which columns a file may have, and which one in a file is which.</summary>
public static class TableColumns
{
    /// <summary>Where the known columns stand in a file; every name that is unknown or stands twice, and every needed one that is missing, is a problem.</summary>
    /// <param name="table">The file.</param>
    /// <param name="known">The names it may have, in any order.</param>
    /// <param name="needed">Those that it must have.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyDictionary<string, int> Find(
        Table table, IReadOnlyList<string> known, IReadOnlyList<string> needed, List<RowProblem> problems)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i] == Table.NotUsed)
            {
                continue;
            }
            var name = Plain(table.Columns[i]);
            if (!known.Contains(name))
            {
                problems.Add(new(Table.HeaderLine, table.Columns[i], "Shared.ColumnUnknown", string.Join(", ", known)));
            }
            else if (!places.TryAdd(name, i))
            {
                problems.Add(new(Table.HeaderLine, name, "Shared.ColumnRepeated"));
            }
        }
        problems.AddRange(needed.Where(n => !places.ContainsKey(n)).Select(n => new RowProblem(Table.HeaderLine, n, "Shared.ColumnMissing")));
        return places;
    }

    /// <summary>A name as programs write it: small letters, <c>_</c> between words.</summary>
    public static string Plain(string name) =>
        string.Join('_', name.Trim().ToLowerInvariant().Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries));
}
