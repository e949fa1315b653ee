using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Routers;

/// <summary>Put a router into the inventory.</summary>
public sealed record AddRouterRequest : RouterInput
{
    /// <summary>Save although the router cannot be tried now, because it is down or not set up yet.</summary>
    public bool SaveAnyway { get; init; }
}

/// <summary>What a new router must be.</summary>
public sealed class AddRouterValidator : AbstractValidator<AddRouterRequest>
{
    /// <summary>The rules.</summary>
    public AddRouterValidator()
    {
        this.Storable();
        RuleFor(r => r.Password).NotEmpty().WithErrorCode("Routers.PasswordMissing");
    }
}

/// <summary>Tries the router and adds it; where the try fails, only with <see cref="AddRouterRequest.SaveAnyway"/>.</summary>
public sealed class AddRouter(UseCaseContext context, RouterProbe probe, RouterCredentials credentials) : UseCase<AddRouterRequest, long>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageRouters;

    /// <inheritdoc/>
    protected override async Task<Result<long>> Handle(AddRouterRequest request, CancellationToken cancellation)
    {
        var tried = request.SaveAnyway ? null : await probe.Try(request.AddressWith(request.Password!), cancellation);
        if (tried is { IsOk: false, Error: { } failure })
        {
            return failure;
        }
        return await Store.Write<long>(async work =>
        {
            if (await work.Db.Routers.AnyAsync(r => r.Name == request.Name.Trim(), cancellation))
            {
                return new RouterNameTaken(request.Name.Trim());
            }
            var router = new Router(request.Name.Trim());
            request.DescribeOn(router);
            router.SetPassword(credentials.Protect(request.Password!));
            if (tried is not null)
            {
                router.Saw(RouterHealth.Up, work.Now, null, tried.Value.Identity);
            }
            work.Db.Routers.Add(router);
            await work.Save(cancellation);
            work.Record(AuditAction.RouterAdded, nameof(Router), router.Id, after: RouterRecord.Of(router, WasTried: tried is not null));
            work.Announce(new Change(ChangeKind.Router, router.Id));
            return router.Id;
        }, cancellation);
    }
}
