using IspDigital.Core.Billing;

namespace IspDigital.Benchmarks.Lives;

/// <summary>A calendar on which every day is ticked by hand: who charged it, and which recurring invoice is for it.</summary>
internal sealed class OracleDays(DateOnly first, DateOnly last)
{
    private const int Ahead = 1_000;
    private const int Waived = -1;
    private readonly LineDraft?[] _charged = new LineDraft?[Size(first, last)];
    private readonly int[] _invoiced = new int[Size(first, last)];
    private readonly Dictionary<LineDraft, LineDraft> _givenBack = new(ReferenceEqualityComparer.Instance);

    /// <summary>The line that charges the day, or null.</summary>
    public LineDraft? On(DateOnly day) => _charged[At(day)];

    /// <summary>Whether the day stays unbilled since its invoice was voided so.</summary>
    public bool IsWaived(DateOnly day) => _invoiced[At(day)] == Waived;

    /// <summary>Ticks the days of a line; false where one is ticked already, or where days are given back that no single line charged.</summary>
    public bool Take(LineDraft line)
    {
        var (from, to) = (At(line.Days.Start), At(line.Days.End));
        if (line.Kind != LineKind.UnusedDays)
        {
            for (var i = from; i < to; i++)
            {
                if (_charged[i] is not null)
                {
                    return false;
                }
                _charged[i] = line;
            }
            return from < to;
        }
        var charge = _charged[from];
        for (var i = from; i < to; i++)
        {
            if (charge is null || !ReferenceEquals(_charged[i], charge))
            {
                return false;
            }
            _charged[i] = null;
        }
        _givenBack[line] = charge!;
        return from < to;
    }

    /// <summary>Takes a voided document's lines away again.</summary>
    public void Untake(InvoiceDraft draft)
    {
        for (var n = draft.Lines.Count - 1; n >= 0; n--)
        {
            var line = draft.Lines[n];
            if (line.PlanId is not null)
            {
                var before = line.Kind == LineKind.UnusedDays ? _givenBack[line] : null;
                Array.Fill(_charged, before, At(line.Days.Start), line.Days.Days);
            }
        }
    }

    /// <summary>Notes a recurring invoice; false where another is for one of its days.</summary>
    public bool Invoice(InvoiceDraft draft)
    {
        for (var i = At(draft.Period.Start); i < At(draft.Period.End); i++)
        {
            if (_invoiced[i]++ != 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Its days are free again, or stay unbilled.</summary>
    public void Uninvoice(InvoiceDraft draft, bool isWaived) =>
        Array.Fill(_invoiced, isWaived ? Waived : 0, At(draft.Period.Start), draft.Period.Days);

    private static int Size(DateOnly first, DateOnly last) => Math.Max(0, last.DayNumber - first.DayNumber) + Ahead;

    private int At(DateOnly day) => day.DayNumber - first.DayNumber;
}
