using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reports;
using IspDigital.Core.Subscribers;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>Puts an invoice into the words of the present language, once for every kind of paper.</summary>
public sealed class PaperWriter(IStringLocalizer<PaperText> words, IStringLocalizer<BillingText> lines)
{
    /// <summary>The invoice in words.</summary>
    public PaperView Write(InvoicePaper paper)
    {
        var (view, row) = (paper.View, paper.View.Row);
        return new()
        {
            Heading = words["Invoice"],
            Number = row.Number,
            Stamp = row.Status switch { InvoiceStatus.Void => words["Stamp.Void"], InvoiceStatus.Paid => words["Stamp.Paid"], InvoiceStatus.Open => "" },
            IsVoid = row.Status == InvoiceStatus.Void,
            Notices = row.Status == InvoiceStatus.Void ? [words["Void"]] : [],
            Company = view.Company.CompanyName,
            CompanyLines = CompanyLines(view.Company),
            LogoMark = view.Company.LogoMark,
            Facts = Facts(row),
            Name = row.Name,
            NameLines = NameLines(view),
            Lines = [.. view.Lines.Select(Line)],
            HasTax = HasTax(view),
            Sums = Sums(view),
            Words = words["Words", AmountWords.Of(row.Total)],
            Payments = [.. paper.Payments.Select(p => new PaperFact(
                $"{DateText.Day(p.ReceivedOn)} · {lines["Method." + p.Method]} {p.TransactionId}".TrimEnd(), MoneyText.Of(p.Amount)))],
        };
    }

    private IReadOnlyList<string> CompanyLines(CompanySettings company) =>
    [
        .. Filled([.. company.Address.Split('\n', StringSplitOptions.TrimEntries), Joined(" · ", company.Phone, company.Email)]),
        .. company.Bin.Length > 0 ? [$"{words["Bin"]} {Digits.Localise(company.Bin)}"] : Array.Empty<string>(),
    ];

    private static IReadOnlyList<string> NameLines(InvoiceView view)
    {
        var address = view.Address;
        return Filled([view.Row.Code, Joined(", ", address.Line, address.Area, address.Thana, address.District), Digits.Localise(PhoneNumber.Show(view.Phone))]);
    }

    private IReadOnlyList<PaperFact> Facts(InvoiceRow row) =>
    [
        new(words["Number"], row.Number),
        new(words["Issued"], DateText.Day(row.IssueDate)),
        new(words["DueOn"], DateText.Day(row.DueDate)),
        new(words["LastDay"], DateText.Day(row.LastDayToPay)),
    ];

    private PaperLine Line(InvoiceLine line)
    {
        var view = LineView.Of(line);
        return new(
            lines[view.Key, view.Arguments], view.Why is null ? "" : lines[view.Why, view.WhyArguments], MoneyText.Of(line.Net), MoneyText.Of(line.Tax),
            LineView.Percent(line.TaxBasisPoints), MoneyText.Of(line.Net + line.Tax));
    }

    private List<PaperSum> Sums(InvoiceView view)
    {
        List<PaperSum> sums = [];
        if (HasTax(view))
        {
            sums.Add(new(words["Subtotal"], MoneyText.Of(view.Subtotal)));
            // Each rate apart: that is what the tax office asks of an invoice.
            sums.AddRange(view.Lines.Where(l => l.TaxBasisPoints != 0).GroupBy(l => l.TaxBasisPoints).OrderBy(g => g.Key)
                .Select(rate => new PaperSum(words["Tax", LineView.Percent(rate.Key)], MoneyText.Of(MoneySums.Sum(rate, l => l.Tax)))));
        }
        sums.Add(new(words["Total"], MoneyText.Of(view.Row.Total), IsGrand: true));
        if (view.Row.Status != InvoiceStatus.Void)
        {
            sums.Add(new(words["Paid"], MoneyText.Of(view.Row.Paid)));
            sums.Add(new(words["Outstanding"], MoneyText.Of(view.Row.Outstanding), IsGrand: true));
        }
        return sums;
    }

    private static bool HasTax(InvoiceView view) => view.Lines.Any(l => l.TaxBasisPoints != 0);

    private static string Joined(string between, params string[] parts) => string.Join(between, Filled(parts));

    private static IReadOnlyList<string> Filled(IEnumerable<string> parts) => [.. parts.Where(p => p.Length > 0)];
}
