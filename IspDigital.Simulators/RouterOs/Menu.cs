using System.Globalization;

namespace IspDigital.Simulators.RouterOs;

/// <summary>One row of a menu: a number that is its id while it lives, and its values.</summary>
internal sealed class MenuItem(int number)
{
    public int Number { get; } = number;

    public string Id { get; } = "*" + number.ToString("X", CultureInfo.InvariantCulture);

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    public string Name => this["name"] ?? "";

    public string? this[string property]
    {
        get => Values.GetValueOrDefault(property);
        set
        {
            if (value is null)
            {
                Values.Remove(property);
            }
            else
            {
                Values[property] = value;
            }
        }
    }
}

/// <summary>Who reads, and when: some values depend on the time or on the reader's policies.</summary>
internal sealed record MenuReader(DateTimeOffset At, bool Sensitive, RouterOsVersion Version);

/// <summary>A table of the router, such as <c>/ppp/secret</c>. Every member must be called under the state's lock.</summary>
internal class Menu(string path, IReadOnlyList<string> properties)
{
    private readonly SortedDictionary<int, MenuItem> _items = [];
    private readonly Dictionary<string, List<MenuItem>> _byName = new(StringComparer.Ordinal);
    private int _lastNumber;

    /// <summary>Told of every change; the second argument is true where the row is gone.</summary>
    public event Action<MenuItem, bool>? Changed;

    public string Path { get; } = path;

    /// <summary>Known properties in the order in which they are printed.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    public IEnumerable<MenuItem> Items => _items.Values;

    public int Count => _items.Count;

    public IReadOnlyList<MenuItem> Named(string name) => _byName.GetValueOrDefault(name) ?? (IReadOnlyList<MenuItem>)[];

    /// <summary>By id (<c>*1A</c>) or by name.</summary>
    public MenuItem? Find(string idOrName)
    {
        if (idOrName.StartsWith('*')
            && int.TryParse(idOrName.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
        {
            return _items.GetValueOrDefault(number);
        }

        return Named(idOrName) is [var first, ..] ? first : null;
    }

    public MenuItem Add(IEnumerable<KeyValuePair<string, string>> values)
    {
        var item = new MenuItem(++_lastNumber);
        foreach (var (property, value) in values)
        {
            item[property] = value;
        }

        _items.Add(item.Number, item);
        Index(item);
        Changed?.Invoke(item, false);
        return item;
    }

    /// <summary>Writes values, keeps the name index right and tells listeners once.</summary>
    public void Set(MenuItem item, IEnumerable<KeyValuePair<string, string?>> values)
    {
        Unindex(item);
        foreach (var (property, value) in values)
        {
            item[property] = value;
        }

        Index(item);
        Changed?.Invoke(item, false);
    }

    public void Remove(MenuItem item)
    {
        if (_items.Remove(item.Number))
        {
            Unindex(item);
            Changed?.Invoke(item, true);
        }
    }

    /// <summary>A value as it is printed, or null where the row has none.</summary>
    public virtual string? Read(MenuItem item, string property, MenuReader reader) =>
        property == ".id" ? item.Id : item[property];

    /// <summary>Checks what a client wants to write and returns it as the router keeps it.</summary>
    /// <exception cref="TrapException">The property does not exist or the value does not fit.</exception>
    public virtual string Accept(string property, string value) =>
        Properties.Contains(property) ? value : throw new TrapException("unknown parameter", 0);

    protected static string YesOrNo(string property, string value) => value switch
    {
        "yes" or "true" => "true",
        "no" or "false" => "false",
        _ => throw new TrapException($"input does not match any value of {property}", 1),
    };

    private void Index(MenuItem item)
    {
        if (!_byName.TryGetValue(item.Name, out var same))
        {
            _byName[item.Name] = same = [];
        }

        same.Add(item);
    }

    private void Unindex(MenuItem item)
    {
        if (_byName.TryGetValue(item.Name, out var same) && same.Remove(item) && same.Count == 0)
        {
            _byName.Remove(item.Name);
        }
    }
}
