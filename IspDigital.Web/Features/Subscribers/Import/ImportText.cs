using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Subscribers.Import;

/// <summary>Words of the import of subscribers.</summary>
public sealed class ImportText : IWords;
