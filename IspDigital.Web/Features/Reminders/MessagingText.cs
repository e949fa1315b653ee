using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Words of messages and templates.</summary>
public sealed class MessagingText : IWords;
