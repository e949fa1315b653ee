using IspDigital.Core.Staff;

namespace IspDigital.Web.Security;

/// <summary>Remembers that the portal is set up, so that the question is asked of the database only until then.</summary>
public sealed class SetUpState(IServiceScopeFactory scopes)
{
    private volatile bool _isDone;

    /// <summary>Whether there is staff.</summary>
    public async Task<bool> IsDone(CancellationToken cancellation)
    {
        if (!_isDone)
        {
            await using var scope = scopes.CreateAsyncScope();
            _isDone = await scope.ServiceProvider.GetRequiredService<StaffQueries>().AnyStaff(cancellation);
        }
        return _isDone;
    }
}
