using System.Text.RegularExpressions;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>The words in double braces that a template may use; which ones depends on what the message speaks of.</summary>
public static partial class Placeholders
{
    /// <summary>The subscriber's name.</summary>
    public const string Name = "name";

    /// <summary>The subscriber's code.</summary>
    public const string Code = "code";

    /// <summary>The operator's name.</summary>
    public const string Company = "company";

    /// <summary>The operator's phone.</summary>
    public const string Phone = "phone";

    /// <summary>All that the subscriber owes; nothing when they owe nothing.</summary>
    public const string Balance = "balance";

    /// <summary>What the subscriber has paid ahead; nothing when there is no advance.</summary>
    public const string Advance = "advance";

    /// <summary>The invoice's number.</summary>
    public const string Invoice = "invoice";

    /// <summary>What is still to pay on the invoice.</summary>
    public const string Amount = "amount";

    /// <summary>The invoice's due date.</summary>
    public const string DueDate = "dueDate";

    /// <summary>The last day to pay before the cut.</summary>
    public const string LastDay = "lastDay";

    /// <summary>The days that the invoice is for.</summary>
    public const string Period = "period";

    /// <summary>The signed link to the invoice; nothing where the portal's public address is not said.</summary>
    public const string Link = "link";

    /// <summary>The amount of the payment.</summary>
    public const string Paid = "paid";

    private static readonly string[] s_always = [Name, Code, Balance, Advance, Company, Phone];
    private static readonly string[] s_ofInvoice = [.. s_always, Invoice, Amount, DueDate, LastDay, Period, Link];
    private static readonly string[] s_ofPayment = [.. s_always, Paid];

    /// <summary>The placeholders that a message of the kind can fill in.</summary>
    public static IReadOnlyList<string> Of(MessageKind kind) => kind switch
    {
        MessageKind.ReminderBeforeDue or MessageKind.ReminderOnDue or MessageKind.ReminderAfterDue or MessageKind.FinalNotice or MessageKind.InvoiceIssued => s_ofInvoice,
        MessageKind.PaymentReceived => s_ofPayment,
        MessageKind.Disconnected or MessageKind.Reconnected => s_always,
    };

    /// <summary>
    /// What stands in braces in the text and a message of the kind cannot fill in; empty when all is well.
    /// Known words and <c>{{#if word}}…{{else}}…{{/if}}</c> are all there is: no other block, no partial, no raw <c>{{{…}}}</c>.
    /// </summary>
    public static IReadOnlyList<string> Unknown(string text, MessageKind kind)
    {
        var known = Of(kind);
        var rest = Token().Replace(text, "");
        var unknown = Token().Matches(text).Select(m => m.Groups["inside"].Value.Trim()).Where(inside => !IsKnown(inside, known)).ToList();
        if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal))
        {
            unknown.Add("{{");
        }
        return unknown;
    }

    /// <summary>Whether the text speaks of the placeholder, as a value or as a condition.</summary>
    public static bool Uses(string text, string word) =>
        Token().Matches(text).Select(m => m.Groups["inside"].Value.Trim()).Any(inside => inside == word || inside == $"#if {word}");

    private static bool IsKnown(string inside, IReadOnlyList<string> known) =>
        inside is "else" or "/if"
        || known.Contains(inside)
        || (inside.StartsWith("#if ", StringComparison.Ordinal) && known.Contains(inside[4..].Trim()));

    [GeneratedRegex(@"(?<!\{)\{\{(?<inside>[^{}]*)\}\}(?!\})")]
    private static partial Regex Token();
}
