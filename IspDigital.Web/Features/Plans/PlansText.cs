using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Plans;

/// <summary>Words of plans.</summary>
public sealed class PlansText : IWords;
