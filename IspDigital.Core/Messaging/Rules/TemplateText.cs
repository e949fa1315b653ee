using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>
/// Fills templates in. Templates are plain text for both channels, so nothing is escaped here; email becomes HTML afterwards,
/// and there every character is (<see cref="EmailLayout"/>).
/// </summary>
public static class TemplateText
{
    private static readonly IHandlebars s_engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });

    // Compiling takes a thousand times as long as filling in. A portal has some fifty texts; what somebody tries in the editor comes and goes.
    private const int KeptMax = 500;
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> s_compiled = new();

    /// <summary>The text with its placeholders filled in.</summary>
    /// <param name="template">A text that <see cref="Placeholders.Unknown"/> found nothing in.</param>
    /// <param name="values">A value for each placeholder; an empty one counts as <c>false</c> in <c>{{#if}}</c>.</param>
    /// <exception cref="TemplateException">A block is not closed, or a value is missing.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        try
        {
            return Compiled(template)(values.ToDictionary(v => v.Key, v => (object)v.Value)).Trim();
        }
        catch (HandlebarsException wrong)
        {
            throw new TemplateException(wrong.Message, wrong);
        }
    }

    private static HandlebarsTemplate<object, object> Compiled(string template)
    {
        if (s_compiled.Count >= KeptMax)
        {
            s_compiled.Clear();
        }
        return s_compiled.GetOrAdd(template, s_engine.Compile);
    }
}

/// <summary>A template cannot be filled in.</summary>
public sealed class TemplateException(string message, Exception inner) : Exception(message, inner);
