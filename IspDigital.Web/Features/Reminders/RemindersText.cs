using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Reminders;

/// <summary>Words of reminders.</summary>
public sealed class RemindersText : IWords;
