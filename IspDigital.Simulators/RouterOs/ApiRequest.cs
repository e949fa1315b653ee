namespace IspDigital.Simulators.RouterOs;

/// <summary>A sentence as received: command, attributes in any order, queries in their order, the tag.</summary>
internal sealed class ApiRequest
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];

    public ApiRequest(IReadOnlyList<string> words, int bytes)
    {
        Words = words;
        Bytes = bytes;
        Command = words[0];
        foreach (var word in words.Skip(1))
        {
            Sort(word);
        }
    }

    public IReadOnlyList<string> Words { get; }

    public int Bytes { get; }

    /// <summary>For example <c>/ppp/secret/print</c>.</summary>
    public string Command { get; }

    public string? Tag { get; private set; }

    public List<string> Queries { get; } = [];

    /// <summary>Attributes in the order received, API attributes such as <c>.id</c> and <c>.proplist</c> among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    /// <summary>The attribute's value, or null where it was not sent.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _attributes)
            {
                if (key == name)
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>Menu and verb: <c>/ppp/secret</c> and <c>print</c>.</summary>
    public (string Menu, string Verb) Split()
    {
        var cut = Command.LastIndexOf('/');
        return cut <= 0 ? ("", Command.TrimStart('/')) : (Command[..cut], Command[(cut + 1)..]);
    }

    private void Sort(string word)
    {
        if (word[0] == '?')
        {
            Queries.Add(word);
        }
        else if (word.StartsWith(".tag=", StringComparison.Ordinal))
        {
            Tag = word[5..];
        }
        else if (word[0] == '=')
        {
            var cut = word.IndexOf('=', 1);
            _attributes.Add(cut < 0
                ? KeyValuePair.Create(word[1..], "")
                : KeyValuePair.Create(word[1..cut], word[(cut + 1)..]));
        }
    }
}
