using System.CommandLine;
using IspDigital.Core.Billing;
using IspDigital.Core.Reports;
using IspDigital.Core.Tables;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Startup.Verbs;

/// <summary><c>bill</c>: issues what is due, or shows what would be.</summary>
internal sealed class BillVerb : IVerb
{
    private static readonly string[] s_drafts =
        ["subscriber", "kind", "period_start", "period_end", "issue_date", "due_date", "last_day_to_pay", "subtotal", "tax", "total"];

    private static readonly string[] s_figures = ["run", "outcome", "through", "issued", "back_filled", "already_there", "skipped", "parked", "total"];

    /// <inheritdoc/>
    public Command Command(Surroundings surroundings)
    {
        var preview = new Option<bool>("--preview") { Description = "Write every draft due through the day as data; nothing is issued or stored." };
        var through = ToolWords.Day("--through", "Issue dates through this day; today where it is not given. A preview may look into the future.");
        var approve = new Option<bool>("--approve") { Description = "Go on where the run would wait for approval." };
        var format = ToolWords.Format();
        var command = new Command("bill", "Issues every invoice that is due now, and takes up a run that was killed; or previews.") { preview, through, approve, format };
        command.SetAction((parsed, cancellation) => Tool.Run(
            parsed, surroundings,
            tool => parsed.GetValue(preview)
                ? Preview(tool, parsed.GetValue(through), parsed.FormatOf(format))
                : new BillOnce(tool).Issue(new(parsed.GetValue(through), parsed.GetValue(approve)), parsed.FormatOf(format), s_figures),
            cancellation));
        return command;
    }

    private static async Task<int> Preview(Tool tool, DateOnly? through, TableFormat format)
    {
        var preview = await tool.Get<PreviewInvoices>().Run(new(through), tool.Cancellation);
        if (!preview.IsOk)
        {
            return tool.Refuse(preview.Error);
        }
        var drafts = preview.Value.Invoices.OrderBy(i => i.Code, StringComparer.Ordinal).ThenBy(i => i.Draft.IssueDate).ThenBy(i => i.Draft.Period.Start);
        await tool.Write(format, s_drafts, drafts.Select(Cells));
        foreach (var problem in preview.Value.Problems)
        {
            var words = tool.Get<ErrorText>().Of(problem.Problem.Reason);
            tool.Say($"{problem.Code} cannot be billed: {words} {problem.Problem.Day:yyyy-MM-dd} {problem.Problem.Detail}");
        }
        tool.Say($"{Tool.Count(preview.Value.Invoices.Count, "draft")} through {preview.Value.Through:yyyy-MM-dd}, {preview.Value.Total} in total.");
        return ExitCode.Done;
    }

    private static object?[] Cells(PreviewedInvoice one)
    {
        var draft = one.Draft;
        return
        [
            one.Code, ExportQueries.KindOf(draft.Kind), draft.Period.Start, draft.Period.End, draft.IssueDate, draft.DueDate, draft.LastDayToPay,
            draft.Subtotal, draft.Tax, draft.Total,
        ];
    }
}
