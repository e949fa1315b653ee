using FluentValidation;
using IspDigital.Core.Data;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Operations;

/// <summary>
/// Something a person or a job can do. Every run checks the right, then the request's validator, then acts;
/// there is no other way in, so neither can be forgotten.
/// </summary>
/// <typeparam name="TRequest">What is asked.</typeparam>
/// <typeparam name="TResult">What a success returns.</typeparam>
public abstract class UseCase<TRequest, TResult>(UseCaseContext context)
{
    /// <summary>The right that is needed.</summary>
    public abstract Permission Permission { get; }

    /// <summary>The database.</summary>
    protected IspStore Store => context.Store;

    /// <summary>Who acts.</summary>
    protected Actor Actor => context.Actor.Current;

    /// <summary>Checks and does it.</summary>
    /// <returns>The result, <see cref="NotPermitted"/> or <see cref="InvalidInput"/>.</returns>
    public async Task<Result<TResult>> Run(TRequest request, CancellationToken cancellation = default)
    {
        if (!Actor.May(Permission))
        {
            return new NotPermitted(Permission);
        }
        if (context.Services.GetService(typeof(IValidator<TRequest>)) is IValidator<TRequest> validator)
        {
            var outcome = await validator.ValidateAsync(request, cancellation);
            if (!outcome.IsValid)
            {
                return new InvalidInput([.. outcome.Errors.Select(FieldErrors.From)]);
            }
        }
        return await Handle(request, cancellation);
    }

    /// <summary>Does it; right and request were checked.</summary>
    protected abstract Task<Result<TResult>> Handle(TRequest request, CancellationToken cancellation);
}

/// <summary>What every use case needs.</summary>
/// <param name="Store">The database.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="Services">Where the request's validator is found.</param>
public sealed record UseCaseContext(IspStore Store, ICurrentActor Actor, IServiceProvider Services);

/// <summary>Turns FluentValidation's failures into <see cref="FieldError"/>s; forms use the same.</summary>
public static class FieldErrors
{
    /// <summary>One failure. Validators give every rule a resource key by <c>WithErrorCode</c>.</summary>
    public static FieldError From(FluentValidation.Results.ValidationFailure failure) => new(
        failure.PropertyName,
        failure.ErrorCode,
        failure.FormattedMessagePlaceholderValues is { } values ? [.. values.Where(v => v.Key is not ("PropertyName" or "PropertyPath" or "PropertyValue" or "CollectionIndex")).Select(v => v.Value ?? "")] : []);
}
