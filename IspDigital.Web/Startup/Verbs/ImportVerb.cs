using System.CommandLine;
using IspDigital.Core.Plans;
using IspDigital.Core.Subscribers;
using IspDigital.Core.Subscribers.Import;
using IspDigital.Core.Tables;

namespace IspDigital.Web.Startup.Verbs;

/// <summary><c>import plans</c> and <c>import subscribers</c>: all rows of a file or none.</summary>
internal sealed class ImportVerb : IVerb
{
    private const int NamedMax = 20;
    private static readonly string[] s_columns = ["line", "code", "name", "plan", "bill_from", "opening_balance", "invoices_at_once", "total_at_once", "period_start", "period_end"];

    /// <inheritdoc/>
    public Command Command(Surroundings surroundings)
    {
        var import = new Command("import", "Brings plans or subscribers in from a CSV or XLSX file: all rows or none.");
        import.Subcommands.Add(Plans(surroundings));
        import.Subcommands.Add(Subscribers(surroundings));
        return import;
    }

    private static Command Plans(Surroundings surroundings)
    {
        var file = ToolWords.File(surroundings, $"Columns, in any order: {string.Join(',', PlanRows.Columns)}.");
        var command = new Command("plans", "Adds the plans of a file.") { file };
        command.SetAction((parsed, cancellation) => Tool.Run(parsed, surroundings, tool => Plans(tool, parsed.GetRequiredValue(file)), cancellation));
        return command;
    }

    private static async Task<int> Plans(Tool tool, FileInfo file)
    {
        var table = Tool.Read(file);
        if (!table.IsOk)
        {
            return tool.Refuse(table.Error);
        }
        var imported = await tool.Get<ImportPlans>().Run(new(table.Value), tool.Cancellation);
        if (!imported.IsOk)
        {
            return tool.Refuse(imported.Error);
        }
        tool.Say($"{Tool.Count(imported.Value.Plans, "plan")} added, {Tool.Count(imported.Value.Taxes, "tax", "taxes")}.");
        if (imported.Value.WithoutSpeed is { Count: > 0 } slow)
        {
            tool.Say($"Without a speed, to be said before a router serves them: {string.Join(", ", slow)}.");
        }
        return ExitCode.Done;
    }

    private static Command Subscribers(Surroundings surroundings)
    {
        var file = ToolWords.File(surroundings, $"Columns, in any order: {string.Join(',', ImportColumns.All)}. Needed: {string.Join(',', ImportColumns.Needed)}.");
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done: each subscriber with what would be billed at once, as data." };
        var command = new Command("subscribers", "Adds the subscribers of a file, after saying what they would be billed at once.") { file, dryRun };
        command.SetAction((parsed, cancellation) => Tool.Run(
            parsed, surroundings, tool => Subscribers(tool, parsed.GetRequiredValue(file), parsed.GetValue(dryRun)), cancellation));
        return command;
    }

    private static async Task<int> Subscribers(Tool tool, FileInfo file, bool isDryRun)
    {
        var table = Tool.Read(file);
        if (!table.IsOk)
        {
            return tool.Refuse(table.Error);
        }
        var checkedRows = await tool.Get<ImportSubscribers>().Run(new(table.Value, IsDryRun: true), tool.Cancellation);
        if (!checkedRows.IsOk)
        {
            return tool.Refuse(checkedRows.Error);
        }
        Tell(tool, checkedRows.Value);
        if (isDryRun)
        {
            await tool.Write(TableFormat.Csv, s_columns, checkedRows.Value.Lines.Select(Cells));
            tool.Say($"{Tool.Count(checkedRows.Value.Lines.Count, "subscriber")} would be added; nothing was.");
            return ExitCode.Done;
        }
        var imported = await tool.Get<ImportSubscribers>().Run(new(table.Value), tool.Cancellation);
        if (!imported.IsOk)
        {
            return tool.Refuse(imported.Error);
        }
        tool.Say($"{Tool.Count(imported.Value.Lines.Count, "subscriber")} added.");
        return ExitCode.Done;
    }

    /// <summary>What a run of today would bill for days that lie behind: said before anything is done.</summary>
    private static void Tell(Tool tool, ImportedSubscribers told)
    {
        var (owed, advance) = (told.Owed, told.InAdvance);
        if (owed.Count + advance.Count > 0)
        {
            tool.Say($"Opening balances: {owed.Count} owe {owed.Total}, {advance.Count} have {advance.Total} in advance.");
        }
        if (told.InvoicesAtOnce == 0)
        {
            tool.Say($"Nothing would be billed at once.");
            return;
        }
        tool.Say($"Would be billed at once: {Tool.Count(told.InvoicesAtOnce, "invoice")} to {Tool.Count(told.SubscribersAtOnce, "subscriber")}, {told.TotalAtOnce} in total, for days from {told.From:yyyy-MM-dd} to before {told.Until:yyyy-MM-dd}.");
        var many = told.WithMany.ToList();
        foreach (var line in many.Take(NamedMax))
        {
            tool.Say($"  line {line.Line}, {(line.Code.Length > 0 ? line.Code : line.Name)}: {line.AtOnce.Invoices} invoices, {line.AtOnce.Total}, from {line.AtOnce.From:yyyy-MM-dd} to before {line.AtOnce.Until:yyyy-MM-dd}");
        }
        if (many.Count > NamedMax)
        {
            tool.Say($"  and {many.Count - NamedMax} more; --dry-run lists them all.");
        }
    }

    private static object?[] Cells(ImportedLine line) =>
    [
        line.Line, line.Code, line.Name, line.Plan, line.BillFrom, line.OpeningBalance, line.AtOnce.Invoices, line.AtOnce.Total, line.AtOnce.From, line.AtOnce.Until,
    ];
}
