using IspDigital.Core.Access.Rules;
using IspDigital.Web.Localization;
using Microsoft.Extensions.Localization;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Why a line is on or off, as a sentence.</summary>
public static class ReasonText
{
    /// <summary>The sentence of a reason: {0} amount, {1} since, {2} until, {3} who, {4} invoice.</summary>
    public static string Of(AccessReason reason, IStringLocalizer<SubscribersText> words)
    {
        var key = "Reason." + reason.Code + (reason is { Code: AccessReasonCode.Exempt or AccessReasonCode.OverrideOff or AccessReasonCode.OverrideOn, Until: null } ? ".Always" : "");
        return words[key, MoneyText.Of(reason.Amount), Day(reason.Since), Day(reason.Until), reason.Who ?? "", reason.InvoiceNumber ?? ""];
    }

    private static string Day(DateOnly? day) => day is { } known ? DateText.Day(known) : "";
}
