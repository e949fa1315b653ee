using IspDigital.Core.Data;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Messaging;

/// <summary>A template as the list shows it.</summary>
/// <param name="Key">Which.</param>
/// <param name="Words">The words in force.</param>
/// <param name="IsOwn">Whether they are the operator's own.</param>
/// <param name="Parts">SMS parts with the sample's values; zero for email.</param>
/// <param name="Cost">What they cost.</param>
public sealed record TemplateRow(TemplateKey Key, TemplateWords Words, bool IsOwn, int Parts, Money Cost);

/// <summary>What a template will look like, before it is saved.</summary>
/// <param name="Refusal">Why it cannot be saved, or null.</param>
/// <param name="Subject">Subject, filled in.</param>
/// <param name="Body">Text, filled in; as typed where it cannot be.</param>
/// <param name="Html">The letter (email), else empty.</param>
/// <param name="Parts">How the SMS is charged.</param>
/// <param name="Cost">What it costs for each subscriber.</param>
public sealed record TemplatePreview(Error? Refusal, string? Subject, string Body, string Html, SmsParts Parts, Money Cost);

/// <summary>Reads templates.</summary>
public sealed class TemplateQueries(IspStore store)
{
    /// <summary>Every template.</summary>
    public async Task<IReadOnlyList<TemplateRow>> All(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        var book = await TemplateBook.Open(db, cancellation);
        return [.. DefaultTemplates.Keys.Select(key => Row(book, key))];
    }

    /// <summary>What words would look like on a phone or in a mailbox, for a sample subscriber.</summary>
    public async Task<TemplatePreview> Preview(TemplateKey key, TemplateWords words, CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ViewReminders, cancellation);
        var book = await TemplateBook.Open(db, cancellation);
        var refusal = SaveTemplate.Refusal(book, key, words);
        if (refusal is not null and not SmsTooLong)
        {
            return new TemplatePreview(refusal, words.Subject, words.Body, "", default, Money.Zero);
        }
        var text = book.Fill(key.Channel, words, book.Sample(key));
        var parts = key.Channel == Channel.Sms ? SmsParts.Of(text.Body) : default;
        var html = key.Channel == Channel.Email ? book.Letter(key.Language, text) : "";
        return new TemplatePreview(refusal, text.Subject, text.Body, html, parts, text.Cost);
    }

    private static TemplateRow Row(TemplateBook book, TemplateKey key)
    {
        var words = book.Words(key);
        var text = book.Fill(key.Channel, words, book.Sample(key));
        return new TemplateRow(key, words, book.IsOwn(key), text.Parts, text.Cost);
    }
}
