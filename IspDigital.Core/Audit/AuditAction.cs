namespace IspDigital.Core.Audit;

/// <summary>Everything that is put on record. The sentence for people stands in the resources under <c>Audit.{name}</c>.</summary>
public enum AuditAction
{
    /// <summary>The portal was set up.</summary>
    PortalSetUp,
    /// <summary>Settings were changed.</summary>
    SettingsChanged,
    /// <summary>Somebody signed in.</summary>
    SignedIn,
    /// <summary>A sign-in failed.</summary>
    SignInFailed,
    /// <summary>Somebody signed out.</summary>
    SignedOut,
    /// <summary>A member of staff was added.</summary>
    StaffAdded,
    /// <summary>A member of staff was changed, disabled or enabled.</summary>
    StaffChanged,
    /// <summary>A plan was added.</summary>
    PlanAdded,
    /// <summary>A plan was changed.</summary>
    PlanChanged,
    /// <summary>A tax or its rate was set.</summary>
    TaxChanged,
    /// <summary>A subscriber was added.</summary>
    SubscriberAdded,
    /// <summary>A subscriber's data was changed.</summary>
    SubscriberChanged,
    /// <summary>A subscriber was paused.</summary>
    SubscriberPaused,
    /// <summary>A subscriber was resumed.</summary>
    SubscriberResumed,
    /// <summary>A subscriber's account was closed.</summary>
    SubscriberClosed,
    /// <summary>A plan change was recorded.</summary>
    PlanAssigned,
    /// <summary>A plan change took effect.</summary>
    PlanStarted,
    /// <summary>A group of subscribers was added.</summary>
    SubscriberGroupAdded,
    /// <summary>A billing run began.</summary>
    BillingRunStarted,
    /// <summary>A billing run was paused, resumed, approved or cancelled.</summary>
    BillingRunSteered,
    /// <summary>A billing run ended.</summary>
    BillingRunFinished,
    /// <summary>A subscriber was parked: the run could not bill.</summary>
    SubscriberParked,
    /// <summary>A parked subscriber was handed to the next run.</summary>
    SubscriberUnparked,
    /// <summary>An invoice was issued.</summary>
    InvoiceIssued,
    /// <summary>An invoice was voided.</summary>
    InvoiceVoided,
    /// <summary>A credit note was issued.</summary>
    CreditNoteIssued,
    /// <summary>Something was charged that the next invoice bills.</summary>
    ChargeAdded,
    /// <summary>A charge was taken back before it was billed.</summary>
    ChargeCancelled,
    /// <summary>A late fee was charged.</summary>
    LateFeeCharged,
    /// <summary>The amount of an invoice was corrected.</summary>
    InvoiceAdjusted,
    /// <summary>An invoice was marked as paid.</summary>
    InvoiceMarkedPaid,
    /// <summary>A debt was given up.</summary>
    DebtWrittenOff,
    /// <summary>Money was given back.</summary>
    RefundRecorded,
    /// <summary>Data was brought in from a file.</summary>
    DataImported,
    /// <summary>Data was exported.</summary>
    DataExported,
    /// <summary>A balance was brought in or corrected.</summary>
    BalanceAdjusted,
    /// <summary>A payment was recorded.</summary>
    PaymentRecorded,
    /// <summary>A payment was reversed.</summary>
    PaymentReversed,
    /// <summary>An advance paid an invoice.</summary>
    AdvanceApplied,
    /// <summary>What a payment had settled became an advance again.</summary>
    AdvanceReleased,
    /// <summary>A reminder was queued.</summary>
    ReminderQueued,
    /// <summary>A reminder was skipped, with the reason.</summary>
    ReminderSkipped,
    /// <summary>A reminder policy or template was changed.</summary>
    RemindersChanged,
    /// <summary>A message was sent.</summary>
    MessageSent,
    /// <summary>A message could not be sent.</summary>
    MessageFailed,
    /// <summary>A person had a message tried anew.</summary>
    MessageRetried,
    /// <summary>It was decided that a subscriber be off.</summary>
    DisconnectionDecided,
    /// <summary>The router confirmed that a subscriber is off.</summary>
    Disconnected,
    /// <summary>It was decided that a subscriber be on again.</summary>
    ReconnectionDecided,
    /// <summary>The router confirmed that a subscriber is on.</summary>
    Reconnected,
    /// <summary>A desired state could not be applied.</summary>
    RouterCommandFailed,
    /// <summary>Staff overrode access.</summary>
    AccessOverridden,
    /// <summary>An override was lifted.</summary>
    AccessOverrideLifted,
    /// <summary>A promise to pay was granted.</summary>
    PromiseGranted,
    /// <summary>A promise to pay ended: kept, broken or replaced.</summary>
    PromiseEnded,
    /// <summary>An exemption was granted.</summary>
    ExemptionGranted,
    /// <summary>An exemption was lifted.</summary>
    ExemptionLifted,
    /// <summary>Cuts were planned.</summary>
    CutsPlanned,
    /// <summary>A person took a subscriber out of the planned cuts.</summary>
    CutExcluded,
    /// <summary>A planned cut is not needed any more.</summary>
    CutDropped,
    /// <summary>The brake holds the planned cuts.</summary>
    CutsHeld,
    /// <summary>The brake holds the planned cuts no longer.</summary>
    CutsNotHeld,
    /// <summary>A person approved the held cuts.</summary>
    CutsApproved,
    /// <summary>A batch of cuts was undone.</summary>
    CutsUndone,
    /// <summary>A router was added.</summary>
    RouterAdded,
    /// <summary>A router was changed.</summary>
    RouterChanged,
    /// <summary>A router went down or came back.</summary>
    RouterHealthChanged,
    /// <summary>Somebody asked for another try on a router.</summary>
    RouterRetried,
    /// <summary>The demo's clock was moved.</summary>
    ClockMoved,
    /// <summary>A person ran a job at once.</summary>
    JobRunByHand,
}
