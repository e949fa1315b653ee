using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Billing;

/// <summary>The words of billing runs: preview, progress, result, parked subscribers, forecast.</summary>
public sealed class RunsText : IWords;
