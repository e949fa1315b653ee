using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Live;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Messaging;

/// <summary>Gives a message the operator's own words, or the default ones back.</summary>
/// <param name="Key">Which template.</param>
/// <param name="Subject">Subject (email), else null.</param>
/// <param name="Body">The text; null brings the default back.</param>
public sealed record SaveTemplateRequest(TemplateKey Key, string? Subject, string? Body);

/// <summary>What a form or a caller must keep to.</summary>
public sealed class SaveTemplateValidator : AbstractValidator<SaveTemplateRequest>
{
    /// <summary>The rules.</summary>
    public SaveTemplateValidator()
    {
        RuleFor(r => r.Key.Language).Must(l => l is "bn" or "en").WithErrorCode("Messaging.Language");
        RuleFor(r => r.Body).Must(b => !string.IsNullOrWhiteSpace(b)).When(r => r.Body is not null).WithErrorCode("Messaging.BodyNeeded");
        RuleFor(r => r.Body).MaximumLength(4000).WithErrorCode("Messaging.BodyTooLong");
        RuleFor(r => r.Subject).Must(s => !string.IsNullOrWhiteSpace(s)).When(r => r.Key.Channel == Channel.Email && r.Body is not null).WithErrorCode("Messaging.SubjectNeeded");
        RuleFor(r => r.Subject).MaximumLength(200).WithErrorCode("Messaging.SubjectTooLong");
    }
}

/// <summary>Changes a template. What cannot be filled in is refused here, so that no subscriber ever sees braces.</summary>
public sealed class SaveTemplate(UseCaseContext context) : UseCase<SaveTemplateRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(SaveTemplateRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var (kind, channel, language) = request.Key;
        var book = await TemplateBook.Open(work.Db, cancellation);
        var words = request.Body is null
            ? DefaultTemplates.Of(request.Key)
            : new TemplateWords(channel == Channel.Email ? request.Subject!.Trim() : null, request.Body.ReplaceLineEndings("\n").Trim());
        if (Refusal(book, request.Key, words) is { } refusal)
        {
            return refusal;
        }
        var own = await work.Db.MessageTemplates.SingleOrDefaultAsync(t => t.Kind == kind && t.Channel == channel && t.Language == language, cancellation);
        var before = book.Words(request.Key);
        if (request.Body is null)
        {
            work.Db.MessageTemplates.RemoveRange(own is null ? [] : [own]);
        }
        else if (own is null)
        {
            work.Db.MessageTemplates.Add(new MessageTemplate(request.Key, words));
        }
        else
        {
            own.Reword(words);
        }
        work.Record(AuditAction.RemindersChanged, nameof(MessageTemplate), own?.Id,
            before: new { request.Key, before.Subject, before.Body }, after: new { words.Subject, words.Body });
        work.Announce(new Change(ChangeKind.Settings));
        return new Done();
    }, cancellation);

    /// <summary>Why the words cannot be used, or null.</summary>
    public static Error? Refusal(TemplateBook book, TemplateKey key, TemplateWords words)
    {
        foreach (var (text, field) in new[] { (words.Subject ?? "", "Subject"), (words.Body, "Body") })
        {
            if (Placeholders.Unknown(text, key.Kind) is [var word, ..])
            {
                return word == "{{" ? new BrokenTemplate(field) : new UnknownPlaceholder(word, field);
            }
            if (!book.HasLinks && Placeholders.Uses(text, Placeholders.Link))
            {
                return new LinkNeedsAddress(field);
            }
        }
        try
        {
            var text = book.Fill(key.Channel, words, book.Sample(key));
            return text.Parts > SmsTooLong.PartsMax ? new SmsTooLong(text.Parts) : null;
        }
        catch (TemplateException)
        {
            return new BrokenTemplate("Body");
        }
    }
}
