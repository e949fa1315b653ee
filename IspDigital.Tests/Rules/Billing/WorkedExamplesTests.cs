using System.Globalization;
using System.Text;
using IspDigital.Core.Billing;
using IspDigital.Core.Billing.Rules;
using IspDigital.Tests.Architecture;
using static IspDigital.Tests.Rules.Billing.BillingCase;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>The worked examples of <c>docs/billing.md</c> are what the calculation says, to the poisha.</summary>
public sealed class WorkedExamplesTests
{
    private const string Begin = "<!-- examples: made by WorkedExamplesTests; ISPDIGITAL_DOCS=write writes them anew -->\n";
    private const string End = "<!-- end of examples -->";

    [Fact]
    public void Examples_InTheDocument_AreWhatTheCalculationSays()
    {
        var file = Path.Combine(Sources.Root, "docs", "billing.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "docs/billing.md has no place for the examples.");
        var expected = Examples();

        if (Environment.GetEnvironmentVariable("ISPDIGITAL_DOCS") == "write")
        {
            text = text[..(begin + Begin.Length)] + expected + text[end..];
            File.WriteAllText(file, text);
            end = text.IndexOf(End, StringComparison.Ordinal);
        }

        Assert.Equal(expected, text[(begin + Begin.Length)..end]);
    }

    private static string Examples()
    {
        var text = new StringBuilder();
        foreach (var example in WorkedExamples.All)
        {
            var calculated = InvoiceCalculator.Calculate(example.Facts, Day(example.Through), example.Policy ?? Policy());
            Assert.Null(calculated.Problem);
            text.Append(CultureInfo.InvariantCulture, $"\n**{example.Title}.** {example.Story}\n\n");
            text.Append("| Document | Issued | Due | Last day | For | Line | Net | Tax | Total |\n|---|---|---|---|---|---|---:|---:|---:|\n");
            foreach (var draft in calculated.Drafts)
            {
                AppendDraft(text, draft);
            }
        }
        return text.Append('\n').ToString();
    }

    private static void AppendDraft(StringBuilder text, InvoiceDraft draft)
    {
        var document = draft.Kind switch
        {
            InvoiceKind.Recurring => "Invoice",
            InvoiceKind.Adjustment => "Adjustment",
            InvoiceKind.CreditNote => "Credit note",
        };
        var head = $"{document} | {Words(draft.IssueDate)} | {Words(draft.DueDate)} | {Words(draft.LastDayToPay)} | {Words(draft.Period.Start)} – {Words(draft.Period.LastDay)}";
        foreach (var line in draft.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {head} | {Words(line)} | {line.Net} | {line.Tax} | {(line == draft.Lines[^1] ? draft.Total.ToString() : "")} |\n");
            head = " |  |  |  | ";
        }
    }

    private static string Words(LineDraft line)
    {
        var price = line.ListPrice == line.FullPrice ? $"{line.FullPrice}" : $"{line.FullPrice} (of {line.ListPrice})";
        return line.Kind switch
        {
            LineKind.Recurring => $"{line.Text}: the full period at {price}",
            LineKind.Proration => $"{line.Text}: {line.Days.Days} of {line.DaysInPeriod} days at {price}; {Cause(line.Cause)}",
            LineKind.UnusedDays => $"{line.Text}: {line.Days.Days} unused of {line.DaysInPeriod} days at {price}; {Cause(line.Cause)}",
            _ => line.Text,
        };
    }

    private static string Cause(LineCause cause) => cause switch
    {
        LineCause.Joined => "joined inside the period",
        LineCause.PlanChanged => "plan changed",
        LineCause.Paused => "paused",
        LineCause.Resumed => "resumed",
        LineCause.Reconnected => "reconnected",
        LineCause.Closed => "closed",
        LineCause.TermsChanged => "terms changed",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "Give this cause its words."),
    };

    private static string Words(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
