namespace IspDigital.Web.Localization;

/// <summary>Words of the shell and of the shared components.</summary>
public sealed class SharedText : IWords;
