using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;

namespace IspDigital.Core.Plans;

/// <summary>A tax as a row names it.</summary>
/// <param name="Mode">Added to the price, or inside it.</param>
/// <param name="BasisPoints">500 = 5%.</param>
internal readonly record struct RowTax(TaxMode Mode, int BasisPoints);

/// <summary>A plan of a file.</summary>
internal sealed record NewPlan(int Line, string Name, Money Price, RowTax? Tax, decimal DownloadMbps, decimal UploadMbps, string Profile)
{
    /// <summary>Its speed; a profile that is not said has the plan's name.</summary>
    public SpeedProfile Speed => new(
        PlanInput.BpsOf(DownloadMbps), PlanInput.BpsOf(UploadMbps), Profile.Length == 0 ? Name : Profile);
}

/// <summary>Reads plans out of a file.</summary>
public static class PlanRows
{
    private const int NameLengthMax = 80;

    /// <summary>The columns that the file may have; the first two must be there.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["name", "price", "tax_percent", "tax_mode", "download_mbps", "upload_mbps", "profile"];

    /// <summary>The rows that can be read, and everything that is wrong with the others.</summary>
    internal static (List<NewPlan> Rows, List<RowProblem> Problems) Read(Table table)
    {
        List<RowProblem> problems = [];
        var places = TableColumns.Find(table, Columns, Columns.Take(2).ToList(), problems);
        List<NewPlan> rows = [];
        Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var row in problems.Count > 0 ? [] : table.Rows)
        {
            var cells = new RowCells(row, places, problems);
            cells.NoMoreThan(table.Columns.Count);
            var plan = Read(cells);
            rows.Add(plan);
            if (plan.Name.Length > 0 && !seen.TryAdd(plan.Name, row.Line))
            {
                cells.Wrong("name", "Shared.CellRepeated", plan.Name, seen[plan.Name]);
            }
        }
        return (rows, problems);
    }

    private static NewPlan Read(RowCells cells)
    {
        var mode = cells.Choice("tax_mode", ("exclusive", TaxMode.Exclusive), ("inclusive", TaxMode.Inclusive));
        var rate = cells.BasisPoints("tax_percent");
        cells.Needed("price");
        return new(
            cells.Line,
            cells.Needed("name", NameLengthMax),
            cells.Amount("price", Money.Zero, PlanInputRules<AddPlanRequest>.PriceMax) ?? Money.Zero,
            rate > 0 ? new RowTax(mode ?? TaxMode.Exclusive, rate.Value) : null,
            cells.Number("download_mbps", 0, PlanInputRules<AddPlanRequest>.MbpsMax) ?? 0,
            cells.Number("upload_mbps", 0, PlanInputRules<AddPlanRequest>.MbpsMax) ?? 0,
            cells.Text("profile", NameLengthMax));
    }
}
