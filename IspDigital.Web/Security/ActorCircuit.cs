using IspDigital.Core.Staff;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IspDigital.Web.Security;

/// <summary>Makes everything that happens in a circuit the deed of its person, until the person is signed out.</summary>
public sealed class ActorCircuit(AuthenticationStateProvider authentication, CurrentActor actor) : CircuitHandler, IDisposable
{
    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        actor.Set(StaffClaims.ActorOf((await authentication.GetAuthenticationStateAsync()).User));
        authentication.AuthenticationStateChanged += Follow;
    }

    /// <inheritdoc/>
    public void Dispose() => authentication.AuthenticationStateChanged -= Follow;

    // The new state is complete when a revalidation announces it; until it is, nobody acts.
    private void Follow(Task<AuthenticationState> state)
    {
        actor.Set(Actor.Nobody);
        _ = Take(state);
    }

    private async Task Take(Task<AuthenticationState> state) => actor.Set(StaffClaims.ActorOf((await state).User));
}
