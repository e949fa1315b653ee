using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Subscribers;

/// <summary>Words of subscribers.</summary>
public sealed class SubscribersText : IWords;
