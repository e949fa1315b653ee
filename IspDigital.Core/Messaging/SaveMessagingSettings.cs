using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Messaging;

/// <summary>Changes when messages go out, what they cost and which notices are sent.</summary>
/// <param name="Messaging">Hours, price, expiry.</param>
/// <param name="Notices">Which notices by which channels.</param>
public sealed record SaveMessagingSettingsRequest(MessagingSettings Messaging, NotificationSettings Notices);

/// <summary>What a form or a caller must keep to.</summary>
public sealed class SaveMessagingSettingsValidator : AbstractValidator<SaveMessagingSettingsRequest>
{
    /// <summary>The rules.</summary>
    public SaveMessagingSettingsValidator()
    {
        RuleFor(r => r.Messaging.SendUntil).GreaterThan(r => r.Messaging.SendFrom).WithErrorCode("Messaging.HoursInOrder").OverridePropertyName("Until");
        RuleFor(r => r.Messaging.SmsPartPriceMinor).InclusiveBetween(0, 10_000).WithErrorCode("Messaging.PartPrice").OverridePropertyName("SmsPartPriceMinor");
        RuleFor(r => r.Notices.ExpiryHours).InclusiveBetween(1, 240).WithErrorCode("Messaging.NoticeExpiry").OverridePropertyName("ExpiryHours");
    }
}

/// <summary>Changes the settings of messages.</summary>
public sealed class SaveMessagingSettings(UseCaseContext context) : UseCase<SaveMessagingSettingsRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageReminders;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(SaveMessagingSettingsRequest request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var before = new { Messaging = await work.Settings<MessagingSettings>(cancellation), Notices = await work.Settings<NotificationSettings>(cancellation) };
        await SettingsRow.Store(work, request.Messaging, cancellation);
        await SettingsRow.Store(work, request.Notices, cancellation);
        work.Record(AuditAction.SettingsChanged, nameof(MessagingSettings), null, before: before, after: request);
        return new Done();
    }, cancellation);
}
