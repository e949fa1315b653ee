using IspDigital.Core.Audit;
using IspDigital.Core.Billing.Rules;
using IspDigital.Core.Data;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;

namespace IspDigital.Core.Billing;

/// <summary>Saves the operator's billing settings. The request is the settings themselves, checked by their validator.</summary>
public sealed class SaveBillingSettings(UseCaseContext context) : UseCase<BillingSettings, Done>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.ManageSettings;

    /// <inheritdoc/>
    protected override Task<Result<Done>> Handle(BillingSettings request, CancellationToken cancellation) => Store.Write<Done>(async work =>
    {
        var before = await work.Settings<BillingSettings>(cancellation);
        if (request.Shown is { } shown && shown != before)
        {
            return new SettingsChangedMeanwhile();
        }
        var saved = request with { Shown = null, LateFeeFrom = await LateFeeFrom(work, before, request, cancellation) };
        await SettingsRow.Store(work, saved, cancellation);
        work.Record(AuditAction.SettingsChanged, BillingSettings.Name, null, before: before, after: saved);
        return new Done();
    }, cancellation);

    /// <summary>Late fees are for days from the one on which they are switched on: nobody is charged for the past.</summary>
    private static async Task<DateOnly?> LateFeeFrom(UnitOfWork work, BillingSettings before, BillingSettings now, CancellationToken cancellation) =>
        now.LateFee == LateFeeKind.Off ? null
        : before is { LateFee: not LateFeeKind.Off, LateFeeFrom: { } since } ? since
        : (await work.Day(cancellation)).Today;
}

/// <summary>Reads the billing settings for their form.</summary>
public sealed class BillingSettingsQueries(IspStore store)
{
    /// <summary>As they stand.</summary>
    public async Task<BillingSettings> Present(CancellationToken cancellation = default)
    {
        await using var db = await store.Read(Permission.ManageSettings, cancellation);
        return await SettingsRow.Load<BillingSettings>(db, cancellation);
    }
}
