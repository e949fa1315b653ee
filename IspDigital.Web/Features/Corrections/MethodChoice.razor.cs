using IspDigital.Core.Payments;
using IspDigital.Core.Staff;
using IspDigital.Web.Features.Payments;
using Microsoft.AspNetCore.Components;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Chooses how money came or went.</summary>
public partial class MethodChoice
{
    /// <summary>The method.</summary>
    [Parameter, EditorRequired]
    public PaymentMethod Value { get; set; }

    /// <summary>Another was chosen.</summary>
    [Parameter]
    public EventCallback<PaymentMethod> ValueChanged { get; set; }

    [Inject]
    private ICurrentActor Actor { get; set; } = default!;

    private IEnumerable<PaymentMethod> Methods => Actor.Current.Role == Role.Collector ? [PaymentMethod.Cash] : PaymentView.Methods;
}
