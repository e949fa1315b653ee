using IspDigital.Core.Data;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Operations;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Messaging;

/// <summary>The words in force: the operator's where there are some, else the defaults; and the letter paper and prices they need.</summary>
public sealed class TemplateBook
{
    private readonly Dictionary<TemplateKey, TemplateWords> _own;
    private readonly LetterHead _head;
    private readonly CompanySettings _company;

    private TemplateBook(Dictionary<TemplateKey, TemplateWords> own, MessagingSettings settings, CompanySettings company) =>
        (_own, Settings, _company, _head) = (own, settings, company, new LetterHead(company.CompanyName, company.Address, company.Phone, company.Email));

    /// <summary>The settings at the same moment.</summary>
    public MessagingSettings Settings { get; }

    /// <summary>Reads the book.</summary>
    public static async Task<TemplateBook> Open(IspDbContext db, CancellationToken cancellation)
    {
        var own = await db.MessageTemplates.AsNoTracking().ToListAsync(cancellation);
        var company = await SettingsRow.Load<CompanySettings>(db, cancellation);
        return new TemplateBook(
            own.ToDictionary(t => t.Key, t => t.Words),
            await SettingsRow.Load<MessagingSettings>(db, cancellation), company);
    }

    /// <summary>Whether a message can hold a link to its invoice: the portal's public address is said.</summary>
    public bool HasLinks => _company.PublicAddress.Length > 0;

    /// <summary>What a template of the kind is shown with before it is saved; a link is as long as it will be.</summary>
    public IReadOnlyDictionary<string, string> Sample(TemplateKey key)
    {
        var values = new Dictionary<string, string>(SampleValues.Of(key.Kind, key.Language));
        if (HasLinks && values.ContainsKey(Placeholders.Link))
        {
            values[Placeholders.Link] = _company.InvoiceLink(SampleValues.Token);
        }
        return values;
    }

    /// <summary>The words of a template.</summary>
    public TemplateWords Words(TemplateKey key) => _own.TryGetValue(key, out var words) ? words : DefaultTemplates.Of(key);

    /// <summary>Whether the operator has words of their own for it.</summary>
    public bool IsOwn(TemplateKey key) => _own.ContainsKey(key);

    /// <summary>Fills words in.</summary>
    /// <exception cref="TemplateException">They cannot be filled in.</exception>
    public MessageText Fill(Channel channel, TemplateWords words, IReadOnlyDictionary<string, string> values)
    {
        var all = new Dictionary<string, string>(values) { [Placeholders.Company] = _head.Name, [Placeholders.Phone] = _head.Phone };
        var body = TemplateText.Fill(words.Body, all);
        var parts = channel == Channel.Sms ? SmsParts.Of(body).Count : 0;
        return new MessageText(words.Subject is null ? null : TemplateText.Fill(words.Subject, all), body, parts, Settings.CostOf(parts));
    }

    /// <summary>The letter of a filled-in email.</summary>
    public string Letter(string language, MessageText text) => EmailLayout.Html(language, text.Subject ?? "", text.Body, _head);
}
