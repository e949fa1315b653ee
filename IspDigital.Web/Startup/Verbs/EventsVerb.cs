using System.CommandLine;
using IspDigital.Core.History;

namespace IspDigital.Web.Startup.Verbs;

/// <summary><c>events</c>: applies what happened before the operator came, all of a file or nothing.</summary>
internal sealed class EventsVerb : IVerb
{
    /// <inheritdoc/>
    public Command Command(Surroundings surroundings)
    {
        var file = ToolWords.File(surroundings, $"Columns: {string.Join(',', HistoryRows.Columns)}; rows in order of the date.");
        var command = new Command("events", "Applies events of the past to subscribers, in order, each as decided on its day: all or none.") { file };
        command.SetAction((parsed, cancellation) => Tool.Run(parsed, surroundings, tool => Apply(tool, parsed.GetRequiredValue(file)), cancellation));
        return command;
    }

    private static async Task<int> Apply(Tool tool, FileInfo file)
    {
        var table = Tool.Read(file);
        if (!table.IsOk)
        {
            return tool.Refuse(table.Error);
        }
        var applied = await tool.Get<ApplyHistory>().Run(new(table.Value), tool.Cancellation);
        if (!applied.IsOk)
        {
            return tool.Refuse(applied.Error);
        }
        if (applied.Value.IsRepeat)
        {
            tool.Say($"These {applied.Value.AlreadyThere} events were applied before; nothing was done.");
            return ExitCode.Done;
        }
        tool.Say($"{Tool.Count(applied.Value.Applied, "event")} applied, {applied.Value.AlreadyThere} charges and payments were there already.");
        return ExitCode.Done;
    }
}
