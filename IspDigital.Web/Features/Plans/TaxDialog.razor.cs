using System.Globalization;
using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IspDigital.Web.Features.Plans;

/// <summary>Adds a tax, or sets its rate from a day on.</summary>
public partial class TaxDialog
{
    private readonly TaxInput _input = new();

    /// <summary>The tax; null for a new one.</summary>
    [Parameter]
    public TaxRow? Tax { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private AddTax AddTax { get; set; } = default!;

    [Inject]
    private SetTaxRate SetTaxRate { get; set; } = default!;

    [Inject]
    private BusinessClock Clock { get; set; } = default!;

    private int BasisPoints =>
        decimal.TryParse(Digits.ToLatin(_input.BasisPoints ?? "").Replace("%", "", StringComparison.Ordinal).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent <= 100 && decimal.IsInteger(percent * 100) ? (int)(percent * 100) : -1;

    private DateOnly From => _input.From is { } day ? DateOnly.FromDateTime(day) : default;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _input.From = (await Clock.Now()).Today.ToDateTime(default);

    private AddTaxRequest ToAdd() => new(_input.Name ?? "", _input.Mode, BasisPoints, From);

    private SetTaxRateRequest ToSet() => new(Tax!.Id, BasisPoints, From);

    private void Done() => Dialog.Close(DialogResult.Ok(true));

    private void Close() => Dialog.Cancel();

    private sealed class TaxInput
    {
        public string? Name { get; set; }

        public TaxMode Mode { get; set; }

        public string? BasisPoints { get; set; }

        public DateTime? From { get; set; }
    }
}
