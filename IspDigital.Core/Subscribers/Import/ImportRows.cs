using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Tables;

namespace IspDigital.Core.Subscribers.Import;

/// <summary>Reads subscribers out of a file, as far as the file alone can tell: cells that can be read, nothing twice.</summary>
internal static class ImportRows
{
    private const int CodeLengthMax = 40;
    private const int NameLengthMax = 120;
    private static readonly Money s_max = SubscriberInputRules<AddSubscriberRequest>.PriceMax;
    private static readonly DateOnly s_firstDay = new(1990, 1, 1);

    /// <summary>The rows that can be read, and everything that is wrong with the others.</summary>
    public static (List<ImportRow> Rows, List<RowProblem> Problems) Read(Table table)
    {
        List<RowProblem> problems = [];
        var places = TableColumns.Find(table, ImportColumns.All, ImportColumns.Needed, problems);
        List<ImportRow> rows = [];
        Dictionary<string, int> codes = new(SubscriberCodes.Comparer);
        Dictionary<(string Router, string Name), int> lines = [];
        foreach (var row in problems.Count > 0 ? [] : table.Rows)
        {
            var cells = new RowCells(row, places, problems);
            cells.NoMoreThan(table.Columns.Count);
            var one = Read(cells);
            rows.Add(one);
            Once(cells, "code", codes, one.Request.Code ?? "", one.Request.Code ?? "");
            Once(cells, "ppp_name", lines, (one.Router.ToLowerInvariant(), one.Request.PppName ?? ""), one.Router.Length == 0 ? "" : one.Request.PppName ?? "");
        }
        return (rows, problems);
    }

    private static void Once<TKey>(RowCells cells, string column, Dictionary<TKey, int> seen, TKey key, string shown)
        where TKey : notnull
    {
        if (shown.Length > 0 && !seen.TryAdd(key, cells.Line))
        {
            cells.Wrong(column, "Shared.CellRepeated", shown, seen[key]);
        }
    }

    private static ImportRow Read(RowCells cells)
    {
        var request = new AddSubscriberRequest
        {
            Code = cells.Text("code", CodeLengthMax) is { Length: > 0 } code ? code : null,
            Name = cells.Needed("name", NameLengthMax),
            Phone = Phone(cells),
            PppName = cells.Text("ppp_name", NameLengthMax) is { Length: > 0 } ppp ? ppp : null,
            OpeningBalance = cells.Amount("opening_balance", -s_max, s_max) ?? Money.Zero,
            CustomPrice = cells.Amount("price", Money.Zero, s_max),
            DiscountBasisPoints = cells.BasisPoints("discount_percent") ?? 0,
            Terms = Terms(cells),
        };
        cells.Needed("activated_on");
        (request.ActivatedOn, request.BillFrom) = (Day(cells, "activated_on"), Day(cells, "bill_from"));
        var row = new ImportRow(cells.Line, request, cells.Needed("plan"), cells.Text("router"));
        if (request.BillFrom < request.ActivatedOn)
        {
            cells.Wrong("bill_from", "Subscribers.BillFromTooEarly");
        }
        if (row.Router.Length > 0 && request.PppName is null)
        {
            cells.Wrong("ppp_name", "Subscribers.PppNameNeeded");
        }
        if (request.PppName?.Any(char.IsControl) == true)
        {
            cells.Wrong("ppp_name", "Subscribers.PppNameNotValid");
        }
        return row;
    }

    private static DateOnly? Day(RowCells cells, string column)
    {
        var day = cells.Day(column);
        if (day is not { } known || (known >= s_firstDay && known.Year <= 2100))
        {
            return day;
        }
        cells.Wrong(column, "Shared.CellOutOfRange", cells.Text(column), "1990-01-01", "2100-12-31");
        return null;
    }

    /// <summary>A number that is no mobile number is wrong; none at all is a subscriber whom no message reaches.</summary>
    private static string Phone(RowCells cells)
    {
        var typed = cells.Text("phone");
        if (typed.Length > 0 && !PhoneNumber.TryParse(typed, out _))
        {
            cells.Wrong("phone", "Subscribers.PhoneNotMobile");
        }
        return typed;
    }

    private static BillingTermsOverride Terms(RowCells cells) => new()
    {
        Timing = cells.Choice("billing", ("advance", BillingTiming.Advance), ("arrears", BillingTiming.Arrears)),
        CycleUnit = cells.Choice("cycle_unit", ("month", CycleUnit.Month), ("day", CycleUnit.Day)),
        CycleCount = cells.Whole("cycle_count", 1, 366),
        AlignDay = cells.Whole("align_day", 1, 31),
        LeadDays = cells.Whole("lead_days", 0, 60),
        DueDays = cells.Whole("due_days", 0, 120),
        GraceDays = cells.Whole("grace_days", 0, 120),
    };
}
