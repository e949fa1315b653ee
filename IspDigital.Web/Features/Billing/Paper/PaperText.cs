using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Billing.Paper;

/// <summary>Words that stand on an invoice's paper.</summary>
public sealed class PaperText : IWords;
