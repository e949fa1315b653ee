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
        var format = ToolWords.Format();
        var output = new Option<string?>("--out") { Description = "A file to write in place of standard output.", HelpName = "FILE" };
        var command = new Command(word, $"Columns: {string.Join(',', ExportColumns.Of(subject))}.") { from, to, format, output };
        command.SetAction((parsed, cancellation) => Tool.Run(
            parsed, surroundings,
            tool => Write(tool, subject, (parsed.GetValue(from), parsed.GetValue(to)), parsed.FormatOf(format), parsed.GetValue(output)), cancellation));
        return command;
    }

    private static async Task<int> Write(Tool tool, ExportSubject subject, (DateOnly? From, DateOnly? To) days, TableFormat format, string? path)
    {
        await using var file = path is null ? null : File.Create(tool.Surroundings.PathOf(path));
        var rows = tool.Get<ExportQueries>().Rows(subject, days.From, days.To, tool.Cancellation);
        var count = await TableWriter.Write(file ?? tool.Surroundings.Output, format, ExportColumns.Of(subject), rows, tool.Cancellation);
        tool.Say($"{count} rows.");
        return ExitCode.Done;
    }
}
