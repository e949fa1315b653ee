using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Access;

/// <summary>Words of cuts, reconnections and who may be online.</summary>
public sealed class AccessText : IWords;
