using IspDigital.Core.Live;
using IspDigital.Core.Reports;
using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Routers;

/// <summary>Every router with its health and what hangs on it.</summary>
public partial class RoutersPage
{
    private IReadOnlyList<RouterRow> _routers = [];

    /// <inheritdoc/>
    protected override ChangeKind[] Watches => [ChangeKind.Router, ChangeKind.Access, ChangeKind.Subscriber];

    [Inject]
    private RouterLoadQueries Routers { get; set; } = default!;

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    private bool MayManage => Actor.Current.May(Permission.ManageRouters);

    /// <inheritdoc/>
    protected override async Task Load(CancellationToken cancellation) => _routers = await Routers.All(cancellation);
}
