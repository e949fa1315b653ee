using IspDigital.Core.Billing;
using IspDigital.Core.Live;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Lists;
using IspDigital.Web.Components.Shared;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Billing;

/// <summary>The billing run: what comes next, what it would issue, how far it is, who is parked, what the last ones did.</summary>
public partial class BillingRunsPage
{
    private BillingRun? _active;
    private NextRun? _next;
    private InvoicePreview? _preview;
    private int _parked;
    private bool _isPreviewing;
    private bool _isIssuing;

    [Inject]
    private BillingRunQueries Runs { get; set; } = default!;

    [Inject]
    private PreviewInvoices PreviewInvoices { get; set; } = default!;

    [Inject]
    private IssueInvoices IssueInvoices { get; set; } = default!;

    [Inject]
    private ApproveBillingRun ApproveBillingRun { get; set; } = default!;

    [Inject]
    private CancelBillingRun CancelBillingRun { get; set; } = default!;

    [Inject]
    private PauseBillingRun PauseBillingRun { get; set; } = default!;

    [Inject]
    private ResumeBillingRun ResumeBillingRun { get; set; } = default!;

    [Inject]
    private ParkedQueries Parked { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.BillingRun];

    private string? NextText => _next switch
    {
        null => null,
        { DueNow: > 0 } next => L.Counted("Next.Now", next.DueNow),
        { NextIssueOn: { } day } next => L["Next.On", DateText.Day(day), MoneyText.Count(next.NextSubscribers)].Value,
        _ => L["Next.None"].Value,
    };

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        _active = await Runs.Active(cancellation);
        _parked = await Parked.Count(cancellation);
        _next = _active is null ? await Runs.Next(cancellation) : null;
    }

    private async Task<Page<RunRow>> ReadRuns(ListState list, CancellationToken cancellation)
    {
        var page = await Runs.Runs(list.Page, cancellation);
        return new([.. page.Rows.Select(RunRow.Of)], page.Total);
    }

    private async Task Preview()
    {
        _isPreviewing = true;
        var result = await Task.Run(() => PreviewInvoices.Run(new(), Ending), Ending);
        _isPreviewing = false;
        _preview = Told(result) ? result.Value : null;
    }

    private async Task Issue()
    {
        var what = L.Counted("Issue.What", _preview!.Invoices.Count, MoneyText.Of(_preview.Total));
        if (!await Dialogs.Confirm(L["Issue.Question"], what, L["Issue"]))
        {
            return;
        }
        await Run();
    }

    private async Task Approve(BillingRun run)
    {
        var what = L.Counted("Approve.What", run.DueSubscribers, MoneyText.Of(run.ExpectedTotal), MoneyText.Of(run.LastTotal));
        if (!await Dialogs.Confirm(L["Approve.Question"], what, R["Approve"]))
        {
            return;
        }
        if (Told(await ApproveBillingRun.Run(new(run.Id), Ending)))
        {
            await Run();
        }
        else
        {
            await Reload();
        }
    }

    /// <summary>Works on the run apart from the screen, which shows its progress as anybody's. Left alone, the next wake-up goes on with it.</summary>
    private async Task Run()
    {
        _isIssuing = true;
        StateHasChanged();
        var result = await Task.Run(() => IssueInvoices.Run(new(), Ending), Ending);
        (_isIssuing, _preview) = (false, null);
        if (Told(result))
        {
            Snackbar.Add(L["Outcome." + result.Value.Outcome], result.Value.Outcome is IssueOutcome.Completed or IssueOutcome.NothingDue ? Severity.Success : Severity.Warning);
        }
        await Reload();
    }

    private async Task Hold(BillingRun run)
    {
        if (Told(await PauseBillingRun.Run(new(run.Id), Ending)))
        {
            Snackbar.Add(R["Paused"], Severity.Success);
            await Reload();
        }
    }

    private async Task Resume(BillingRun run)
    {
        if (Told(await ResumeBillingRun.Run(new(run.Id), Ending)))
        {
            await Run();
        }
    }

    private async Task Cancel(BillingRun run)
    {
        var what = L["Cancel.What", MoneyText.Count(run.Issued + run.BackFilled), MoneyText.Count(Math.Max(0, run.DueSubscribers - run.Processed))];
        if (await Dialogs.ConfirmWithReason(L["Cancel.Question"], what, L["Cancel"]) is { } reason && Told(await CancelBillingRun.Run(new(run.Id, reason), Ending)))
        {
            Snackbar.Add(R["Cancelled"], Severity.Success);
            await Reload();
        }
    }

    private bool Told<T>(Result<T> result)
    {
        if (!result.IsOk)
        {
            Snackbar.Add(Errors.Of(result.Error), Severity.Error);
        }
        return result.IsOk;
    }
}
