using IspDigital.Core.Access;
using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Routers;

/// <summary>One router: how it is, how its accounts differ from ours, what happened on it.</summary>
public partial class RouterPage
{
    private RouterDetail? _router;
    private RouterRow? _load;
    private IReadOnlyList<RouterHappening> _happened = [];
    private bool _isRetrying;

    /// <summary>Which router.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Router, ChangeKind.Access, ChangeKind.Subscriber];

    [Inject]
    private RouterQueries Routers { get; set; } = default!;

    [Inject]
    private RouterLoadQueries Loads { get; set; } = default!;

    [Inject]
    private RouterHistoryQueries History { get; set; } = default!;

    [Inject]
    private RetryAccess RetryAccess { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private ErrorText Errors { get; set; } = default!;

    private bool MayManage => Actor.Current.May(Permission.ManageRouters);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation)
    {
        _router = await Routers.One(Id, cancellation);
        _load = await Loads.One(Id, cancellation);
        _happened = await History.Of(Id, cancellation: cancellation);
    }

    private async Task Retry()
    {
        _isRetrying = true;
        try
        {
            var retried = await RetryAccess.Run(new RetryAccessRequest(null, Id), Ending);
            Snackbar.Add(
                retried.Match(waiting => L["Retried", MoneyText.Count(waiting)].Value, Errors.Of),
                retried.IsOk ? Severity.Success : Severity.Error);
            await Reload();
        }
        finally
        {
            _isRetrying = false;
        }
    }
}
