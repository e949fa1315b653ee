using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace IspDigital.Core.Messaging.Rules;

/// <summary>
/// The operator's letter paper: the filled-in text between the company's name and its contact. Every character that comes from a
/// template or a value is escaped. Tables and inline styles, because mail programs know nothing else.
/// </summary>
public static partial class EmailLayout
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All); // Bangla stays readable in the source

    /// <summary>The text as an HTML letter.</summary>
    /// <param name="language"><c>bn</c> or <c>en</c>.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="text">Plain text; an empty line begins a paragraph.</param>
    /// <param name="company">Whose letter.</param>
    public static string Html(string language, string subject, string text, LetterHead company)
    {
        var paragraphs = new StringBuilder();
        foreach (var paragraph in EmptyLines().Split(text.Trim()))
        {
            paragraphs.Append("<p style=\"margin:0 0 16px\">")
                .Append(string.Join("<br>", paragraph.Split('\n').Select(Encode))).Append("</p>");
        }
        var contact = string.Join(" &middot; ", new[] { company.Address, company.Phone, company.Email }.Where(c => c.Length > 0).Select(Encode));
        return $"""
            <!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(subject)}</title></head>
            <body style="margin:0;background:#f3f4f6;font-family:'Noto Sans Bengali',system-ui,-apple-system,Segoe UI,Roboto,sans-serif;font-size:16px;line-height:1.6;color:#1f2937">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:8px">
            <tr><td style="padding:20px 24px;border-bottom:3px solid #0f766e;font-size:20px;font-weight:600">{Encode(company.Name)}</td></tr>
            <tr><td style="padding:24px 24px 8px">{paragraphs}</td></tr>
            <tr><td style="padding:16px 24px;border-top:1px solid #e5e7eb;font-size:14px;color:#4b5563">{Encode(company.Name)}<br>{contact}</td></tr>
            </table></td></tr></table></body></html>
            """;
    }

    private static string Encode(string text) => s_encoder.Encode(text);

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex EmptyLines();
}

/// <summary>What stands on the operator's letter paper.</summary>
/// <param name="Name">The company.</param>
/// <param name="Address">Its address.</param>
/// <param name="Phone">Its phone.</param>
/// <param name="Email">Its email.</param>
public sealed record LetterHead(string Name, string Address, string Phone, string Email);
