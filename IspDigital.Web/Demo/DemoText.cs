using IspDigital.Web.Localization;

namespace IspDigital.Web.Demo;

/// <summary>Words of the demo.</summary>
public sealed class DemoText : IWords;
