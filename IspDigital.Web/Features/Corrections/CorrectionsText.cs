using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Corrections;

/// <summary>Words of the screens that correct money.</summary>
public sealed class CorrectionsText : IWords;
