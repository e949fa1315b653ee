using IspDigital.Core.Access;
using IspDigital.Core.Access.Rules;
using IspDigital.Core.Primitives;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Routers;

/// <summary>Compares a router's accounts with ours when somebody asks.</summary>
public partial class RouterAccounts
{
    private const int PageOf = 50;

    private RouterComparison? _found;
    private Error? _error;
    private AccountDifferenceKind? _kind;
    private bool _isReading;
    private int _most = PageOf;

    /// <summary>Which router.</summary>
    [Parameter, EditorRequired]
    public long RouterId { get; set; }

    [Inject]
    private CompareRouterAccounts CompareRouterAccounts { get; set; } = default!;

    private List<AccountDifference> Shown => [.. _found!.Differences.Where(d => _kind is null || d.Kind == _kind)];

    private void Choose(AccountDifferenceKind? kind) => (_kind, _most) = (kind, PageOf);

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
            (_found, _error) = (result.IsOk ? result.Value : null, result.Error);
            Choose(null);
        }
        finally
        {
            _isReading = false;
        }
    }
}
