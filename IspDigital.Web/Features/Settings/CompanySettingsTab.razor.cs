using IspDigital.Core.Operations;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Settings;

/// <summary>Who the operator is.</summary>
public partial class CompanySettingsTab
{
    private CompanyInput? _input;
    private string _logoMark = "";

    [Inject]
    private CompanyQueries Company { get; set; } = default!;

    [Inject]
    private ChangeCompany ChangeCompany { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var present = await Company.Present();
        (_logoMark, _input) = (present.LogoMark, new CompanyInput(present));
    }

    private static Task<IEnumerable<string>> FindZone(string? text, CancellationToken cancellation) =>
        Task.FromResult(CompanyRules.TimeZones.Where(z => z.Contains(text?.Trim() ?? "", StringComparison.OrdinalIgnoreCase)));

    private void Saved() => Snackbar.Add(L["Saved"], Severity.Success);

    private sealed class CompanyInput(CompanySettings present)
    {
        public string CompanyName { get; set; } = present.CompanyName;

        public string Address { get; set; } = present.Address;

        public string Phone { get; set; } = present.Phone;

        public string Email { get; set; } = present.Email;

        public string Bin { get; set; } = present.Bin;

        public string PublicAddress { get; set; } = present.PublicAddress;

        public string TimeZone { get; set; } = present.TimeZone;

        public int RoundingUnitMinor { get; set; } = present.RoundingUnitMinor;

        public ChangeCompanyRequest ToRequest() => new()
        {
            CompanyName = CompanyName ?? "",
            Address = Address ?? "",
            Phone = Phone ?? "",
            Email = Email ?? "",
            Bin = Digits.ToLatin(Bin ?? ""),
            PublicAddress = PublicAddress ?? "",
            TimeZone = TimeZone ?? "",
            RoundingUnitMinor = RoundingUnitMinor,
        };
    }
}
