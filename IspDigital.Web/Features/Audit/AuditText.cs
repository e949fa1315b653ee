using IspDigital.Web.Localization;

namespace IspDigital.Web.Features.Audit;

/// <summary>The words of the record.</summary>
public sealed class AuditText : IWords;
