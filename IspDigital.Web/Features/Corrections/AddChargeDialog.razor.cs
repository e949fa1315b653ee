using IspDigital.Core.Billing;
using IspDigital.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>What is charged or given once, as the counter says it.</summary>
public enum ChargePreset
{
    /// <summary>Installation.</summary>
    Installation,
    /// <summary>A router sold.</summary>
    Router,
    /// <summary>The line moves.</summary>
    Relocation,
    /// <summary>Anything else that is charged.</summary>
    Other,
    /// <summary>A discount.</summary>
    Discount,
    /// <summary>Credit for an outage.</summary>
    OutageCredit,
}

/// <summary>Charges something once, or gives it.</summary>
public partial class AddChargeDialog
{
    private readonly ChargeInput _input = new();

    /// <summary>Who.</summary>
    [Parameter, EditorRequired]
    public long SubscriberId { get; set; }

    /// <summary>Their name.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Inject]
    private AddCharge AddCharge { get; set; } = default!;

    private bool IsGiven => _input.Preset is ChargePreset.Discount or ChargePreset.OutageCredit;

    private LineKind Kind => _input.Preset switch
    {
        ChargePreset.Discount => LineKind.Discount,
        ChargePreset.OutageCredit => LineKind.OutageCredit,
        _ => LineKind.OneOff,
    };

    /// <inheritdoc/>
    protected override Task<bool> Load()
    {
        Choose(ChargePreset.Installation);
        return Task.FromResult(true);
    }

    private void Choose(ChargePreset preset)
    {
        _input.Preset = preset;
        _input.Text = preset == ChargePreset.Other ? "" : L["PresetText." + preset];
    }

    private AddChargeRequest ToRequest() => new(
        CommandId, SubscriberId, Kind, _input.Text, Typed(_input.Amount), _input.IsTaxed, _input.AtOnce, _input.Reason ?? "");

    private IEnumerable<string> What()
    {
        var amount = Typed(_input.Amount);
        if (!amount.IsPositive)
        {
            return [L["Preview.Amount"]];
        }
        var when = (IsGiven, _input.AtOnce) switch
        {
            (false, false) => "Preview.ChargeNext",
            (false, true) => "Preview.ChargeNow",
            (true, false) => "Preview.GiveNext",
            (true, true) => "Preview.GiveNow",
        };
        return [L[when, MoneyText.Of(amount), Name], L[_input.IsTaxed ? "Preview.Taxed" : "Preview.Untaxed"]];
    }

    private sealed class ChargeInput
    {
        public ChargePreset Preset { get; set; }

        public string Text { get; set; } = "";

        public string Amount { get; set; } = "";

        public bool IsTaxed { get; set; } = true;

        public bool AtOnce { get; set; }

        public string? Reason { get; set; }
    }
}
