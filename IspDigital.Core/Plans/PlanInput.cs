using FluentValidation;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Plans;

/// <summary>What a form asks about a plan, new or known.</summary>
public abstract record PlanInput
{
    private const decimal BitsPerMegabit = 1_000_000m;

    /// <summary>Name on invoices.</summary>
    public string Name { get; set; } = "";

    /// <summary>To the subscriber, Mbit/s.</summary>
    public decimal DownloadMbps { get; set; }

    /// <summary>From the subscriber, Mbit/s.</summary>
    public decimal UploadMbps { get; set; }

    /// <summary>PPP profile on the routers.</summary>
    public string RouterProfile { get; set; } = "";

    /// <summary>Price of one full period.</summary>
    public Money Price { get; set; }

    /// <summary>The tax, or none.</summary>
    public long? TaxId { get; set; }

    /// <summary>What the plan sets differently from the operator.</summary>
    public BillingTermsOverride Terms { get; set; } = new();

    internal SpeedProfile Speed => new(BpsOf(DownloadMbps), BpsOf(UploadMbps), RouterProfile.Trim());

    /// <summary>Mbit/s of a stored speed.</summary>
    public static decimal MbpsOf(long bps) => bps / BitsPerMegabit;

    /// <summary>The speed that is stored for Mbit/s.</summary>
    internal static long BpsOf(decimal mbps) => decimal.ToInt64(decimal.Round(mbps * BitsPerMegabit, MidpointRounding.AwayFromZero));
}

/// <summary>What every plan form must hold.</summary>
/// <typeparam name="TPlan">The form.</typeparam>
public abstract class PlanInputRules<TPlan> : AbstractValidator<TPlan>
    where TPlan : PlanInput
{
    /// <summary>The fastest speed that makes sense: 100 Gbit/s.</summary>
    public const decimal MbpsMax = 100_000m;

    /// <summary>The most a period can cost: ten lakh taka.</summary>
    public static readonly Money PriceMax = Money.FromTaka(1_000_000m);

    /// <summary>The rules.</summary>
    protected PlanInputRules()
    {
        RuleFor(p => p.Name).NotEmpty().WithErrorCode("Plans.NameNeeded").MaximumLength(80).WithErrorCode("Plans.TooLong");
        RuleFor(p => p.DownloadMbps).GreaterThan(0).WithErrorCode("Plans.SpeedNeeded").LessThanOrEqualTo(MbpsMax).WithErrorCode("Plans.SpeedTooHigh");
        RuleFor(p => p.UploadMbps).GreaterThan(0).WithErrorCode("Plans.SpeedNeeded").LessThanOrEqualTo(MbpsMax).WithErrorCode("Plans.SpeedTooHigh");
        RuleFor(p => p.RouterProfile).NotEmpty().WithErrorCode("Plans.RouterProfileNeeded").MaximumLength(80).WithErrorCode("Plans.TooLong");
        RuleFor(p => p.Price).Must(m => !m.IsNegative && m <= PriceMax).WithErrorCode("Plans.PriceOutOfRange");
        RuleFor(p => p.Terms).SetValidator(new BillingTermsRules());
    }
}
