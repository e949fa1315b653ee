using IspDigital.Core.Billing;
using IspDigital.Core.Operations;
using IspDigital.Core.Payments;
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
        var writtenOff = paper.Payments.Where(p => p.Method == PaymentMethod.WriteOff).Sum(p => p.Amount);
        return new()
        {
            Heading = words[row.Kind == InvoiceKind.CreditNote ? "CreditNote" : "Invoice"],
            Number = row.Number,
            Stamp = Stamp(row, writtenOff),
            IsVoid = row.Status == InvoiceStatus.Void,
            Notices = Notices(row, paper.Relations),
            Company = view.Company.CompanyName,
            CompanyLines = CompanyLines(view.Company),
            LogoMark = view.Company.LogoMark,
            Facts = Facts(row),
            Name = row.Name,
            NameLines = NameLines(view),
            Lines = [.. view.Lines.Select(line => Line(row.Kind, line))],
            HasTax = HasTax(view),
            Sums = Sums(view, writtenOff),
            Words = words["Words", AmountWords.Of(row.Total)],
            Payments = [.. paper.Payments.Where(p => p.Method != PaymentMethod.WriteOff).Select(p => new PaperFact(
                $"{DateText.Day(p.ReceivedOn)} · {lines["Method." + p.Method]} {p.Reference}".TrimEnd(), MoneyText.Of(p.Amount)))],
        };
    }

    // A credit note is settled the moment it is made, and what was given up was never paid: that is no payment.
    private string Stamp(InvoiceRow row, Money writtenOff) => row.Status switch
    {
        InvoiceStatus.Void => words["Stamp.Void"],
        InvoiceStatus.Paid when writtenOff.IsPositive => lines["Method.WriteOff"],
        InvoiceStatus.Paid when row.Kind != InvoiceKind.CreditNote => words["Stamp.Paid"],
        InvoiceStatus.Paid or InvoiceStatus.Open => "",
    };

    private IReadOnlyList<string> Notices(InvoiceRow row, InvoiceRelations relations)
    {
        var isCredit = row.Kind == InvoiceKind.CreditNote;
        return
        [
            .. row.Status == InvoiceStatus.Void ? [words[isCredit ? "Void.CreditNote" : "Void"].Value] : Array.Empty<string>(),
            .. relations.Corrects.Count > 0 ? [words["Corrects", string.Join(", ", relations.Corrects.Select(c => c.Number))].Value] : Array.Empty<string>(),
            .. relations.Reason is { Length: > 0 } reason ? [words["Reason", reason].Value] : Array.Empty<string>(),
            .. isCredit && row.Status != InvoiceStatus.Void ? [words["CreditNote.Help"].Value] : Array.Empty<string>(),
        ];
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

    private IReadOnlyList<PaperFact> Facts(InvoiceRow row)
    {
        var isCredit = row.Kind == InvoiceKind.CreditNote;
        PaperFact[] payable = isCredit ? [] : [new(words["DueOn"], DateText.Day(row.DueDate)), new(words["LastDay"], DateText.Day(row.LastDayToPay))];
        return [new(words[isCredit ? "Number.CreditNote" : "Number"], row.Number), new(words["Issued"], DateText.Day(row.IssueDate)), .. payable];
    }

    private PaperLine Line(InvoiceKind kind, InvoiceLine line)
    {
        var view = LineView.Of(line);
        return new(
            view.Say(lines), view.Explain(lines), Shown(kind, line.Net), Shown(kind, line.Tax), LineView.Percent(line.TaxBasisPoints), Shown(kind, line.Net + line.Tax));
    }

    private List<PaperSum> Sums(InvoiceView view, Money writtenOff)
    {
        var row = view.Row;
        List<PaperSum> sums = [];
        if (HasTax(view))
        {
            sums.Add(new(words["Subtotal"], Shown(row.Kind, view.Subtotal)));
            // Each rate apart: that is what the tax office asks of an invoice.
            sums.AddRange(view.Lines.Where(l => l.TaxBasisPoints != 0).GroupBy(l => l.TaxBasisPoints).OrderBy(g => g.Key)
                .Select(rate => new PaperSum(words["Tax", LineView.Percent(rate.Key)], Shown(row.Kind, MoneySums.Sum(rate, l => l.Tax)))));
        }
        sums.Add(new(words[row.Kind == InvoiceKind.CreditNote ? "Credited" : "Total"], Shown(row.Kind, row.Total), IsGrand: true));
        if (row.Status != InvoiceStatus.Void && row.Kind != InvoiceKind.CreditNote)
        {
            sums.Add(new(words["Paid"], MoneyText.Of(row.Paid - writtenOff)));
            if (writtenOff.IsPositive)
            {
                sums.Add(new(lines["Method.WriteOff"], MoneyText.Of(writtenOff)));
            }
            sums.Add(new(words["Outstanding"], MoneyText.Of(row.Outstanding), IsGrand: true));
        }
        return sums;
    }

    private static string Shown(InvoiceKind kind, Money amount) => MoneyText.Of(ShownAmount.Of(kind, amount));

    private static bool HasTax(InvoiceView view) => view.Lines.Any(l => l.TaxBasisPoints != 0);

    private static string Joined(string between, params string[] parts) => string.Join(between, Filled(parts));

    private static IReadOnlyList<string> Filled(IEnumerable<string> parts) => [.. parts.Where(p => p.Length > 0)];
}
