namespace IspDigital.Core.Billing.Rules;

/// <summary>
/// Facts in, drafts out: <see cref="InvoiceCalculator.Calculate"/>. Given to the run from outside, so that it can be shown that nothing wrong
/// that a calculation says comes into the books.
/// </summary>
/// <param name="facts">The subscriber.</param>
/// <param name="upTo">Issue dates through this day.</param>
/// <param name="policy">The operator.</param>
public delegate Calculated InvoiceCalculation(BillingFacts facts, DateOnly upTo, BillingPolicy policy);
