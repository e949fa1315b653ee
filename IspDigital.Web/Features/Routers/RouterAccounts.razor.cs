using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Routers;

/// <summary>Compares a router's accounts with ours when somebody asks.</summary>
public partial class RouterAccounts
{
    private const int ShownMax = 200;

    private RouterComparison? _found;
    private Error? _error;
    private AccountDifferenceKind? _kind;
    private bool _isReading;

    /// <summary>Which router.</summary>
    [Parameter, EditorRequired]
    public long RouterId { get; set; }

    [Inject]
    private CompareRouterAccounts CompareRouterAccounts { get; set; } = default!;

    private List<AccountDifference> Shown => [.. _found!.Differences.Where(d => _kind is null || d.Kind == _kind)];

    private async Task Compare()
    {
        if (_isReading)
        {
            return;
        }
        _isReading = true;
        try
        {
            var result = await CompareRouterAccounts.Run(new CompareRouterAccountsRequest(RouterId));
            (_found, _error, _kind) = (result.IsOk ? result.Value : null, result.Error, null);
        }
        finally
        {
            _isReading = false;
        }
    }
}
