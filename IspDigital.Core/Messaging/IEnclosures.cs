namespace IspDigital.Core.Messaging;

/// <summary>A file that goes with an email.</summary>
/// <param name="FileName">Its name, for example <c>INV-2026-000123.pdf</c>.</param>
/// <param name="MediaType">For example <c>application/pdf</c>.</param>
/// <param name="Content">The file.</param>
public sealed record Enclosure(string FileName, string MediaType, byte[] Content);

/// <summary>Draws what goes with an email at the moment it is sent. Messaging owns the port; who can draw fills it.</summary>
public interface IEnclosures
{
    /// <summary>What goes with the message, or null for nothing.</summary>
    Task<Enclosure?> For(OutboxMessage message, CancellationToken cancellation);
}

/// <summary>Where nobody draws, letters go without.</summary>
internal sealed class NoEnclosures : IEnclosures
{
    public Task<Enclosure?> For(OutboxMessage message, CancellationToken cancellation) => Task.FromResult<Enclosure?>(null);
}
