using IspDigital.Core.Primitives;

namespace IspDigital.Core.History;

/// <summary>The value of an event cannot be used.</summary>
/// <param name="Sentence">Resource key of the sentence.</param>
/// <param name="Values">Values for its placeholders.</param>
internal sealed record ValueNotRight(string Sentence, params IReadOnlyList<object> Values) : Error(Sentence)
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Args => Values;
}
