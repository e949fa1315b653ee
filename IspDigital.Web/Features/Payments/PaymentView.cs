using IspDigital.Core.Payments;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace IspDigital.Web.Features.Payments;

/// <summary>How a method of payment is shown.</summary>
public static class PaymentView
{
    /// <summary>The methods that a person can choose, in the order of the counter.</summary>
    public static IReadOnlyList<PaymentMethod> Methods { get; } =
        [PaymentMethod.Cash, PaymentMethod.BKash, PaymentMethod.Nagad, PaymentMethod.Bank, PaymentMethod.Card, PaymentMethod.Other];

    /// <summary>Resource key of its name.</summary>
    public static string Key(PaymentMethod method) => "Method." + method;

    /// <summary>Its picture.</summary>
    public static string Icon(PaymentMethod method) => method switch
    {
        PaymentMethod.Cash => Icons.Material.Outlined.Payments,
        PaymentMethod.BKash or PaymentMethod.Nagad => Icons.Material.Outlined.PhoneAndroid,
        PaymentMethod.Bank => Icons.Material.Outlined.AccountBalance,
        PaymentMethod.Card => Icons.Material.Outlined.CreditCard,
        PaymentMethod.Other => Icons.Material.Outlined.MoreHoriz,
        PaymentMethod.CreditNote => Icons.Material.Outlined.Undo,
        PaymentMethod.WriteOff => Icons.Material.Outlined.MoneyOff,
        PaymentMethod.Brought => Icons.Material.Outlined.MoveToInbox,
    };

    /// <summary>Who recorded it: a person's name, or the portal where a job did.</summary>
    public static string Who(string recordedBy, IStringLocalizer<PaymentsText> words) =>
        recordedBy.StartsWith("job:", StringComparison.Ordinal) ? words["Portal"] : recordedBy;

    /// <summary>The days that a filter of the list names: from and to, both inside; nothing for no filter.</summary>
    public static (DateOnly? From, DateOnly? To) Days(string? period, DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        return period switch
        {
            "today" => (today, today),
            "yesterday" => (today.AddDays(-1), today.AddDays(-1)),
            "month" => (first, today),
            "lastmonth" => (first.AddMonths(-1), first.AddDays(-1)),
            _ => (null, null),
        };
    }
}
