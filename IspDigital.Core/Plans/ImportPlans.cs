using System.Globalization;
using IspDigital.Core.Audit;
using IspDigital.Core.Data;
using IspDigital.Core.Live;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Plans;

/// <summary>Plans from a file.</summary>
/// <param name="Table">The file, with the columns of <see cref="PlanRows.Columns"/> in any order.</param>
public sealed record ImportPlansRequest(Table Table);

/// <summary>What was added.</summary>
/// <param name="Plans">Plans.</param>
/// <param name="Taxes">Taxes that were not there yet.</param>
/// <param name="WithoutSpeed">Plans whose speed the file does not say.</param>
public sealed record ImportedPlans(int Plans, int Taxes, IReadOnlyList<string> WithoutSpeed);

/// <summary>
/// Adds the plans of a file: all rows or none. Prices hold from the beginning of the calendar, so that any history can be billed. The
/// same rate in the same mode is one tax.
/// </summary>
public sealed class ImportPlans(UseCaseContext context) : UseCase<ImportPlansRequest, ImportedPlans>(context)
{
    private static readonly DateOnly s_always = new(2000, 1, 1);

    /// <inheritdoc/>
    public override Permission Permission => Permission.ManagePlans;

    /// <inheritdoc/>
    protected override async Task<Result<ImportedPlans>> Handle(ImportPlansRequest request, CancellationToken cancellation)
    {
        var (rows, problems) = PlanRows.Read(request.Table);
        return await Store.Write<ImportedPlans>(async work =>
        {
            var taken = (await work.Db.Plans.Select(p => p.Name).ToListAsync(cancellation)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            problems.AddRange(rows.Where(r => taken.Contains(r.Name)).Select(r => RowProblem.Of(r.Line, "name", new PlanNameTaken(r.Name))));
            if (problems.Count > 0)
            {
                return new BadRows([.. problems.OrderBy(p => p.Line)]);
            }
            var (taxes, made) = await Taxes(work, rows, cancellation);
            var plans = rows.ConvertAll(r => (Row: r, Plan: PlanOf(r, r.Tax is { } tax ? taxes[tax] : null)));
            work.Db.Plans.AddRange(plans.Select(p => p.Plan));
            await work.Save(cancellation);
            foreach (var (row, plan) in plans)
            {
                work.Record(AuditAction.PlanAdded, nameof(Plan), plan.Id, after: new { plan.Name, plan.Speed, row.Price, plan.TaxId });
            }
            work.Record(AuditAction.DataImported, nameof(Plan), null, after: new { Plans = plans.Count });
            work.Announce(new Change(ChangeKind.Plan));
            return new ImportedPlans(plans.Count, made, [.. rows.Where(r => r.DownloadMbps == 0 || r.UploadMbps == 0).Select(r => r.Name)]);
        }, cancellation);
    }

    private static Plan PlanOf(NewPlan row, long? taxId)
    {
        var plan = new Plan(row.Name, row.Speed, s_always, row.Price);
        plan.Describe(row.Name, row.Speed, taxId, new(), isOffered: true);
        return plan;
    }

    /// <summary>The tax of each rate and mode: one that is there and never had another rate, or a new one.</summary>
    private static async Task<(Dictionary<RowTax, long> Ids, int Made)> Taxes(UnitOfWork work, List<NewPlan> rows, CancellationToken cancellation)
    {
        var known = await work.Db.Taxes.ToListAsync(cancellation);
        var (ids, made) = (new Dictionary<RowTax, long>(), 0);
        foreach (var wanted in rows.Select(r => r.Tax).OfType<RowTax>().Distinct())
        {
            var tax = known.Find(t => t.Mode == wanted.Mode && t.Rates is [{ } only] && only.BasisPoints == wanted.BasisPoints && only.From <= s_always);
            if (tax is null)
            {
                tax = new Tax(NameOf(wanted, known), wanted.Mode, s_always, wanted.BasisPoints);
                known.Add(tax);
                work.Db.Taxes.Add(tax);
                await work.Save(cancellation);
                work.Record(AuditAction.TaxChanged, nameof(Tax), tax.Id, after: new { tax.Name, tax.Mode, wanted.BasisPoints });
                made++;
            }
            ids[wanted] = tax.Id;
        }
        return (ids, made);
    }

    private static string NameOf(RowTax tax, List<Tax> known)
    {
        var name = AddTaxRequest.StandardVat.Name;
        var rate = (tax.BasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
        string[] names = [name, $"{name} {rate}%", $"{name} {rate}% {(tax.Mode == TaxMode.Inclusive ? "incl." : "excl.")}"];
        return Array.Find(names, n => !known.Exists(t => t.Name == n)) ?? $"{names[2]} {known.Count + 1}";
    }
}
