using System.Globalization;

namespace IspDigital.Simulators.RouterOs;

/// <summary>
/// The query words of a print, run for each item on a stack of booleans over endless <c>true</c>:
/// an item passes where no <c>false</c> remains.
/// </summary>
internal sealed class QueryStack
{
    private readonly List<Step> _steps = [];
    private readonly List<bool> _stack = [];

    public QueryStack(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            _steps.Add(Parse(word[1..]));
        }
    }

    private enum Test
    {
        Has,
        HasNot,
        Equal,
        Less,
        Greater,
        Operations,
    }

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>The value that every passing item must have there, where plain conditions say so; lets a menu use its index.</summary>
    public string? Required(string property)
    {
        if (_steps.Exists(step => step.Test == Test.Operations))
        {
            return null;
        }

        var found = _steps.FindIndex(step => step.Test == Test.Equal && step.Property == property);
        return found < 0 ? null : _steps[found].Value;
    }

    public bool Passes(Func<string, string?> read)
    {
        _stack.Clear();
        foreach (var step in _steps)
        {
            if (step.Test == Test.Operations)
            {
                Operate(step.Value);
            }
            else
            {
                _stack.Add(Holds(step, read(step.Property)));
            }
        }

        return !_stack.Contains(false);
    }

    private static Step Parse(string word)
    {
        if (word.StartsWith('#'))
        {
            return new Step(Test.Operations, "", word[1..]);
        }

        if (word.StartsWith('-'))
        {
            return new Step(Test.HasNot, word[1..], "");
        }

        var (test, rest) = word switch
        {
            ['<', .. var name] => (Test.Less, name),
            ['>', .. var name] => (Test.Greater, name),
            ['=', .. var name] => (Test.Equal, name),
            _ => (Test.Equal, word),
        };
        var cut = rest.IndexOf('=', StringComparison.Ordinal);
        return cut < 0 ? new Step(Test.Has, rest, "") : new Step(test, rest[..cut], rest[(cut + 1)..]);
    }

    private static bool Holds(Step step, string? value) => step.Test switch
    {
        Test.Has => value is not null,
        Test.HasNot => value is null,
        Test.Equal => value == step.Value,
        Test.Less => value is not null && Compare(value, step.Value) < 0,
        Test.Greater => value is not null && Compare(value, step.Value) > 0,
        _ => throw new InvalidOperationException(step.Test.ToString()),
    };

    private static int Compare(string left, string right) =>
        long.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var a)
        && long.TryParse(right, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(left, right);

    private void Operate(string operations)
    {
        var afterIndex = false;
        for (var i = 0; i < operations.Length; i++)
        {
            if (char.IsAsciiDigit(operations[i]))
            {
                var end = i;
                while (end < operations.Length && char.IsAsciiDigit(operations[end]))
                {
                    end++;
                }

                Pick(int.Parse(operations.AsSpan(i, end - i), CultureInfo.InvariantCulture), replaceAll: end == operations.Length);
                i = end - 1;
                afterIndex = true;
                continue;
            }

            Apply(operations[i], afterIndex);
            afterIndex = false;
        }
    }

    private void Apply(char operation, bool afterIndex)
    {
        switch (operation)
        {
            case '!':
                _stack.Add(!Pop());
                break;
            case '&':
                _stack.Add(Pop() & Pop());
                break;
            case '|':
                _stack.Add(Pop() | Pop());
                break;
            case '.' when !afterIndex:
                _stack.Add(At(0));
                break;
            case '.':
                break;
            default:
                throw new TrapException("invalid query operation", 5);
        }
    }

    private void Pick(int index, bool replaceAll)
    {
        var value = At(index);
        if (replaceAll)
        {
            _stack.Clear();
        }

        _stack.Add(value);
    }

    private bool At(int index) => index >= _stack.Count || _stack[^(index + 1)];

    private bool Pop()
    {
        if (_stack.Count == 0)
        {
            return true;
        }

        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private readonly record struct Step(Test Test, string Property, string Value);
}
