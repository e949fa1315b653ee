using System.Globalization;

namespace IspDigital.Simulators.RouterOs;

/// <summary>What a print or listen asks for: which rows, which properties, or only their number.</summary>
internal sealed class MenuPrint
{
    private readonly Menu _menu;
    private readonly QueryStack _query;
    private readonly string[] _properties;
    private readonly bool _countOnly;

    public MenuPrint(Menu menu, ApiRequest request)
    {
        _menu = menu;
        _query = new QueryStack(request.Queries);
        _countOnly = request["count-only"] is not null;
        _properties = request[".proplist"] is { } list
            ? list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [".id", .. menu.Properties];
    }

    /// <summary>Under the state's lock.</summary>
    public ApiAnswer Run(MenuReader reader)
    {
        var items = Candidates().Where(item => _query.IsEmpty || _query.Passes(property => _menu.Read(item, property, reader)));
        if (_countOnly)
        {
            return new ApiAnswer { Ret = items.Count().ToString(CultureInfo.InvariantCulture) };
        }

        var rows = items.Select(item => Fields(item, reader)).ToList();
        return new ApiAnswer { Rows = rows, Empty = rows.Count == 0 };
    }

    /// <summary>The row as asked for, or null where the query does not let it pass.</summary>
    public IReadOnlyList<ApiField>? Row(MenuItem item, MenuReader reader) =>
        _query.Passes(property => _menu.Read(item, property, reader)) ? Fields(item, reader) : null;

    private IEnumerable<MenuItem> Candidates()
    {
        if (_query.Required("name") is { } name)
        {
            return _menu.Named(name);
        }

        if (_query.Required(".id") is { } id)
        {
            return _menu.Find(id) is { } found && id.StartsWith('*') ? [found] : [];
        }

        return _menu.Items;
    }

    private List<ApiField> Fields(MenuItem item, MenuReader reader)
    {
        var fields = new List<ApiField>(_properties.Length);
        foreach (var property in _properties)
        {
            if (_menu.Read(item, property, reader) is { } value)
            {
                fields.Add(new ApiField(property, value));
            }
        }

        return fields;
    }
}
