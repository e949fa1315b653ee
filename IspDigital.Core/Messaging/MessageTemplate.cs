namespace IspDigital.Core.Messaging;

/// <summary>The operator's own words for a kind, channel and language; without one, <see cref="DefaultTemplates"/> speaks.</summary>
public sealed class MessageTemplate
{
    private MessageTemplate()
    {
    }

    /// <summary>The operator's words.</summary>
    public MessageTemplate(TemplateKey key, TemplateWords words)
    {
        (Kind, Channel, Language) = key;
        (Subject, Body) = words;
    }

    /// <summary>The id.</summary>
    public long Id { get; private set; }

    /// <summary>What it says.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>How it travels.</summary>
    public Channel Channel { get; private set; }

    /// <summary><c>bn</c> or <c>en</c>.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Subject (email), else null.</summary>
    public string? Subject { get; private set; }

    /// <summary>The text, with placeholders.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Which template it is.</summary>
    public TemplateKey Key => new(Kind, Channel, Language);

    /// <summary>Its words.</summary>
    public TemplateWords Words => new(Subject, Body);

    /// <summary>Changes the words.</summary>
    public void Reword(TemplateWords words) => (Subject, Body) = words;
}

/// <summary>Which template.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="Language"><c>bn</c> or <c>en</c>.</param>
public readonly record struct TemplateKey(MessageKind Kind, Channel Channel, string Language);

/// <summary>What a template says.</summary>
/// <param name="Subject">Subject (email), else null.</param>
/// <param name="Body">The text, with placeholders.</param>
public readonly record struct TemplateWords(string? Subject, string Body);
