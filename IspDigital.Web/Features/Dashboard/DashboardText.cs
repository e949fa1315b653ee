using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Dashboard;

/// <summary>Words of dashboard.</summary>
public sealed class DashboardText : IWords;
