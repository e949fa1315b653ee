namespace IspDigital.Core.Routers.RouterOs;

/// <summary>What a reply sentence is, by its first word.</summary>
internal enum ReplyKind
{
    /// <summary><c>!re</c>: one row.</summary>
    Row,
    /// <summary><c>!done</c>: always the last one of a command.</summary>
    Done,
    /// <summary><c>!trap</c>: an error; <c>!done</c> still follows, and so may further traps.</summary>
    Trap,
    /// <summary><c>!empty</c>: no rows (RouterOS 7.18 and later); <c>!done</c> still follows.</summary>
    Empty,
    /// <summary><c>!fatal</c>: the router closes the connection; no <c>!done</c> follows.</summary>
    Fatal,
    /// <summary>A word nobody knows yet; ignored.</summary>
    Other,
}

/// <summary>One sentence from the router.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Tag">Tag of the command it answers, or null where it carries none (or one that is not ours).</param>
/// <param name="Attributes">Names and values in the order received; a name may occur twice.</param>
/// <param name="Text">Bare words, joined by spaces: the reason of a <c>!fatal</c>.</param>
internal sealed record ReplySentence(ReplyKind Kind, long? Tag, IReadOnlyList<KeyValuePair<string, string>> Attributes, string Text)
{
    /// <summary>The first value of that name, or null where it is absent.</summary>
    public string? this[string name]
    {
        get
        {
            for (var i = 0; i < Attributes.Count; i++)
            {
                if (Attributes[i].Key == name)
                {
                    return Attributes[i].Value;
                }
            }

            return null;
        }
    }
}
