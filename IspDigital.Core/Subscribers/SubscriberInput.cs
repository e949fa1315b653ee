using FluentValidation;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;

namespace IspDigital.Core.Subscribers;

/// <summary>What a form asks about a subscriber, new or known.</summary>
public abstract record SubscriberInput
{
    /// <summary>Name, in Bangla or Latin.</summary>
    public string Name { get; set; } = "";

    /// <summary>Mobile number, as typed.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Email address, or nothing.</summary>
    public string? Email { get; set; }

    /// <summary>Language of messages and invoices: <c>bn</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "bn";

    /// <summary>Division.</summary>
    public string Division { get; set; } = "";

    /// <summary>District.</summary>
    public string District { get; set; } = "";

    /// <summary>Thana or upazila.</summary>
    public string Thana { get; set; } = "";

    /// <summary>Area, zone of the operator.</summary>
    public string Area { get; set; } = "";

    /// <summary>House, road, flat.</summary>
    public string Line { get; set; } = "";

    /// <summary>Group, or none.</summary>
    public long? GroupId { get; set; }

    /// <summary>Router that serves the line, or none.</summary>
    public long? RouterId { get; set; }

    /// <summary>Login name on that router.</summary>
    public string? PppName { get; set; }

    /// <summary>A price of their own for a full period; null for the plan's.</summary>
    public Money? CustomPrice { get; set; }

    /// <summary>Percent off the price in basis points: 1000 = 10%.</summary>
    public int DiscountBasisPoints { get; set; }

    /// <summary>Amount off the price of a full period, after the percent.</summary>
    public Money Discount { get; set; }

    /// <summary>First day without the discount again; null for no end.</summary>
    public DateOnly? DiscountUntil { get; set; }

    /// <summary>What is set differently from plan and operator.</summary>
    public BillingTermsOverride Terms { get; set; } = new();

    /// <summary>What is agreed about the price from a day on.</summary>
    internal PriceAgreement AgreementFrom(DateOnly day) => new(day, CustomPrice, DiscountBasisPoints, Discount, DiscountUntil);

    internal string StoredPhone => PhoneNumber.TryParse(Phone, out var number) ? number.Value : "";

    internal string? StoredEmail => string.IsNullOrWhiteSpace(Email) ? null : Email.Trim();

    internal string? StoredPppName => string.IsNullOrWhiteSpace(PppName) ? null : PppName.Trim();

    internal Address StoredAddress => new()
    {
        Division = Division.Trim(),
        District = District.Trim(),
        Thana = Thana.Trim(),
        Area = Area.Trim(),
        Line = Line.Trim(),
    };
}

/// <summary>What every subscriber form must hold.</summary>
/// <typeparam name="TForm">The form.</typeparam>
public abstract class SubscriberInputRules<TForm> : AbstractValidator<TForm>
    where TForm : SubscriberInput
{
    /// <summary>The most a full period can cost: ten lakh taka.</summary>
    public static readonly Money PriceMax = Money.FromTaka(1_000_000m);

    /// <summary>The rules.</summary>
    protected SubscriberInputRules()
    {
        RuleFor(s => s.Name).NotEmpty().WithErrorCode("Subscribers.NameNeeded").MaximumLength(120).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.Phone).Must(p => PhoneNumber.TryParse(p, out _)).WithErrorCode("Subscribers.PhoneNotMobile");
        RuleFor(s => s.Email).EmailAddress().WithErrorCode("Subscribers.EmailNotValid").MaximumLength(254).WithErrorCode("Subscribers.TooLong")
            .When(s => !string.IsNullOrWhiteSpace(s.Email));
        RuleFor(s => s.Language).Must(l => l is "bn" or "en").WithErrorCode("Subscribers.LanguageUnknown");
        RuleFor(s => s.Division).MaximumLength(60).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.District).MaximumLength(60).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.Thana).MaximumLength(60).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.Area).MaximumLength(120).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.Line).MaximumLength(240).WithErrorCode("Subscribers.TooLong");
        RuleFor(s => s.PppName).MaximumLength(120).WithErrorCode("Subscribers.TooLong")
            .Must(name => name is null || !name.Any(char.IsControl)).WithErrorCode("Subscribers.PppNameNotValid");
        RuleFor(s => s.PppName).Must(name => !string.IsNullOrWhiteSpace(name)).WithErrorCode("Subscribers.PppNameNeeded").When(s => s.RouterId is not null);
        RuleFor(s => s.RouterId).NotNull().WithErrorCode("Subscribers.RouterNeeded").When(s => !string.IsNullOrWhiteSpace(s.PppName));
        RuleFor(s => s.CustomPrice).Must(p => p is not { IsNegative: true } && !(p > PriceMax)).WithErrorCode("Subscribers.PriceOutOfRange");
        RuleFor(s => s.DiscountBasisPoints).InclusiveBetween(0, 10_000).WithErrorCode("Subscribers.DiscountOutOfRange");
        RuleFor(s => s.Discount).Must(d => !d.IsNegative && d <= PriceMax).WithErrorCode("Subscribers.PriceOutOfRange");
        RuleFor(s => s.Terms).SetValidator(new BillingTermsRules());
    }
}
