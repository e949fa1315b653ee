using System.CommandLine;
using IspDigital.Core.Reports;
using IspDigital.Core.Tables;

namespace IspDigital.Web.Startup.Verbs;

/// <summary><c>export</c>: writes everything of a kind as data.</summary>
internal sealed class ExportVerb : IVerb
{
    private static readonly (string Word, ExportSubject Subject, string By)[] s_subjects =
    [
        ("invoices", ExportSubject.Invoices, "issue date"), ("invoice-lines", ExportSubject.InvoiceLines, "issue date"),
        ("payments", ExportSubject.Payments, "day of receipt"), ("ledger", ExportSubject.Ledger, "business date"),
        ("subscribers", ExportSubject.Subscribers, "day of activation"),
    ];

    /// <inheritdoc/>
    public Command Command(Surroundings surroundings)
    {
        var export = new Command("export", "Writes invoices, their lines, payments, the ledger or subscribers as data.");
        foreach (var (word, subject, by) in s_subjects)
        {
            export.Subcommands.Add(Command(surroundings, word, subject, by));
        }
        return export;
    }

    private static Command Command(Surroundings surroundings, string word, ExportSubject subject, string by)
    {
        var from = ToolWords.Day("--from", $"First {by}.");
        var to = ToolWords.Day("--to", $"Last {by}.");
        var format = ToolWords.Format("How the data is written. Not said: as the ending of --out says, else csv.");
        var output = new Option<string?>("--out") { Description = "A file to write in place of standard output.", HelpName = "FILE" };
        var command = new Command(word, $"Columns: {string.Join(',', ExportColumns.Of(subject))}.") { from, to, format, output };
        command.Validators.Add(typed =>
        {
            if (typed.GetValue(from) > typed.GetValue(to))
            {
                typed.AddError("--from is after --to.");
            }
        });
        command.SetAction((parsed, cancellation) => Tool.Run(
            parsed, surroundings,
            tool => Write(tool, subject, (parsed.GetValue(from), parsed.GetValue(to)), parsed.FormatOf(format, parsed.GetValue(output)), parsed.GetValue(output)), cancellation));
        return command;
    }

    private static async Task<int> Write(Tool tool, ExportSubject subject, (DateOnly? From, DateOnly? To) days, TableFormat format, string? path)
    {
        var rows = tool.Get<ExportQueries>().Rows(subject, days.From, days.To, tool.Cancellation);
        var count = path is null
            ? await Write(tool, tool.Surroundings.Output, format, subject, rows)
            : await Write(tool, tool.Surroundings.PathOf(path), format, subject, rows);
        tool.Say($"{Tool.Count(count, "row")}.");
        return ExitCode.Done;
    }

    /// <summary>The file has its name once it is whole: what was there stays until then, and a kill leaves no half of it behind under that name.</summary>
    private static async Task<long> Write(Tool tool, string path, TableFormat format, ExportSubject subject, IAsyncEnumerable<object?[]> rows)
    {
        var unfinished = path + ".part";
        long count;
        await using (var file = File.Create(unfinished))
        {
            count = await Write(tool, file, format, subject, rows);
        }
        File.Move(unfinished, path, overwrite: true);
        return count;
    }

    private static Task<long> Write(Tool tool, Stream stream, TableFormat format, ExportSubject subject, IAsyncEnumerable<object?[]> rows) =>
        TableWriter.Write(stream, format, ExportColumns.Of(subject), rows, tool.Cancellation);
}
