namespace IspDigital.Web.Localization;

/// <summary>
/// Marks the class that names a feature's resources: <c>BillingText</c> beside <c>BillingText.resx</c> (English) and
/// <c>BillingText.bn.resx</c> (Bangla).
/// </summary>
public interface IWords;
