using System.Globalization;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Plans;

/// <summary>What the plan form holds while it is filled in.</summary>
public sealed class PlanForm
{
    /// <summary>The choice "VAT 5%" where no tax was added yet; saving adds it.</summary>
    public const long StandardVat = -1;

    private static readonly Money s_unreadable = new(-1);
    private EditPlanRequest? _shown;

    public string Name { get; set; } = "";

    public string DownloadMbps { get; set; } = "";

    public string UploadMbps { get; set; } = "";

    public string RouterProfile { get; set; } = "";

    public string Price { get; set; } = "";

    public DateTime? PriceFrom { get; set; }

    public long? TaxId { get; set; }

    public bool IsOffered { get; set; } = true;

    /// <summary>What is set differently from the operator.</summary>
    public TermsForm Terms { get; set; } = new();

    /// <summary>The form of a plan as it stands.</summary>
    public static PlanForm Of(EditPlanRequest plan) => new()
    {
        Name = plan.Name,
        DownloadMbps = plan.DownloadMbps.ToString("0.######", CultureInfo.InvariantCulture),
        UploadMbps = plan.UploadMbps.ToString("0.######", CultureInfo.InvariantCulture),
        RouterProfile = plan.RouterProfile,
        Price = plan.Price.Taka.ToString("0.##", CultureInfo.InvariantCulture),
        PriceFrom = plan.PriceFrom.ToDateTime(default),
        TaxId = plan.TaxId,
        IsOffered = plan.IsOffered,
        Terms = TermsForm.Of(plan.Terms),
        _shown = plan,
    };

    /// <summary>The request of a new plan.</summary>
    public AddPlanRequest ToAdd() => Fill(new AddPlanRequest());

    /// <summary>The request of a known plan.</summary>
    public EditPlanRequest ToEdit(long planId) => Fill(new EditPlanRequest
    {
        PlanId = planId,
        IsOffered = IsOffered,
        Shown = _shown,
        PriceFrom = PriceFrom is { } day ? DateOnly.FromDateTime(day) : default,
    });

    private T Fill<T>(T request)
        where T : Core.Plans.PlanInput
    {
        request.Name = Name ?? "";
        request.DownloadMbps = Mbps(DownloadMbps);
        request.UploadMbps = Mbps(UploadMbps);
        request.RouterProfile = RouterProfile ?? "";
        request.Price = MoneyText.TryRead(Price, out var price) ? price : s_unreadable;
        request.TaxId = TaxId == StandardVat ? null : TaxId;
        request.Terms = Terms.ToOverride();
        return request;
    }

    private static decimal Mbps(string? typed) =>
        decimal.TryParse(Digits.ToLatin(typed ?? ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mbps) ? mbps : 0;
}
