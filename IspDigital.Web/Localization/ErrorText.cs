using System.Globalization;
using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Localization;

/// <summary>
/// Turns a failure of Core into the sentence a person reads. The part of its code before the dot names the resource:
/// <c>Billing.InvoiceNotFound</c> stands in <c>BillingText</c> under <c>Error.Billing.InvoiceNotFound</c>.
/// </summary>
public sealed class ErrorText(IStringLocalizerFactory localizers)
{
    private static readonly Dictionary<string, Type> s_resources = typeof(ErrorText).Assembly.GetTypes()
        .Where(t => t.Name.EndsWith("Text", StringComparison.Ordinal) && typeof(IWords).IsAssignableFrom(t) && t.IsClass)
        .ToDictionary(t => t.Name[..^"Text".Length]);

    /// <summary>The sentence of a failure.</summary>
    public string Of(Error error) => Sentence(error.Code, error.Args);

    /// <summary>The sentence of one input.</summary>
    public string Of(FieldError error) => Sentence(error.Code, error.Args);

    /// <summary>The sentence of what is wrong in a row of a file.</summary>
    public string Of(RowProblem problem) => Sentence(problem.Code, problem.Args);

    private string Sentence(string code, IReadOnlyList<object> args)
    {
        var prefix = code.Split('.')[0];
        if (!s_resources.TryGetValue(prefix, out var resource))
        {
            return code;
        }
        var words = localizers.Create(resource);
        var text = words[Counting.Key("Error." + code, args is [int or long] ? Convert.ToInt64(args[0], CultureInfo.InvariantCulture) : 0, words)];
        return text.ResourceNotFound ? code : string.Format(CultureInfo.CurrentCulture, text.Value, [.. args.Select(Show)]);
    }

    /// <summary>What a reason is called: <c>Core.Billing</c>'s <c>ParkReason.NoPrice</c> stands in <c>BillingText</c> under its own name.</summary>
    public string Of(Enum reason)
    {
        var type = reason.GetType();
        if (type.Namespace?.Split('.') is not [_, _, var feature, ..] || !s_resources.TryGetValue(feature, out var resource))
        {
            return reason.ToString();
        }
        var text = localizers.Create(resource)[$"{type.Name}.{reason}"];
        return text.ResourceNotFound ? reason.ToString() : text.Value;
    }

    private object Show(object arg) => arg switch
    {
        Money money => MoneyText.Of(money),
        DateOnly date => DateText.Day(date),
        int number => MoneyText.Count(number),
        long number => MoneyText.Count(number),
        Enum reason => Of(reason),
        _ => arg,
    };
}
