using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Settings;

/// <summary>Words of settings.</summary>
public sealed class SettingsText : IWords;
