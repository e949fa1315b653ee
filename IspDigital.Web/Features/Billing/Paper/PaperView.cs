namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>What an invoice's paper says, in one language: print, receipt and PDF all show this and nothing else.</summary>
public sealed record PaperView
{
    /// <summary>What it is: invoice or credit note.</summary>
    public required string Heading { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>Void or paid, as a stamp says it; empty where it is neither.</summary>
    public required string Stamp { get; init; }

    /// <summary>What the reader must know before the rest: that it is void, or what it corrects.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Whether it is void and counts for nothing.</summary>
    public bool IsVoid { get; init; }

    /// <summary>The operator.</summary>
    public required string Company { get; init; }

    /// <summary>Address, phone, email and BIN of the operator.</summary>
    public required IReadOnlyList<string> CompanyLines { get; init; }

    /// <summary>Which logo; empty where there is none.</summary>
    public required string LogoMark { get; init; }

    /// <summary>Number and dates.</summary>
    public required IReadOnlyList<PaperFact> Facts { get; init; }

    /// <summary>Who pays.</summary>
    public required string Name { get; init; }

    /// <summary>Code, address and phone of who pays.</summary>
    public required IReadOnlyList<string> NameLines { get; init; }

    /// <summary>What is charged, and why.</summary>
    public required IReadOnlyList<PaperLine> Lines { get; init; }

    /// <summary>Whether tax stands in columns of its own.</summary>
    public required bool HasTax { get; init; }

    /// <summary>From the amount before tax to what is still to pay.</summary>
    public required IReadOnlyList<PaperSum> Sums { get; init; }

    /// <summary>The total in words.</summary>
    public required string Words { get; init; }

    /// <summary>What paid it.</summary>
    public required IReadOnlyList<PaperFact> Payments { get; init; }
}

/// <summary>A name and its value.</summary>
/// <param name="Label">The name.</param>
/// <param name="Value">The value.</param>
public sealed record PaperFact(string Label, string Value);

/// <summary>One line.</summary>
/// <param name="What">What it is for.</param>
/// <param name="Why">Why its amount is what it is; may be empty.</param>
/// <param name="Net">Before tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Rate">Its rate; empty where there is none.</param>
/// <param name="Total">With tax.</param>
public sealed record PaperLine(string What, string Why, string Net, string Tax, string Rate, string Total);

/// <summary>One sum below the lines.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Amount">How much.</param>
/// <param name="IsGrand">Whether it stands out.</param>
public sealed record PaperSum(string Label, string Amount, bool IsGrand = false);
