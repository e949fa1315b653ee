using System.CommandLine;
using IspDigital.Core.Tables;

namespace IspDigital.Web.Startup.Verbs;

/// <summary>What several verbs take.</summary>
internal static class ToolWords
{
    /// <summary>A file to read, meant from where the command was typed.</summary>
    public static Argument<FileInfo> File(Surroundings surroundings, string description) => new("FILE")
    {
        Description = description,
        CustomParser = typed =>
        {
            var file = new FileInfo(surroundings.PathOf(typed.Tokens[0].Value));
            if (!file.Exists)
            {
                typed.AddError($"There is no file {typed.Tokens[0].Value}.");
            }
            return file;
        },
    };

    /// <summary>A day as <c>2026-01-31</c>.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = typed =>
        {
            if (typed.Tokens.Count == 1 && RowCells.TryDay(typed.Tokens[0].Value, out var day))
            {
                return day;
            }
            typed.AddError($"{name} is a day such as 2026-01-31.");
            return null;
        },
    };

    /// <summary>How rows are written.</summary>
    public static Option<string?> Format(string description = "How the data is written; csv where it is not said.")
    {
        var option = new Option<string?>("--format") { Description = description };
        option.AcceptOnlyFromAmong("csv", "xlsx", "json");
        return option;
    }

    /// <summary>The format that was asked for; where none was, what the ending of the file to write says.</summary>
    public static TableFormat FormatOf(this ParseResult parsed, Option<string?> option, string? path = null) =>
        Enum.TryParse<TableFormat>(parsed.GetValue(option) ?? Path.GetExtension(path ?? "").TrimStart('.'), ignoreCase: true, out var format) ? format : TableFormat.Csv;
}
