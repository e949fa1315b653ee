using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Staff;

/// <summary>Words of staff.</summary>
public sealed class StaffText : IWords;
