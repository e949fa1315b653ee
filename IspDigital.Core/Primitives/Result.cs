using System.Diagnostics.CodeAnalysis;

namespace IspDigital.Core.Primitives;

/// <summary>
/// An expected failure, named by its record. The sentence a person reads stands in the resources under <c>Error.{Code}</c>,
/// with <see cref="Args"/> for its placeholders.
/// </summary>
/// <param name="Code">Feature and name, for example <c>Billing.InvoiceNotFound</c>; the part before the dot names the resource file.</param>
public abstract record Error(string Code)
{
    /// <summary>Values for the sentence's placeholders.</summary>
    public virtual IReadOnlyList<object> Args => [];

    /// <summary>The request's property this belongs to, or null when it belongs to the whole.</summary>
    public virtual string? Field => null;
}

/// <summary>One input that is not acceptable.</summary>
/// <param name="Field">The request's property.</param>
/// <param name="Code">Resource key of the sentence (the validator's error code).</param>
/// <param name="Args">Values for the sentence's placeholders.</param>
public sealed record FieldError(string Field, string Code, IReadOnlyList<object> Args);

/// <summary>The request did not pass its validator.</summary>
/// <param name="Errors">Every field that is wrong.</param>
public sealed record InvalidInput(IReadOnlyList<FieldError> Errors) : Error("Shared.InvalidInput");

/// <summary>Either a value or a named failure. Exceptions are kept for bugs and broken machines.</summary>
/// <typeparam name="T">What a success carries.</typeparam>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    /// <summary>Whether it went well.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The failure, or null.</summary>
    public Error? Error { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value: {Error}");

    /// <summary>Continues with one of two.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Error, TOut> failed) => Error is null ? ok(_value!) : failed(Error);

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>A success that carries nothing.</summary>
public readonly record struct Done;
