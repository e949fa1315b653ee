using FluentValidation;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Routers;

/// <summary>Try a router before it is saved.</summary>
public sealed record TestRouterRequest : RouterInput
{
    /// <summary>The stored router whose password is used where none was entered; null for a new one.</summary>
    public long? RouterId { get; init; }
}

/// <summary>What is needed to ask a router; its name may still be missing.</summary>
public sealed class TestRouterValidator : AbstractValidator<TestRouterRequest>
{
    /// <summary>The rules.</summary>
    public TestRouterValidator() => this.Reachable();
}

/// <summary>
/// Connects with what was typed and tells who answered. With TLS and no pinned certificate it answers
/// <see cref="RouterCertificateUnknown"/> with the shown thumbprint, before anything was sent to the router.
/// </summary>
public sealed class TestRouter(UseCaseContext context, RouterProbe probe) : UseCase<TestRouterRequest, RouterTest>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageRouters;

    /// <inheritdoc/>
    protected override async Task<Result<RouterTest>> Handle(TestRouterRequest request, CancellationToken cancellation)
    {
        Router? stored = null;
        if (request.RouterId is { } id)
        {
            await using var db = await Store.Read(Permission, cancellation);
            stored = await db.Routers.SingleOrDefaultAsync(r => r.Id == id, cancellation);
            if (stored is null)
            {
                return new RouterNotFound();
            }
        }
        var address = probe.AddressOf(request, stored);
        return address.IsOk ? await probe.Try(address.Value, cancellation) : address.Error;
    }
}
