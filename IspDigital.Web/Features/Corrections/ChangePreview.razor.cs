using IspDigital.Core.Billing;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Corrections;

/// <summary>What a change of service will credit and charge, line by line, before it is decided.</summary>
public partial class ChangePreview
{
    /// <summary>The change as calculated; null while it is not known yet.</summary>
    [Parameter, EditorRequired]
    public PreviewedChange? Change { get; set; }

    private IEnumerable<string> What() => Sentences(Change!, L);

    /// <summary>The same for a question in words.</summary>
    public static IEnumerable<string> Sentences(PreviewedChange change, IStringLocalizer<CorrectionsText> words)
    {
        if (change.Problem is not null)
        {
            yield return words["Change.Problem"];
            yield break;
        }
        foreach (var line in change.Drafts.SelectMany(d => d.Lines))
        {
            var amount = line.Net + line.Tax;
            yield return words[
                amount.IsNegative ? "Change.Credits" : "Change.Charges", MoneyText.Of(amount.IsNegative ? -amount : amount), line.Text,
                DateText.Day(line.Days.Start), DateText.Day(line.Days.End.AddDays(-1))];
        }
        yield return change.Total switch
        {
            { IsNegative: true } total => words["Change.GivesBack", MoneyText.Of(-total)],
            { IsPositive: true } total => words["Change.Asks", MoneyText.Of(total)],
            _ => words[change.Drafts.Count == 0 ? "Change.Nothing" : "Change.Even"],
        };
    }
}
