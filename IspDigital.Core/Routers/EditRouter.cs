using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Routers;

/// <summary>Change how a router is named or reached.</summary>
public sealed record EditRouterRequest : RouterInput
{
    /// <summary>Which router.</summary>
    public long Id { get; init; }

    /// <summary>Save although the router cannot be tried now.</summary>
    public bool SaveAnyway { get; init; }
}

/// <summary>What an edited router must be.</summary>
public sealed class EditRouterValidator : AbstractValidator<EditRouterRequest>
{
    /// <summary>The rules.</summary>
    public EditRouterValidator() => this.Storable();
}

/// <summary>
/// Changes a router. Where it is reached otherwise than before it is tried first; a stored password is never sent to another
/// place, so it must be entered again then.
/// </summary>
public sealed class EditRouter(UseCaseContext context, RouterProbe probe, RouterCredentials credentials) : UseCase<EditRouterRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageRouters;

    /// <inheritdoc/>
    protected override async Task<Result<Done>> Handle(EditRouterRequest request, CancellationToken cancellation)
    {
        await using var db = await Store.Read(Permission, cancellation);
        if (await db.Routers.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) is not { } stored)
        {
            return new RouterNotFound();
        }
        RouterTest? test = null;
        if (HasNewConnection(request, stored))
        {
            var address = probe.AddressOf(request, stored);
            if (!address.IsOk)
            {
                return address.Error;
            }
            // A router out of service is not asked; it is when it comes back.
            var tried = request.IsActive ? await probe.Try(address.Value, cancellation) : null;
            if (tried is { IsOk: false, Error: { } failure } && !request.SaveAnyway)
            {
                return failure;
            }
            test = tried is { IsOk: true } ? tried.Value : null;
        }
        return await Store.Write<Done>(work => Write(work, request, test, cancellation), cancellation);
    }

    private static bool HasNewConnection(EditRouterRequest request, Router stored) =>
        request.IsReachedOtherwise(stored) || request.Pin != stored.CertificateThumbprint || !string.IsNullOrEmpty(request.Password)
        || (request.IsActive && !stored.IsActive);

    private async Task<Result<Done>> Write(UnitOfWork work, EditRouterRequest request, RouterTest? test, CancellationToken cancellation)
    {
        if (await work.Db.Routers.SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) is not { } router)
        {
            return new RouterNotFound();
        }
        if (await work.Db.Routers.AnyAsync(r => r.Name == request.Name.Trim() && r.Id != request.Id, cancellation))
        {
            return new RouterNameTaken(request.Name.Trim());
        }
        if (string.IsNullOrEmpty(request.Password) && request.IsReachedOtherwise(router))
        {
            return new RouterPasswordNeeded(IsNew: false);
        }
        var before = RouterRecord.Of(router);
        var isNew = HasNewConnection(request, router);
        request.DescribeOn(router);
        if (!string.IsNullOrEmpty(request.Password))
        {
            router.SetPassword(credentials.Protect(request.Password));
        }
        if (isNew)
        {
            // Proved by the try; else unknown, so that the worker knocks again at a router that refused the old sign-in.
            router.Saw(test is null ? RouterHealth.Unknown : RouterHealth.Up, work.Now, null, test?.Identity);
        }
        work.Record(AuditAction.RouterChanged, nameof(Router), router.Id, before: before,
            after: RouterRecord.Of(router, HasNewPassword: !string.IsNullOrEmpty(request.Password), WasTried: isNew ? test is not null : null));
        work.Announce(new Change(ChangeKind.Router, router.Id));
        work.Announce(new Change(ChangeKind.Access, router.Id));
        return new Done();
    }
}

/// <summary>What the record keeps of a router; never a secret.</summary>
internal sealed record RouterRecord(
    string Name, string Host, int Port, bool UseTls, string? CertificateThumbprint, string UserName, bool IsActive, bool? HasNewPassword, bool? WasTried)
{
    public static RouterRecord Of(Router router, bool? HasNewPassword = null, bool? WasTried = null) => new(
        router.Name, router.Host, router.Port, router.UseTls, router.CertificateThumbprint, router.UserName, router.IsActive,
        HasNewPassword, WasTried);
}
