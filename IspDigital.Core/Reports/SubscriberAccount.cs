using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Payments;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Subscribers;

namespace IspDigital.Core.Reports;

/// <summary>A subscriber's own data on their page.</summary>
/// <param name="Id">The subscriber.</param>
/// <param name="Code">Their code.</param>
/// <param name="Name">Their name.</param>
/// <param name="Phone">Mobile number as stored.</param>
/// <param name="Email">Email address, or null.</param>
/// <param name="Language">Language of messages.</param>
/// <param name="Address">Where the line ends.</param>
/// <param name="GroupName">Their group, or null.</param>
/// <param name="ActivatedOn">The day service began.</param>
/// <param name="BillFrom">First billed day.</param>
/// <param name="ClosedOn">The first day without service for ever, or null.</param>
/// <param name="State">How the account stands.</param>
/// <param name="Pause">The pause that runs or is next, or null.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="PlanName">Its name.</param>
/// <param name="Speed">Its speed.</param>
/// <param name="NextPlan">A plan change that is decided, or null.</param>
/// <param name="RouterId">The router, or null.</param>
/// <param name="RouterName">Its name.</param>
/// <param name="PppName">The login name there.</param>
/// <param name="Version">The version of the row.</param>
public sealed record SubscriberProfile(
    long Id, string Code, string Name, string Phone, string? Email, string Language, Address Address, string? GroupName,
    DateOnly ActivatedOn, DateOnly BillFrom, DateOnly? ClosedOn, AccountState State, PausedDays? Pause,
    long PlanId, string PlanName, SpeedProfile Speed, PlannedPlan? NextPlan, long? RouterId, string? RouterName, string? PppName, int Version);

/// <summary>A pause.</summary>
/// <param name="From">First paused day.</param>
/// <param name="Until">First day of service again; null for open-ended.</param>
public sealed record PausedDays(DateOnly From, DateOnly? Until);

/// <summary>A plan change that is decided.</summary>
/// <param name="From">First day.</param>
/// <param name="PlanName">The plan.</param>
public sealed record PlannedPlan(DateOnly From, string PlanName);

/// <summary>A subscriber's money on their page.</summary>
/// <param name="Standing">Balance from the ledger and open invoices.</param>
/// <param name="Advance">Money that waits for the next invoice.</param>
/// <param name="Terms">How they are billed.</param>
/// <param name="Price">Price of a full period today, before tax rules; null where the plan has none yet.</param>
/// <param name="HasCustomPrice">Whether that is a price of their own.</param>
/// <param name="NextInvoiceOn">The day the next invoice will be issued, or null when none is in sight.</param>
/// <param name="NextInvoiceTotal">What it will ask, or null.</param>
/// <param name="NextRenewal">The first day that is not billed yet: a plan change can begin there.</param>
/// <param name="UsualMethod">How they paid most often of late, or null.</param>
/// <param name="LastPayment">Their last payment, or null.</param>
/// <param name="Problem">Why they cannot be billed, or null.</param>
public sealed record SubscriberMoney(
    AccountStanding Standing, Money Advance, BillingTerms Terms, Money? Price, bool HasCustomPrice,
    DateOnly? NextInvoiceOn, Money? NextInvoiceTotal, DateOnly? NextRenewal, PaymentMethod? UsualMethod, LastPayment? LastPayment, BillingProblem? Problem);

/// <summary>The last payment.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">How.</param>
/// <param name="ReceivedOn">When.</param>
public sealed record LastPayment(long Id, Money Amount, PaymentMethod Method, DateOnly ReceivedOn);
