using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Routers;

/// <summary>Words of routers.</summary>
public sealed class RoutersText : IWords;
