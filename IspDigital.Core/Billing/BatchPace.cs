namespace IspDigital.Core.Billing;

/// <summary>
/// How many subscribers a batch takes. SQLite has one writer: a batch should hold it for 100 ms at most, so that a payment slips
/// between. The size follows the measured time; a batch that fails is tried again with half, down to one.
/// </summary>
internal sealed class BatchPace(TimeProvider clock, int? sizeMax = null)
{
    private const int SizeMin = 50;
    private const int SizeMax = 1_000;
    private static readonly TimeSpan s_aim = TimeSpan.FromMilliseconds(80);
    private readonly int _sizeMax = Math.Clamp(sizeMax ?? SizeMax, 1, SizeMax);
    private long _begun;

    /// <summary>Subscribers in the next batch.</summary>
    public int Size { get; private set; } = Math.Clamp(sizeMax ?? SizeMax, 1, 300);

    /// <summary>The transaction began.</summary>
    public void Begin() => _begun = clock.GetTimestamp();

    /// <summary>The batch was committed.</summary>
    public void Went()
    {
        var took = clock.GetElapsedTime(_begun);
        Size = Math.Min(_sizeMax, took > s_aim ? Math.Max(SizeMin, Size * 2 / 3) : took < s_aim / 2 ? Size * 2 : Size);
    }

    /// <summary>The batch failed and was rolled back.</summary>
    public void Failed() => Size = Math.Max(1, Size / 2);
}
