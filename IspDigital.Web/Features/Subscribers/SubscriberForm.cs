using System.Globalization;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;
using IspDigital.Web.Features.Plans;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>What the subscriber form holds while it is filled in; names are those of the requests.</summary>
public sealed class SubscriberForm
{
    private static readonly Money s_unreadable = new(-1);

    public string? Code { get; set; }

    public string Name { get; set; } = "";

    public string Phone { get; set; } = "";

    public string? Email { get; set; }

    public string Language { get; set; } = "bn";

    public string Division { get; set; } = "";

    public string District { get; set; } = "";

    public string Thana { get; set; } = "";

    public string Area { get; set; } = "";

    public string Line { get; set; } = "";

    public long? GroupId { get; set; }

    public long? PlanId { get; set; }

    public long? RouterId { get; set; }

    public string? PppName { get; set; }

    public DateTime? ActivatedOn { get; set; }

    public DateTime? BillFrom { get; set; }

    public string OpeningBalance { get; set; } = "";

    public string CustomPrice { get; set; } = "";

    /// <summary>Percent off, as typed.</summary>
    public string DiscountBasisPoints { get; set; } = "";

    /// <summary>Amount off after the percent, as typed.</summary>
    public string Discount { get; set; } = "";

    public DateTime? DiscountUntil { get; set; }

    /// <summary>What is set differently from plan and operator.</summary>
    public TermsForm Terms { get; set; } = new();

    /// <summary>The form of a subscriber as they stand.</summary>
    public static SubscriberForm Of(EditSubscriberRequest known, long? planId) => new()
    {
        PlanId = planId,
        Name = known.Name,
        Phone = known.Phone,
        Email = known.Email,
        Language = known.Language,
        Division = known.Division,
        District = known.District,
        Thana = known.Thana,
        Area = known.Area,
        Line = known.Line,
        GroupId = known.GroupId,
        RouterId = known.RouterId,
        PppName = known.PppName,
        CustomPrice = known.CustomPrice?.Taka.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
        DiscountBasisPoints = known.DiscountBasisPoints == 0 ? "" : (known.DiscountBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture),
        Discount = known.Discount.IsZero ? "" : known.Discount.Taka.ToString("0.##", CultureInfo.InvariantCulture),
        DiscountUntil = known.DiscountUntil?.ToDateTime(default),
        Terms = TermsForm.Of(known.Terms),
    };

    /// <summary>The request of a new subscriber.</summary>
    public AddSubscriberRequest ToAdd()
    {
        var request = Fill(new AddSubscriberRequest());
        request.Code = Code;
        request.PlanId = PlanId;
        request.ActivatedOn = Day(ActivatedOn);
        request.BillFrom = Day(BillFrom);
        request.OpeningBalance = string.IsNullOrWhiteSpace(OpeningBalance) ? Money.Zero
            : MoneyText.TryRead(OpeningBalance, out var owed) ? owed : new Money(long.MaxValue);
        return request;
    }

    /// <summary>The request of a known subscriber.</summary>
    public EditSubscriberRequest ToEdit(long subscriberId, int version)
    {
        var request = Fill(new EditSubscriberRequest());
        request.SubscriberId = subscriberId;
        request.Version = version;
        return request;
    }

    private T Fill<T>(T request)
        where T : SubscriberInput
    {
        (request.Name, request.Phone, request.Email, request.Language) = (Name ?? "", Phone ?? "", Email, Language);
        (request.Division, request.District, request.Thana) = (Division ?? "", District ?? "", Thana ?? "");
        (request.Area, request.Line, request.GroupId) = (Area ?? "", Line ?? "", GroupId);
        (request.RouterId, request.PppName) = (RouterId, PppName);
        request.CustomPrice = string.IsNullOrWhiteSpace(CustomPrice) ? null : MoneyText.TryRead(CustomPrice, out var price) ? price : s_unreadable;
        request.DiscountBasisPoints = string.IsNullOrWhiteSpace(DiscountBasisPoints) ? 0 : Percent(DiscountBasisPoints);
        request.Discount = string.IsNullOrWhiteSpace(Discount) ? Money.Zero : MoneyText.TryRead(Discount, out var off) ? off : s_unreadable;
        request.DiscountUntil = Day(DiscountUntil);
        request.Terms = Terms.ToOverride();
        return request;
    }

    /// <summary>Percent in basis points; what cannot be read is refused by the request's own rules.</summary>
    private static int Percent(string typed) =>
        decimal.TryParse(Digits.ToLatin(typed), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent <= 100 && decimal.IsInteger(percent * 100) ? (int)(percent * 100) : -1;

    private static DateOnly? Day(DateTime? chosen) => chosen is { } day ? DateOnly.FromDateTime(day) : null;
}
