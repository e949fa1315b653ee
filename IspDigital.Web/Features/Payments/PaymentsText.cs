using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Payments;

/// <summary>Words of payments.</summary>
public sealed class PaymentsText : IWords;
