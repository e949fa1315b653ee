using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Web.Components.Lists;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Reminders;

/// <summary>What became of each step for each invoice.</summary>
public partial class ReminderHistoryPage
{
    [Inject]
    private ReminderQueries Reminders { get; set; } = default!;

    private string Why(ReminderRow row) => row switch
    {
        { Skip: { } skip } => L[$"Skip.{skip}"],
        { Problem: { } problem } => M[$"Problem.{problem}"],
        _ => "",
    };

    private Task<Page<ReminderRow>> Read(ListState list, CancellationToken cancellation) => Reminders.History(null, list.Page, cancellation);
}
