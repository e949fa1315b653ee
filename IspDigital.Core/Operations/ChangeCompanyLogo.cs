using System.Security.Cryptography;
using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Operations;

/// <summary>The operator's logo as it stands on invoices. Apart from <see cref="CompanySettings"/>, which every operation reads.</summary>
public sealed record CompanyLogo : ISettings
{
    /// <inheritdoc/>
    public static string Name => "CompanyLogo";

    /// <summary>What kind of picture; empty where there is none.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>The picture.</summary>
    public byte[] Image { get; init; } = [];
}

/// <summary>Another logo.</summary>
/// <param name="Image">The picture, PNG or JPEG; empty takes the logo away.</param>
public sealed record ChangeCompanyLogoRequest(byte[] Image);

/// <summary>Checks it by its content.</summary>
public sealed class ChangeCompanyLogoValidator : AbstractValidator<ChangeCompanyLogoRequest>
{
    /// <summary>The rules.</summary>
    public ChangeCompanyLogoValidator() => RuleFor(r => r.Image)
        .Must(image => image.Length <= LogoImage.BytesMax).WithErrorCode("Settings.LogoTooLarge")
        .Must(image => image.Length is 0 or > LogoImage.BytesMax || LogoImage.Of(image) is not null).WithErrorCode("Settings.LogoUnreadable");
}

/// <summary>Changes the logo, or takes it away.</summary>
public sealed class ChangeCompanyLogo(UseCaseContext context) : UseCase<ChangeCompanyLogoRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageSettings;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ChangeCompanyLogoRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var image = request.Image;
        var before = await work.Settings<CompanySettings>(cancellation);
        var after = before with { LogoMark = image.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(image))[..16] };
        await SettingsRow.Store(work, new CompanyLogo { MediaType = LogoImage.Of(image)?.MediaType ?? "", Image = image }, cancellation);
        await SettingsRow.Store(work, after, cancellation);
        work.Record(AuditAction.SettingsChanged, nameof(CompanySettings), null, before: new { before.LogoMark }, after: new { after.LogoMark });
        return new Done();
    }, cancellation);
}

/// <summary>Reads the logo.</summary>
public sealed class CompanyLogoQueries(IDbContextFactory<IspDbContext> contexts)
{
    /// <summary>The logo as it stands, or null. Needs no right: it stands on every invoice that leaves the house.</summary>
    public async Task<CompanyLogo?> Present(CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var logo = await SettingsRow.Load<CompanyLogo>(db, cancellation);
        return logo.Image.Length == 0 ? null : logo;
    }
}
