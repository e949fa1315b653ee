using System.Globalization;
using IspDigital.Core.Billing;
using IspDigital.Core.Primitives;
using IspDigital.Web.Components.Lists;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Billing;

/// <summary>Who could not be billed and why, where it is mended, and what happened after trying again.</summary>
public partial class ParkedPage
{
    private const string All = "all";
    private DataList<ParkedRow> _list = default!;
    private (string Value, string Text)[] _shown = [];
    private bool _isTrying;
    private int _waiting;

    [Inject]
    private ParkedQueries Parked { get; set; } = default!;

    [Inject]
    private RetryParked RetryParked { get; set; } = default!;

    [Inject]
    private IssueInvoices IssueInvoices { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => _shown = [(All, R["Parked.All"])];

    private async Task<Page<ParkedRow>> Read(ListState list, CancellationToken cancellation)
    {
        long? run = long.TryParse(list["run"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        _waiting = await Parked.Count(cancellation);
        StateHasChanged();
        return await Parked.List(new(list.Search, run, list["show"] != All), list.Page, cancellation);
    }

    /// <summary>Hands them back and runs at once, so that a person sees what comes of it.</summary>
    private async Task Retry(long? subscriberId)
    {
        _isTrying = true;
        var retried = await RetryParked.Run(new(subscriberId));
        if (!retried.IsOk)
        {
            Snackbar.Add(Errors.Of(retried.Error), Severity.Error);
        }
        else
        {
            var issued = await Task.Run(() => IssueInvoices.Run(new()));
            var left = await Parked.Count();
            var isDone = issued is { IsOk: true, Value.Outcome: IssueOutcome.Completed or IssueOutcome.NothingDue };
            Snackbar.Add(
                isDone ? R["Parked.Tried", MoneyText.Count(retried.Value), MoneyText.Count(left)] : $"{L.Counted("Parked.Retried", retried.Value)} {WhyNot(issued)}",
                isDone && left == 0 ? Severity.Success : Severity.Warning);
        }
        _isTrying = false;
        await _list.Again();
    }

    private string WhyNot(Result<IssueInvoicesResult> issued) => issued.IsOk ? L["Outcome." + issued.Value.Outcome] : Errors.Of(issued.Error);
}
