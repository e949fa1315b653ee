using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Access;

/// <summary>What the settings must be.</summary>
public sealed class SaveAccessSettingsValidator : AbstractValidator<AccessSettings>
{
    /// <summary>The rules.</summary>
    public SaveAccessSettingsValidator()
    {
        RuleFor(s => s.ThresholdMinor).InclusiveBetween(0, 10_000_000).WithErrorCode("Access.ThresholdRange").OverridePropertyName("ThresholdTaka");
        RuleFor(s => s.CutTo).Must((s, to) => s.CutFrom < to).WithErrorCode("Access.WindowOrder");
        RuleFor(s => s.SparedWeekdays).Must(days => days.Distinct().Count() < 7).WithErrorCode("Access.WeekdayNeeded");
        RuleFor(s => s.Holidays).Must(days => days.All(day => day.Year >= 2000)).WithErrorCode("Access.HolidayUnreadable");
        RuleFor(s => s.BrakeLeastCuts).InclusiveBetween(0, 100_000).WithErrorCode("Access.BrakeRange");
        RuleFor(s => s.BrakePercent).InclusiveBetween(0, 100).WithErrorCode("Access.PercentRange");
        RuleFor(s => s.PortalDownHoursMax).InclusiveBetween(1, 720).WithErrorCode("Access.HoursRange");
        RuleForEach(s => s.PromiseLimits).ChildRules(limit =>
        {
            limit.RuleFor(l => l.DaysMax).InclusiveBetween(0, 365).WithErrorCode("Access.PromiseDaysRange");
            limit.RuleFor(l => l.TimesMax).InclusiveBetween(0, 100).WithErrorCode("Access.PromiseTimesRange");
        });
    }
}

/// <summary>Stores the operator's terms of access and has everybody decided again whom they may bring back or turn off.</summary>
public sealed class SaveAccessSettings(UseCaseContext context) : UseCase<AccessSettings, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageSettings;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(AccessSettings request, CancellationToken cancellation) =>
        Store.Write<Done>(async work =>
        {
            var before = await work.Settings<AccessSettings>(cancellation);
            await SettingsRow.Store(work, request, cancellation);
            var today = (await work.Day(cancellation)).Today;
            var touched = await work.Db.DesiredStates.Where(d => !d.Online
                    || work.Db.Subscribers.Any(s => s.Id == d.SubscriberId && s.Pauses.Any(p => p.From <= today && (p.Until == null || today < p.Until))))
                .Select(d => d.SubscriberId).ToListAsync(cancellation);
            touched.ForEach(id => work.MarkAccess(id, "Settings"));
            work.Record(AuditAction.SettingsChanged, AccessSettings.Name, null, before: before, after: request);
            return new Done();
        }, cancellation);
}
