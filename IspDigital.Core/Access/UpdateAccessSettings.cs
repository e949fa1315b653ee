using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>Change the operator's terms of access.</summary>
/// <param name="Settings">All of them.</param>
public sealed record UpdateAccessSettingsRequest(AccessSettings Settings);

/// <summary>What the settings must be.</summary>
public sealed class UpdateAccessSettingsValidator : AbstractValidator<UpdateAccessSettingsRequest>
{
    /// <summary>The rules.</summary>
    public UpdateAccessSettingsValidator()
    {
        RuleFor(r => r.Settings.ThresholdMinor).InclusiveBetween(0, 10_000_000).WithErrorCode("Access.ThresholdRange");
        RuleFor(r => r.Settings.CutTo).Must((r, to) => r.Settings.CutFrom < to).WithErrorCode("Access.WindowOrder");
        RuleFor(r => r.Settings.SparedWeekdays).Must(days => days.Distinct().Count() < 7).WithErrorCode("Access.WeekdayNeeded");
        RuleFor(r => r.Settings.BrakeLeastCuts).InclusiveBetween(0, 100_000).WithErrorCode("Access.BrakeRange");
        RuleFor(r => r.Settings.BrakePercent).InclusiveBetween(0, 100).WithErrorCode("Access.PercentRange");
        RuleFor(r => r.Settings.PortalDownHoursMax).InclusiveBetween(1, 720).WithErrorCode("Access.HoursRange");
        RuleForEach(r => r.Settings.PromiseLimits).Must(l => l.DaysMax is >= 0 and <= 365 && l.TimesMax is >= 0 and <= 100)
            .WithErrorCode("Access.PromiseLimitRange");
    }
}

/// <summary>Stores the settings and has everybody decided again whom they may bring back or pause.</summary>
public sealed class UpdateAccessSettings(UseCaseContext context) : UseCase<UpdateAccessSettingsRequest, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageSettings;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(UpdateAccessSettingsRequest request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            var before = await work.Settings<AccessSettings>(cancellation);
            await SettingsRow.Store(work, request.Settings, cancellation);
            var today = (await work.Day(cancellation)).Today;
            var touched = await work.Db.DesiredStates.Where(d => !d.Online
                    || work.Db.Subscribers.Any(s => s.Id == d.SubscriberId && s.Pauses.Any(p => p.From <= today && (p.Until == null || today < p.Until))))
                .Select(d => d.SubscriberId).ToListAsync(cancellation);
            touched.ForEach(id => work.MarkAccess(id, "Settings"));
            work.Record(AuditAction.SettingsChanged, AccessSettings.Name, null, before: before, after: request.Settings);
            return new Done();
        }, cancellation);
}
