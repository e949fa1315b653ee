using FluentValidation;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Staff;

/// <summary>The language of one's own screens.</summary>
/// <param name="Language"><c>en</c> or <c>bn</c>.</param>
public sealed record ChangeOwnLanguageRequest(string Language);

/// <summary>Checks the language.</summary>
public sealed class ChangeOwnLanguageValidator : AbstractValidator<ChangeOwnLanguageRequest>
{
    /// <summary>The rules.</summary>
    public ChangeOwnLanguageValidator() => RuleFor(r => r.Language).IsLanguage();
}

/// <summary>Remembers the language for the next sign-in. A taste, not a deed: it is not put on record.</summary>
public sealed class ChangeOwnLanguage(UseCaseContext context) : UseCase<ChangeOwnLanguageRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.UseOwnAccount;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(ChangeOwnLanguageRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var user = await work.Db.Users.SingleOrDefaultAsync(u => u.Id == Actor.StaffId, cancellation);
        if (user is null)
        {
            return new StaffNotFound();
        }
        user.Language = request.Language;
        return new Done();
    }, cancellation);
}
