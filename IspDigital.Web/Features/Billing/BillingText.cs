using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Billing;

/// <summary>Words of invoices and billing runs.</summary>
public sealed class BillingText : IWords;
